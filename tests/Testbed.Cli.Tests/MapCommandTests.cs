using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary>Maps go out and come back; what is wrong with one is told as for a scenario.</summary>
public sealed class MapCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();

    [Fact]
    public void Prints_A_Map_That_Checks()
    {
        var printed = TestbedCli.Run("map", "scenarios/station-lab", "PLC-CGS", "--addressing", "modicon", "--delimiter", ";");
        Assert.Equal(0, printed.ExitCode);
        Assert.StartsWith("# addressing: modicon\nname;address;table;", printed.Output, StringComparison.Ordinal);
        File.WriteAllText(_temp["plc.csv"], printed.Output);

        var check = TestbedCli.Run("map", "--check", _temp["plc.csv"]);

        Assert.Equal(0, check.ExitCode);
        Assert.Contains("no mistakes; 21 points: coils 0-2 (3)", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_All_Mistakes_Of_A_Map()
    {
        File.WriteAllText(_temp["bad.csv"], "address,table,type\n65535,hr,float32\n12,hr,flaot32\n");

        var check = TestbedCli.Run("map", "--check", _temp["bad.csv"]);

        Assert.Equal(2, check.ExitCode);
        Assert.Contains("bad.csv:2:1: error TB0709: a float32 at 65535 would end at 65536; the last register is 65535\n    65535,hr,float32\n    ^", check.Error, StringComparison.Ordinal);
        Assert.Contains("bad.csv:3:7: error TB0708: 'flaot32' is no type of point", check.Error, StringComparison.Ordinal);
        Assert.Contains("2 mistake(s) in the map", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_For_What_It_Needs()
    {
        Assert.Equal(2, TestbedCli.Run("map").ExitCode);
        Assert.Contains("PLC-CGS", TestbedCli.Run("map", "scenarios/station-lab", "PLC-XXX").Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();
}
