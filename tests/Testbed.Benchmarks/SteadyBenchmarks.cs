using BenchmarkDotNet.Attributes;
using Testbed.GasNetwork.Steady;

namespace Testbed.Benchmarks;

/// <summary>
/// A steady state of a generated net of medium pressure: from nothing (analysis of the matrix included) and after one demand changed.
/// </summary>
[MemoryDiagnoser]
public class SteadyBenchmarks
{
    private SteadyModel _model = null!;
    private SteadySolver _warm = null!;
    private double _change;

    /// <summary>Nodes.</summary>
    [Params(10, 100, 1_000, 10_000)]
    public int Nodes { get; set; }

    /// <summary>Builds the grid.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _model = BenchNet.Grid(Nodes);
        _warm = new SteadySolver(_model);
        _warm.SolvePressures();
    }

    /// <summary>From nothing.</summary>
    [Benchmark(Baseline = true)]
    public bool Cold() => new SteadySolver(_model).SolvePressures().Converged;

    /// <summary>After one demand changed.</summary>
    [Benchmark]
    public bool Warm()
    {
        _change = 0.001 - _change;
        _warm.SetWithdrawal(Nodes / 2, 0.001 + _change);
        return _warm.SolvePressures().Converged;
    }
}
