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
        _twin = new Twin(_blueprint, _host, "tick", Arming.Of(_blueprint.Scenario, TwinKind.Armed), new TwinOptions());
        _twin.Start();
        for (var second = 0; second < 120; second++)
        {
            _twin.Tick();
        }
    }

    [Benchmark]
    public void Tick() => _twin.Tick();

    [GlobalCleanup]
    public void Stop()
    {
        _twin.Dispose();
        _host.Dispose();
        _actors.Dispose();
        _blueprint.Dispose();
    }
}
