using Testbed.TestSupport;

namespace Testbed.Benchmarks.Plc;

/// <summary>The rules of the shipped program in C#, driven by the same trace: what a compiler of Structured Text could reach at best.</summary>
internal sealed class NativeGate
{
    private readonly GateScan[] _trace = [.. GateScan.Read()];
    private double _integral, _output;

    public NativeGate()
    {
        foreach (GateScan scan in _trace)
        {
            Scan(scan);
            if (!_output.Equals(scan.Output))
            {
                throw new InvalidOperationException($"{_output:R} instead of {scan.Output:R}");
            }
        }
    }

    public void Run(int scans)
    {
        int at = 0;
        for (int scan = 0; scan < scans; scan++)
        {
            Scan(_trace[at]);
            at = at + 1 == _trace.Length ? 0 : at + 1;
        }
    }

    private void Scan(GateScan scan)
    {
        _output = scan.ByHand ?? _output;
        if (scan.Failed && !scan.Manual && !scan.Isolate)
        {
            return;
        }

        if (scan.Isolate && !scan.Held)
        {
            _output = 0;
        }

        double proportional = 150.0 * (scan.SetPointB - scan.FeederPressure);
        if (scan.Held || scan.Isolate || scan.Manual)
        {
            _integral = _output - proportional;
            return;
        }

        double change = proportional * GateScan.Cycle / 300.0;
        bool windsUp = change > 0 && (_integral >= 100 || proportional + _integral >= 100), windsDown = change < 0 && _integral <= 0;
        _integral += windsUp || windsDown ? 0 : change;
        _output = Math.Clamp(proportional + _integral, 0, 100);
    }
}
