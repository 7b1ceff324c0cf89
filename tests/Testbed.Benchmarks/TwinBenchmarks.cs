using BenchmarkDotNet.Attributes;
using Testbed.Core;
using Testbed.Runtime;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Benchmarks;

/// <summary>One simulated second of a whole twin: physics, scans, polls over sockets through the conduits, operators, all to quiescence.</summary>
[MemoryDiagnoser]
public class TwinBenchmarks
{
    private TwinBlueprint _blueprint = null!;
    private TrialActorSystem _actors = null!;
    private TrialHost _host = null!;
    private Twin _twin = null!;

    [Params("station-lab", "station-lab-hardened")]
    public string Scenario { get; set; } = "";

    [GlobalSetup]
    public void Start()
    {
        _blueprint = new TwinBlueprint(ScenarioLoader.Load(Repository.PathOf($"scenarios/{Scenario}")).Scenario!, seed: 1);
        _actors = new TrialActorSystem();
        _host = new TrialHost(_actors);
        _twin = New("tick");
        for (var second = 0; second < 120; second++)
        {
            _twin.Tick();
        }
    }

    [Benchmark]
    public void Tick() => _twin.Tick();

    [Benchmark]
    public void BuildStartAndStop()
    {
        using var twin = New("start");
    }

    [GlobalCleanup]
    public void Stop()
    {
        _twin.Dispose();
        _host.Dispose();
        _actors.Dispose();
        _blueprint.Dispose();
    }

    private Twin New(string id)
    {
        // The text of ordinary traffic is kept as in a run, so that the figure is a run's.
        var twin = new Twin(_blueprint, _host, id, Arming.Of(_blueprint.Scenario, TwinKind.Armed), new TwinOptions());
        twin.Start();
        return twin;
    }
}
