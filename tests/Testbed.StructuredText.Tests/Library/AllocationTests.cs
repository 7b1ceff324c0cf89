namespace Testbed.StructuredText.Tests.Library;

public sealed class AllocationTests
{
    [Fact]
    public void Functions_And_Blocks_Allocate_Nothing()
    {
        var compilation = StCompiler.Compile(
        [
            new StSource("test.st", """
                PROGRAM Main
                VAR
                    pid : PID; ton : TON; tof : TOF; tp : TP; up : CTU; both : CTUD; ramp : RAMP; alarm : LIMITS_ALARM; i : INTEGRAL; d : DERIVATIVE; edge : R_TRIG;
                    n : INT; x, y : REAL; w : WORD; t : TIME; b : BOOL; year, month, day : INT; c : CHAR;
                END_VAR
                n := (n + 7) MOD 1000;
                x := INT_TO_REAL(n) / 10.0;
                y := SQRT(x) + SIN(x) + EXPT(x, 2) + MAX(x, 3.0, y / 1.0E9) + LIMIT(0.0, x, 50.0) + SEL(b, x, y / 1.0E9);
                w := ROL(INT_TO_WORD(n), 3) AND SHR(16#FFFF, n MOD 16);
                t := MUL(T#1s, n) + REAL_TO_TIME(x);
                n := MUX(n MOD 3, n, n + 1, TRUNC_INT(x));
                b := GT(n, 5, -100000) XOR STRING_TO_BOOL('TRUE');
                SPLIT_DATE(IN := DATE#2026-11-23, YEAR => year, MONTH => month, DAY => day);
                pid(PV := x, SP := 20.0, KP := 2.0, TI := T#10s, TD := T#1s);
                ton(IN := b, PT := T#2s); tof(IN := b, PT := T#2s); tp(IN := b, PT := T#2s);
                up(CU := b, PV := 10); both(CU := b, CD := NOT b, PV := 10);
                ramp(X := x, RISE := 1.0, FALL := 1.0); alarm(X := x, H := 80.0, L := 20.0, EPS := 1.0);
                i(RUN := TRUE, XIN := x); d(RUN := TRUE, XIN := x); edge(CLK := b);
                END_PROGRAM
                """),
        ]);
        Assert.DoesNotContain(compilation.Diagnostics, d => d.Severity == Core.DiagnosticSeverity.Error);
        var plc = compilation.Program!.Create();
        plc.Start(warm: false);
        var now = TimeSpan.Zero;
        for (var scan = 0; scan < 200; scan++)
        {
            Assert.True(plc.Scan(now += TimeSpan.FromMilliseconds(100)), plc.Fault?.ToString());
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var scan = 0; scan < 1000; scan++)
        {
            plc.Scan(now += TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
