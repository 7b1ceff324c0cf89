using Testbed.GasNetwork;
using Testbed.GasNetwork.Steady;

namespace Testbed.Benchmarks;

/// <summary>Generated nets of medium pressure, nearly trees as distribution nets are.</summary>
internal static class BenchNet
{
    /// <summary>A net of a number of nodes with one source and equal demands of 1 kg/s in all.</summary>
    public static SteadyModel Grid(int nodes)
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
