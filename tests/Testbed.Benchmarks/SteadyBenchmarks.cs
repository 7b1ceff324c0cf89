using BenchmarkDotNet.Attributes;
using Testbed.GasNetwork;
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
        _model = Grid(Nodes);
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

    private static SteadyModel Grid(int nodes)
    {
        var width = (int)Math.Ceiling(Math.Sqrt(nodes));
        var pipes = new List<SteadyPipe>();
        for (var i = 0; i < nodes; i++)
        {
            if ((i + 1) % width != 0 && i + 1 < nodes)
            {
                pipes.Add(new($"e{i}", i, i + 1, 100.0 + (i % 17), 0.10, 1e-4));
            }

            // Three of four rows are joined at one end only: distribution nets are nearly trees.
            if (i + width < nodes && (i % width == 0 || i % (4 * width) < width))
            {
                pipes.Add(new($"s{i}", i, i + width, 100.0 + (i % 13), 0.15, 1e-4));
            }
        }

        return new SteadyModel
        {
            Gas = new(138_000.0, 283.15, 1.07e-5, Compressibility.Linear(-2.2e-8)),
            Nodes = [.. Enumerable.Range(0, nodes).Select(i => $"{i}")],
            FixedPa = new Dictionary<int, double> { [0] = 6e5 },
            WithdrawalKgPerS = [.. Enumerable.Range(0, nodes).Select(i => i == 0 ? 0.0 : 1.0 / nodes)],
            Pipes = pipes,
        };
    }
}
