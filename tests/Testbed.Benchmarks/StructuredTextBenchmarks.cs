using System.Text;
using BenchmarkDotNet.Attributes;
using Testbed.StructuredText;

namespace Testbed.Benchmarks;

/// <summary>One scan of a station's pressure control (scaling, PID, two alarms, trip), and the compilation of some 2,000 generated lines in 21 units.</summary>
[MemoryDiagnoser]
public class StructuredTextBenchmarks
{
    private const string Station = """
        TYPE Alarm : STRUCT active, acked : BOOL; limit : REAL; hyst : REAL := 0.5; delay : TIME := T#2s; END_STRUCT; END_TYPE
        FUNCTION_BLOCK HighAlarm
        VAR_INPUT pv : REAL; END_VAR
        VAR_IN_OUT a : Alarm; END_VAR
        VAR t : TON; END_VAR
        t(IN := pv > a.limit, PT := a.delay);
        IF t.Q THEN a.active := TRUE; ELSIF pv < a.limit - a.hyst THEN a.active := FALSE; a.acked := FALSE; END_IF;
        END_FUNCTION_BLOCK
        FUNCTION Scale : REAL
        VAR_INPUT raw : INT; low, high : REAL; END_VAR
        Scale := low + (high - low) * raw / 27648.0;
        END_FUNCTION
        PROGRAM Station
        VAR
          rawIn AT %IW0 : INT := 12000; rawOut AT %IW1 : INT := 9000; rawFlow AT %IW2 : INT; valve AT %QW0 : INT; trip AT %QX4.0 : BOOL;
          pIn, pOut, flow, out : REAL; sp : REAL := 4.0; pid : PID; hi, hihi : HighAlarm; aHi : Alarm := (limit := 4.5); aHiHi : Alarm := (limit := 5.0);
          remote : BOOL := TRUE; start : R_TRIG; running : SR; n : UDINT; hist : ARRAY[0..15] OF REAL; i : INT; avg : REAL; mode : (Off, Manual, Auto) := Auto;
        END_VAR
        pIn := Scale(rawIn, 0.0, 100.0);
        pOut := Scale(rawOut, 0.0, 10.0);
        flow := Scale(rawFlow, 0.0, 5000.0);
        hist[n MOD 16] := pOut;
        n := n + 1;
        avg := 0.0;
        FOR i := 0 TO 15 DO avg := avg + hist[i]; END_FOR;
        avg := avg / 16.0;
        start(CLK := remote);
        running(S1 := start.Q, R := aHiHi.active);
        CASE mode OF
          Off: out := 0.0;
          Manual: out := LIMIT(0.0, out, 100.0);
          Auto: pid(AUTO := TRUE, PV := pOut, SP := sp, KP := 2.0, TI := T#10s, TD := T#500ms, OUT_MIN := 0.0, OUT_MAX := 100.0); out := pid.OUT;
        END_CASE;
        hi(pv := pOut, a := aHi);
        hihi(pv := pOut, a := aHiHi);
        trip := aHiHi.active OR NOT running.Q1;
        IF trip THEN out := 0.0; END_IF;
        valve := REAL_TO_INT(out * 276.48);
        END_PROGRAM
        """;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private PlcInstance _station = null!;
    private StSource[] _large = null!;
    private TimeSpan _now;

    [GlobalSetup]
    public void Start()
    {
        _station = StCompiler.Compile([new("station.st", Station)]).Program!.Create();
        _large = [new("large.st", Large())];
    }

    [Benchmark]
    public bool Scan() => _station.Scan(_now += Period);

    [Benchmark]
    public PlcProgram Compile() => StCompiler.Compile(_large).Program!;

    private static string Large()
    {
        var text = new StringBuilder();
        for (var unit = 0; unit < 20; unit++)
        {
            text.Append($"FUNCTION_BLOCK B{unit}\nVAR_INPUT a, b : REAL; n : INT; END_VAR\nVAR_OUTPUT q : REAL; ok : BOOL; END_VAR\nVAR t : TON; arr : ARRAY[0..9] OF REAL; i : INT; END_VAR\n");
            for (var part = 0; part < 12; part++)
            {
                text.Append($"IF a > {part}.0 AND n < {part * 10} THEN\n  q := a * {part}.5 + b / 2.0;\n  arr[n MOD 10] := q - {part}.25;\nELSIF ok THEN\n");
                text.Append($"  FOR i := 0 TO 9 DO\n    arr[i] := arr[i] + LIMIT(0.0, b, {part}.0);\n  END_FOR;\nEND_IF;\n");
            }

            text.Append("t(IN := ok, PT := T#1s);\nEND_FUNCTION_BLOCK\n");
        }

        text.Append("PROGRAM Main\nVAR\n").AppendJoin("", Enumerable.Range(0, 20).Select(unit => $"b{unit} : B{unit};\n")).Append("END_VAR\n");
        return text.AppendJoin("", Enumerable.Range(0, 20).Select(unit => $"b{unit}(a := {unit}.0, b := 2.0, n := {unit});\n")).Append("END_PROGRAM\n").ToString();
    }
}
