namespace Testbed.StructuredText.Tests.Library;

public sealed class PidTests
{
    private const double Step = 0.1;

    [Fact]
    public void A_Constant_Error_Gives_Proportional_And_Integral_Action()
    {
        var run = Run("KP := 2.0, TI := T#5s, BIAS := 10.0");
        (run["pv"], run["sp"]) = (40, 43);
        for (var i = 0; i <= 50; i++)
        {
            run.Scan(Step);
            Assert.Equal(10 + (2 * 3 * (1 + (i * Step / 5))), run["pid.OUT"], 1e-4);
        }
    }

    /// <summary>A plant of first order whose lag TI cancels: the closed loop is of first order with the time constant T / (KP K), which is known in closed form.</summary>
    [Fact]
    public void The_Step_Response_Is_That_Of_The_Closed_Loop()
    {
        const double Gain = 0.5, Lag = 20, Kp = 4;
        var run = Run("KP := 4.0, TI := T#20s, OUT_MIN := -1000.0, OUT_MAX := 1000.0", 0.01);
        var y = 0.0;
        run["sp"] = 10;
        for (var t = 0.0; t < 60; t += 0.01)
        {
            Assert.Equal(10 * (1 - Math.Exp(-t * Kp * Gain / Lag)), y, 0.02);
            run["pv"] = y;
            run.Scan(0.01);
            y += ((Gain * run["pid.OUT"]) - y) * (1 - Math.Exp(-0.01 / Lag));
        }

        Assert.Equal(10, y, 0.05);
    }

    [Fact]
    public void The_Derivative_Of_A_Ramp_Comes_Through_Its_Filter_And_A_Step_Of_The_Set_Point_Does_Not()
    {
        var run = Run("KP := 2.0, TD := T#10s, TF := T#2s, OUT_MIN := -1000.0, OUT_MAX := 1000.0", 0.01);
        for (var i = 0; i <= 1000; i++)
        {
            var t = i * 0.01;
            (run["pv"], run["sp"]) = (3 * t, 3 * t);
            run.Scan(0.01);
            Assert.Equal(-2 * 10 * 3 * (1 - Math.Exp(-t / 2)), run["pid.OUT"], 0.2);
        }

        run = Run("KP := 2.0, TD := T#10s, OUT_MIN := -1000.0, OUT_MAX := 1000.0");
        run.Scan(Step);
        run["sp"] = 5;
        run.Scan(Step);
        Assert.Equal(10, run["pid.OUT"], 1e-5);
    }

    [Theory]
    [InlineData("TI := T#5s")]
    [InlineData("TI := T#5s, TD := T#2s")]
    public void Reversed_It_Is_The_Mirror_Of_The_Process_Value(string parameters)
    {
        var (direct, mirror) = (Run($"KP := 2.0, OUT_MIN := -1000.0, OUT_MAX := 1000.0, {parameters}"), Run($"KP := 2.0, REVERSE := TRUE, OUT_MIN := -1000.0, OUT_MAX := 1000.0, {parameters}"));
        for (var i = 0; i < 50; i++)
        {
            (direct["pv"], direct["sp"]) = (Math.Sin(i), 2);
            (mirror["pv"], mirror["sp"]) = (-Math.Sin(i), -2);
            direct.Scan(Step);
            mirror.Scan(Step);
            Assert.Equal(direct["pid.OUT"], mirror["pid.OUT"], 1e-4);
        }

        Assert.NotEqual(0, direct["pid.OUT"]);
    }

    [Fact]
    public void The_Dead_Band_Is_Taken_Off_The_Error()
    {
        var run = Run("KP := 2.0, DEADBAND := 1.0, OUT_MIN := -100.0");
        foreach (var (error, output) in new[] { (0.5, 0.0), (-1, 0), (3, 4), (-3, -4) })
        {
            run["sp"] = error;
            run.Scan(Step);
            Assert.Equal(output, run["pid.OUT"], 1e-5);
        }
    }

    [Fact]
    public void From_Automatic_To_Manual_And_Back_There_Is_No_Bump()
    {
        var run = Run("KP := 2.0, TI := T#10s, TD := T#1s");
        (run["pv"], run["sp"], run["x0"]) = (40, 50, 77);
        Scan(run, 20);
        var output = run["pid.OUT"];

        run["auto"] = 0;
        Scan(run, 5);
        Assert.Equal(output, run["pid.OUT"]);
        run["x0"] = 30;
        run.Scan(Step);
        Assert.Equal(30, run["pid.OUT"]);

        (run["pv"], run["sp"]) = (60, 45);
        Scan(run, 5);
        run["auto"] = 1;
        run.Scan(Step);
        Assert.Equal(30, run["pid.OUT"], 1e-4);
        run.Scan(Step);
        Assert.Equal(30 + (2 * -15 * Step / 10), run["pid.OUT"], 1e-3);
    }

