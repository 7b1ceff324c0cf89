namespace Testbed.StructuredText.Tests;

public sealed class TaskTests
{
    private const string Source = """
        VAR_GLOBAL order : STRING; trigger : BOOL; shared : INT; END_VAR
        PROGRAM Note
        VAR_INPUT name : STRING; level : INT; END_VAR
        VAR_OUTPUT runs : INT; END_VAR
        VAR_EXTERNAL order : STRING; END_VAR
            order := CONCAT(order, name);
            runs := runs + 1;
        END_PROGRAM
        CONFIGURATION Plant
            VAR_GLOBAL total : INT; END_VAR
            RESOURCE Cpu ON Pc
                TASK Slow (INTERVAL := T#30ms, PRIORITY := 2);
                TASK Fast (INTERVAL := T#10ms, PRIORITY := 1);
                TASK Event (SINGLE := trigger, PRIORITY := 0);
                PROGRAM s WITH Slow : Note (name := 's');
                PROGRAM f WITH Fast : Note (name := 'f', level := shared, runs => total);
                PROGRAM e WITH Event : Note (name := 'e');
                PROGRAM b : Note (name := 'b');
            END_RESOURCE
        END_CONFIGURATION
        """;

    [Fact]
    public void Runs_Tasks_When_They_Are_Due_By_Priority()
    {
        var plc = Plc.Of(Source);
        plc["shared"] = 7;
        plc.Scan();
        Assert.Equal("'fsb'", plc.Text("order"));
        plc.Scan();
        Assert.Equal("'fsbfb'", plc.Text("order"));
        plc["trigger"] = 1;
        plc.Scan(5, 3);
        Assert.Equal("'fsbfbefbbfsb'", plc.Text("order"));
        Assert.Equal((4, 7), (plc["total"], plc["f.level"]));
    }

    [Fact]
    public void Describes_Its_Tasks()
    {
        var tasks = Plc.Of(Source).Program.Tasks;
        Assert.Equal(["Slow", "Fast", "Event", "Scan"], tasks.Select(t => t.Name));
        Assert.Equal([TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(10), null, null], tasks.Select(t => t.Interval));
        Assert.Equal((true, false), (tasks[2].IsSingle, tasks[1].IsSingle));
        Assert.Equal(["f"], tasks[1].Programs);
    }

    [Fact]
    public void Runs_A_Late_Task_Once_And_Stays_On_Its_Grid()
    {
        var plc = Plc.Of("PROGRAM P VAR n : INT; END_VAR n := n + 1; END_PROGRAM CONFIGURATION C TASK T (INTERVAL := T#10ms); PROGRAM p1 WITH T : P; END_CONFIGURATION");
        plc.Scan(35).Scan(5).Scan(10).Scan();
        Assert.Equal(4, plc["n"]);
    }

    [Fact]
    public void Runs_Every_Program_Each_Scan_Without_A_Configuration()
    {
        var plc = Plc.Of("PROGRAM A VAR n : INT; END_VAR n := n + 1; END_PROGRAM PROGRAM B VAR n : INT; END_VAR n := n + 2; END_PROGRAM").Scan().Scan();
        Assert.Equal((2, 4), (plc["A.n"], plc["b.N"]));
        Assert.Null(plc.Program.Find("n"));
    }

    [Fact]
    public void Gives_Blocks_The_Time_Of_Their_Task()
    {
        var plc = Plc.Of("PROGRAM P VAR t : TON; END_VAR t(IN := TRUE, PT := T#25ms); END_PROGRAM");
        plc.Scan(10, 3);
        Assert.Equal((0, 0.02), (plc["t.Q"], plc["t.ET"]));
        plc.Scan();
        Assert.Equal((1, 0.025), (plc["t.Q"], plc["t.ET"]));
    }
}
