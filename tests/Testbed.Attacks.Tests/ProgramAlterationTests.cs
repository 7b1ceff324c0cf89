using Testbed.Core;
using Testbed.Modbus;
using Testbed.StructuredText;

namespace Testbed.Attacks.Tests;

public sealed class ProgramAlterationTests
{
    private const string Latch = """
        VAR_GLOBAL
            level    : LREAL;
            set_point_high : LREAL := 5.0;
            tripped  : BOOL := FALSE;
            armed    : BOOL := TRUE;
        END_VAR
        PROGRAM Watch
        VAR_EXTERNAL
            level, set_point_high : LREAL; tripped, armed : BOOL;
        END_VAR
        (* IF level > set_point_high THEN tripped := TRUE; *)
        // tripped := TRUE;
        IF armed AND level > set_point_high THEN tripped := TRUE; END_IF;
        END_PROGRAM
        """;

    [Fact]
    public void A_Removed_Latch_Never_Trips_And_Leaves_Comments_And_Declarations()
    {
        var original = Bundle(Latch);
        var (what, changed) = ProgramAlteration.Harmful(original).First();

        Assert.Contains("latches", what, StringComparison.Ordinal);
        Assert.Contains("armed    : BOOL := TRUE;", changed.Files[0].Text, StringComparison.Ordinal);
        Assert.Contains("(* IF level > set_point_high THEN tripped := TRUE; *)", changed.Files[0].Text, StringComparison.Ordinal);
        Assert.Equal(1, Value(original, "tripped", ("level", 6)));
        Assert.Equal(0, Value(changed, "tripped", ("level", 6)));
    }

    [Fact]
    public void A_Shifted_Limit_Trips_Later()
    {
        var changed = ProgramAlteration.Harmful(Bundle(Latch)).ElementAt(1).Program;

        Assert.Equal(0, Value(changed, "tripped", ("level", 6)));
        Assert.Equal(1, Value(changed, "tripped", ("level", 7)));
    }

    [Fact]
    public void An_Idle_Program_Does_Nothing() => Assert.Equal(0, Value(ProgramAlteration.Harmful(Bundle(Latch)).Last().Program, "tripped", ("level", 9)));

