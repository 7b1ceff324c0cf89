using Testbed.StructuredText;
using Testbed.TestSupport;

namespace Testbed.Benchmarks.Plc;

/// <summary>The shipped program, driven by the pinned trace over and over.</summary>
internal sealed class CompiledGate
{
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(GateScan.Cycle);
    private readonly GateScan[] _trace = [.. GateScan.Read()];
    private readonly PlcInstance _instance;
    private readonly PlcVariable _pressure, _setPoint, _mode, _isolate, _held, _output;
    private TimeSpan _now;

    public CompiledGate(PlcProgram program)
    {
        _instance = program.Create();
        _instance.Start(warm: false);
        _pressure = program.Find("feeder_pressure")!;
        _setPoint = program.Find("set_point_b")!;
        _mode = program.Find("mode_b")!;
        _isolate = program.Find("isolate_b")!;
        _held = program.Find("output_b_held")!;
        _output = program.Find("output_b")!;
        _instance.WriteNumber(program.Find("sys_cycle")!, GateScan.Cycle);
        Check();
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

    /// <summary>Once through the trace from the start, before anything is timed: what is fast must be right.</summary>
    private void Check()
    {
        foreach (GateScan scan in _trace)
        {
            Scan(scan);
            if (!_instance.ReadNumber(_output).Equals(scan.Output))
            {
                throw new InvalidOperationException($"{_instance.ReadNumber(_output):R} instead of {scan.Output:R}");
            }
        }
    }

    private void Scan(GateScan scan)
    {
        _instance.WriteNumber(_pressure, scan.FeederPressure);
        _instance.WriteNumber(_setPoint, scan.SetPointB);
        _instance.WriteNumber(_mode, scan.Manual ? 1 : 0);
        _instance.WriteNumber(_isolate, scan.Isolate ? 1 : 0);
        _instance.WriteNumber(_held, scan.Held ? 1 : 0);
        if (scan.ByHand is { } byHand)
        {
            _instance.WriteNumber(_output, byHand);
        }

        if (!_instance.Scan(_now += Cycle))
        {
            throw new InvalidOperationException(_instance.Fault!.ToString());
        }
    }
}
