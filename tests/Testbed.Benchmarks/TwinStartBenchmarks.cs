using BenchmarkDotNet.Attributes;
using Testbed.Core;
using Testbed.Runtime;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Benchmarks;

/// <summary>What every trial pays before its first tick: a twin built, started and stopped on a host that trials share.</summary>
[MemoryDiagnoser]
public class TwinStartBenchmarks
{
    private TwinBlueprint _blueprint = null!;
    private TrialActorSystem _actors = null!;
    private TrialHost _host = null!;

    [GlobalSetup]
    public void Start()
    {
        _blueprint = new TwinBlueprint(ScenarioLoader.Load(Repository.PathOf("scenarios/station-lab")).Scenario!, seed: 1);
        _actors = new TrialActorSystem();
        _host = new TrialHost(_actors);
    }

    [Benchmark]
    public void BuildStartAndStop()
    {
        using var twin = new Twin(_blueprint, _host, "start", Arming.Of(_blueprint.Scenario, TwinKind.Armed), new TwinOptions());
        twin.Start();
    }

    [GlobalCleanup]
    public void Stop()
    {
        _host.Dispose();
        _actors.Dispose();
        _blueprint.Dispose();
    }
}
