using System.Globalization;

namespace Testbed.TestSupport;

/// <summary>One scan of the city gate's pinned trace (<c>city-gate.csv</c>, computed by <c>city-gate.py</c>): inputs, and the outputs that the program must give.</summary>
/// <param name="FeederPressure">bar gauge</param>
/// <param name="SetPointB">bar gauge</param>
/// <param name="Manual">The output is set by hand.</param>
/// <param name="Isolate">Run B is to be closed.</param>
/// <param name="Held">The fail state has the output.</param>
/// <param name="ByHand">%, written before the scan; null leaves the output alone.</param>
/// <param name="Output">%, to the last bit.</param>
/// <param name="Failed">The transmitter is out of its range.</param>
public sealed record GateScan(double FeederPressure, double SetPointB, bool Manual, bool Isolate, bool Held, double? ByHand, double Output, bool Failed)
{
    /// <summary>Seconds from scan to scan.</summary>
    public const double Cycle = 0.25;

    /// <summary>The whole trace, 1,200 scans.</summary>
    public static IReadOnlyList<GateScan> Read() =>
        [.. File.ReadLines(Repository.PathOf("tests/Testbed.TestSupport/Traces/city-gate.csv")).Skip(1).Select(Parse)];

    private static GateScan Parse(string line)
    {
        string[] cells = line.Split(',');
        double Number(int at) => double.Parse(cells[at], CultureInfo.InvariantCulture);
        bool Bit(int at) => cells[at] == "1";
        return new(Number(0), Number(1), Bit(2), Bit(3), Bit(4), cells[5].Length == 0 ? null : Number(5), Number(6), Bit(7));
    }
}