    [Theory]
    [InlineData("city-gate.st")]
    [InlineData("over-pressure.st")]
    public void The_Plants_Own_Programs_Can_Be_Changed_In_Every_Way_And_Still_Load(string file)
    {
        var original = Bundle(File.ReadAllText(Path.Combine(Programs(), file)));

        Assert.All(ProgramAlteration.Harmful(original), a => Assert.NotNull(Compile(a.Program).Program));
        Assert.NotEqual(original.DigestText, ProgramAlteration.Harmful(original).First().Program.DigestText);
        var once = Compile(ProgramAlteration.Retasked(original)!).Program!;
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(once.Tasks).Interval);
        var endless = Compile(ProgramAlteration.Endless(original)).Program!.Create();
        endless.Start(warm: false);
        Assert.False(endless.Scan(TimeSpan.FromSeconds(1)));
        Assert.Equal(PlcFaultCode.Watchdog, endless.Fault!.Code);
    }

    [Theory]
    [InlineData("city-gate.st", "output_b", 12.5)]
    [InlineData("over-pressure.st", "trip_point", 10.5)]
    public void A_Variable_Of_The_Plants_Own_Programs_Follows_A_Retained_One(string file, string variable, double value)
    {
        var changed = ProgramAlteration.Following(Bundle(File.ReadAllText(Path.Combine(Programs(), file))), variable, "kept", "1.0")!;
        Assert.Equal(1, Value(changed, variable, ("sys_cycle", 0.25)));
        Assert.Equal(value, Value(changed, variable, ("kept", value)));
        Assert.True(Compile(changed).Program!.Find("kept")!.IsRetained);
    }

    [Fact]
    public void Nothing_Follows_That_The_Text_Does_Not_Declare()
    {
        Assert.Null(ProgramAlteration.Following(Bundle(Latch), "nowhere", "kept", "1.0"));
        Assert.Null(ProgramAlteration.Following(Bundle("VAR_GLOBAL a, b : LREAL; END_VAR\nPROGRAM P\nVAR c : INT; END_VAR\nc := 1;\nEND_PROGRAM"), "a", "kept", "1.0"));
        Assert.NotNull(ProgramAlteration.Following(Bundle("VAR_GLOBAL a, b : LREAL; END_VAR\nPROGRAM P\nVAR_EXTERNAL a : LREAL; END_VAR\na := 1.0;\nEND_PROGRAM"), "a", "kept", "1.0"));
    }

    [Fact]
    public void A_Program_With_A_Configuration_Keeps_It_And_Loses_Its_Interval()
    {
        const string tasks = "\nCONFIGURATION c\nRESOURCE r ON cpu\nTASK fast(INTERVAL := T#100ms, PRIORITY := 1);\nPROGRAM p WITH fast : Watch;\nEND_RESOURCE\nEND_CONFIGURATION\n";
        var changed = ProgramAlteration.Retasked(Bundle(Latch + tasks))!;

        Assert.Single(changed.Files);
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(Compile(changed).Program!.Tasks).Interval);
    }

    [Fact]
    public void Versions_Go_Up_And_Other_Programs_Are_Other_Programs()
    {
        var original = Bundle(Latch);
        Assert.Equal("1.10", ProgramAlteration.Later("1.9"));
        Assert.True(ProgramBundle.CompareVersions(ProgramAlteration.Marked(original, "x").Version, original.Version) > 0);
        Assert.True(ProgramBundle.CompareVersions(ProgramAlteration.Earlier(original, "x").Version, original.Version) < 0);
        Assert.NotEqual(original.DigestText, ProgramAlteration.Marked(original, "x").DigestText);
    }

    [Fact]
    public void Signed_Programs_Travel_In_The_Same_Number_Of_Blocks_Whatever_The_Certificate()
    {
        var start = new DateTimeOffset(2026, 1, 15, 4, 15, 0, TimeSpan.Zero);
        var blocks = new HashSet<int>();
        var digests = new HashSet<string>();
        for (var i = 0; i < 8; i++)
        {
            using var pki = new ScenarioPki(start);
            var signed = ProgramAlteration.Signed(Bundle(Latch), pki.WrongUsage("release-desk"));
            var length = signed.ToBytes().Length;
            blocks.Add((length + EngineeringLimits.BlockLength - 1) / EngineeringLimits.BlockLength);
            digests.Add(signed.DigestText);
            Assert.InRange(length % EngineeringLimits.BlockLength, 60, 164);
            Assert.True(signed.IsSignedBy(pki.WrongUsage("release-desk")));
        }

        Assert.Single(blocks);
        Assert.Single(digests);
    }

    private static ProgramBundle Bundle(string text) => ProgramBundle.Create("station", "1.0", [new ProgramFile("main.st", text)]);

    private static StCompilation Compile(ProgramBundle bundle) => StCompiler.Compile([.. bundle.Files.Select(f => new StSource(f.Name, f.Text))], new StOptions { MaxSteps = 10_000 });

    private static double Value(ProgramBundle bundle, string variable, (string Path, double Value) input)
    {
        var compiled = Compile(bundle);
        Assert.True(compiled.Program is not null, string.Join('\n', compiled.Diagnostics));
        var program = compiled.Program!;
        var instance = program.Create();
        instance.Start(warm: false);
        instance.WriteNumber(program.Find(input.Path)!, input.Value);
        Assert.True(instance.Scan(TimeSpan.FromSeconds(1)));
        return instance.ReadNumber(program.Find(variable)!);
    }

    private static string Programs()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Testbed.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "scenarios", "station-lab", "programs");
    }
}
