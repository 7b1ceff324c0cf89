using System.Text.Json.Nodes;
using Testbed.Core;
using Testbed.TestSupport;

namespace Testbed.Reporting.Tests.Exports;

public sealed class SeriesTableTests : IDisposable
{
    private static readonly string Interop = Repository.PathOf("tests/Testbed.Reporting.Tests/Interop");
    private readonly TempFolder _temp = new();

    [SkippableFact]
    [Trait("Category", "Interop")]
    public void Hyparquet_Reads_Back_What_Was_Recorded()
    {
        var table = Read(RecordingSample.Play(), RecordingSample.Probe(), RecordingSample.Play("play/sl2/later"));

        Assert.Equal("6 [3,3]", $"{table["rows"]} {table["groups"]!.ToJsonString()}");
        Assert.Equal(
            "trial kind subject profile_sl techniques verdict phase attack_active time_s customers_out pressure_bar:N1 screen:SCADA:PLC.p",
            string.Join(' ', table["columns"]!.AsArray().Select(c => (string)c!["name"]!)));
        Assert.Equal("BYTE_ARRAY INT32 BOOLEAN FLOAT", string.Join(' ', new[] { 0, 3, 7, 10 }.Select(i => (string)table["columns"]![i]!["type"]!)));
        var rows = table["data"]!.AsArray();
        Assert.Equal(
            """{"trial":"play/sl2/toggle","kind":"play","subject":"toggle","profile_sl":2,"techniques":"T0855 T0836","verdict":"succeeded","phase":"during","attack_active":true,"time_s":13,"customers_out":0,"pressure_bar:N1":8.25,"screen:SCADA:PLC.p":8.5}""",
            rows[1]!.ToJsonString());
        Assert.Equal(("after", true, 41, -0.5), ((string)rows[2]!["phase"]!, (bool)rows[2]!["attack_active"]!, (int)rows[2]!["customers_out"]!, (double)rows[2]!["pressure_bar:N1"]!));
        Assert.Null(rows[0]!["screen:SCADA:PLC.p"]);
        Assert.Equal("play/sl2/later", (string)rows[5]!["trial"]!);
        Assert.Equal("lab", (string)table["facts"]!["scenario"]!);
    }

    [Fact]
    public void The_Same_Recordings_Give_The_Same_File()
    {
        Assert.Equal(Bytes("a"), Bytes("b"));

        byte[] Bytes(string name)
        {
            using var table = New(name);
            table.Add(RecordingSample.Play());
            return File.ReadAllBytes(Assert.Single(table.Complete()));
        }
    }

    [Fact]
    public void Refuses_A_Trial_With_Other_Columns()
    {
        using var table = New("out");
        var play = RecordingSample.Play();
        table.Add(play);

        Assert.Throws<ArgumentException>(() => table.Add(play with { Series = play.Series! with { Columns = [new("pressure_bar:N2", [1, 2, 3])] } }));
    }

    [Fact]
    public void Leaves_Nothing_When_It_Is_Given_Up_Or_Has_Nothing_To_Hold()
    {
        using (var given = New("up"))
        {
            given.Add(RecordingSample.Play());
        }

        using (var empty = New("empty"))
        {
            empty.Add(RecordingSample.Probe());
            Assert.Empty(empty.Complete());
        }

        Assert.Empty(Directory.GetFiles(_temp["up"]).Concat(Directory.GetFiles(_temp["empty"])));
    }

    public void Dispose() => _temp.Dispose();

    private SeriesTable New(string folder) => new(_temp[folder], new Dictionary<string, string> { ["scenario"] = "lab" });

    private JsonNode Read(params TrialRecording[] trials)
    {
        var node = ToolProcess.Find("node");
        Skip.If(
            node is null || !Directory.Exists(Path.Combine(Interop, "node_modules", "hyparquet")),
            "hyparquet is not installed: npm ci in tests/Testbed.Reporting.Tests/Interop");
        using var table = New("out");
        foreach (var trial in trials)
        {
            table.Add(trial);
        }

        var path = Assert.Single(table.Complete());
        var result = ToolProcess.Run(node!, ["hyparquet_read.mjs", path, "0", "100"], Interop);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonNode.Parse(result.Output)!;
    }
}
