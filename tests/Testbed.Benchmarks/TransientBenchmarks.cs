using BenchmarkDotNet.Attributes;
using Testbed.GasNetwork.Transient;

namespace Testbed.Benchmarks;

/// <summary>One implicit step of a minute (both stages, line pack, no inertia, one cell per pipe) of a net whose demands swing.</summary>
[MemoryDiagnoser]
public class TransientBenchmarks
{
    private const double StepSeconds = 60.0;
    private TransientSolver _solver = null!;
    private double _time;

    /// <summary>Nodes.</summary>
    [Params(100, 1_000, 10_000)]
    public int Nodes { get; set; }

    /// <summary>Starts from the steady state.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var steady = BenchNet.Grid(Nodes);
        var demand = TimeSeries.Sine(1.0, 0.2, 3_600.0);
        _solver = new TransientSolver(new TransientModel
        {
            Gas = steady.Gas,
            Nodes = steady.Nodes,
            Pipes = steady.Pipes,
            Sources = [new TransientSource(0, TimeSeries.Constant(6e5))],
            Withdrawals = [.. Enumerable.Range(1, Nodes - 1).Select(i => new TransientWithdrawal(i, demand, 1.0 / Nodes))],
            HasInertia = false,
            FixedStepSeconds = StepSeconds,
        });
        if (!_solver.StartSteady().Converged)
        {
            throw new InvalidOperationException("the net has no steady state");
        }
    }

    /// <summary>A step.</summary>
    [Benchmark]
    public bool Step()
    {
        _time += StepSeconds;
        return _solver.AdvanceTo(_time).Converged;
    }
}
