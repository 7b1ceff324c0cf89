using BenchmarkDotNet.Attributes;
using Testbed.GasNetwork;
using Testbed.Runtime;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Benchmarks;

/// <summary>One simulated second of station-lab's gas network: line pack, regulators, the mechanical ladder, 150 customers.</summary>
[MemoryDiagnoser]
public class PhysicsBenchmarks
{
    private TwinBlueprint _blueprint = null!;
    private GasTwin _gas = null!;

    [GlobalSetup]
    public void Start()
    {
        _blueprint = new TwinBlueprint(ScenarioLoader.Load(Repository.PathOf("scenarios/station-lab")).Scenario!, seed: 1);
        _gas = _blueprint.NewGasTwin();
    }

    [Benchmark]
    public StepResult PhysicsStep() => _gas.Step(1.0);

    [GlobalCleanup]
    public void Stop() => _blueprint.Dispose();
}