    [Fact]
    public void Started_In_Manual_It_Takes_The_Operators_Output_Within_Its_Limits()
    {
        var run = Run("KP := 2.0, OUT_MAX := 80.0");
        (run["auto"], run["x0"]) = (0, 90);
        run.Scan(Step);
        Assert.Equal(80, run["pid.OUT"]);
        Assert.Equal(1, run["pid.AT_MAX"]);
    }

    [Fact]
    public void Tracking_Wins_And_Ends_Without_A_Bump()
    {
        var run = Run("KP := 2.0, TI := T#10s, TRACK := track, TRACK_VALUE := 5.0", more: "track : BOOL;");
        (run["pv"], run["sp"]) = (40, 50);
        Scan(run, 20);
        run["track"] = 1;
        Scan(run, 100);
        Assert.Equal(5, run["pid.OUT"]);
        run["track"] = 0;
        run.Scan(Step);
        Assert.Equal(5, run["pid.OUT"], 1e-4);
        run.Scan(Step);
        Assert.Equal(5.2, run["pid.OUT"], 1e-3);

        run["track"] = 1;
        run.Scan(Step);
        (run["track"], run["auto"], run["x0"]) = (0, 0, 60);
        Scan(run, 3);
        Assert.Equal(5, run["pid.OUT"]);
    }

    [Fact]
    public void A_Saturated_Output_Leaves_Its_Limit_As_Soon_As_The_Error_Turns()
    {
        var run = Run("KP := 1.0, TI := T#2s");
        (run["pv"], run["sp"]) = (0, 60);
        Scan(run, 6000);
        Assert.Equal(100, run["pid.OUT"]);
        Assert.Equal(1, run["pid.AT_MAX"]);

        // Ten minutes of windup would take twenty to unwind; the integral part is what fills 60 up to 100.
        run["pv"] = 61;
        run.Scan(Step);
        Assert.Equal(39, run["pid.OUT"], 0.1);
        Assert.Equal(0, run["pid.AT_MAX"]);

        run["pv"] = 160;
        Scan(run, 6000);
        Assert.Equal(1, run["pid.AT_MIN"]);
        run["pv"] = 59;
        run.Scan(Step);
        Assert.Equal(41, run["pid.OUT"], 0.5);
        Assert.Equal(0, run["pid.AT_MIN"]);
    }

    [Fact]
    public void A_Process_Value_That_Is_No_Number_Holds_The_Output()
    {
        var run = Run("KP := 2.0, TI := T#10s");
        (run["pv"], run["sp"]) = (40, 50);
        Scan(run, 20);
        var output = run["pid.OUT"];
        run["bad"] = 1;
        Scan(run, 50);
        Assert.Equal(output, run["pid.OUT"]);
        Assert.Equal(1, run["pid.ERROR"]);
        (run["bad"], run["pv"]) = (0, 45);
        run.Scan(Step);
        Assert.Equal(output, run["pid.OUT"], 1e-4);
        Assert.Equal(0, run["pid.ERROR"]);
    }

    [Fact]
    public void Without_Integral_It_Is_Proportional_Around_Its_Bias()
    {
        var run = Run("KP := 2.0, BIAS := 50.0");
        (run["pv"], run["sp"]) = (40, 45);
        Scan(run, 50);
        Assert.Equal(60, run["pid.OUT"], 1e-5);
        run["auto"] = 0;
        Scan(run, 5);
        run["auto"] = 1;
        run.Scan(Step);
        Assert.Equal(60, run["pid.OUT"], 1e-5);
    }

    private static void Scan(BlockRun run, int count)
    {
        for (var i = 0; i < count; i++)
        {
            run.Scan(Step);
        }
    }

    private static BlockRun Run(string parameters, double step = Step, string more = "") => new(
        $"pid : PID; pv, sp, x0 : REAL; auto : BOOL := TRUE; bad : BOOL; {more}",
        $"pid(AUTO := auto, PV := SEL(bad, pv, SQRT(REAL#-1.0)), SP := sp, X0 := x0, {parameters});");
}
