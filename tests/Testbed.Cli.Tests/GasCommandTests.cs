using System.Text.Json;
using Testbed.GasNetwork.Tests.Cases;
using Testbed.TestSupport;

namespace Testbed.Cli.Tests;

/// <summary><c>testbed gas</c> as a user would type it.</summary>
public sealed class GasCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private static string Net => Repository.PathOf("tests/Testbed.GasNetwork.Tests/Data/bench-mp_10_s1.json");

    [Fact]
    public void Solves_A_Net_And_Writes_Its_Results_In_The_Case_Own_Keys()
    {
        var result = TestbedCli.RunIn(_temp.Path, "gas", "solve", Net, "--out", _temp["r.json"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        using var ours = JsonDocument.Parse(File.ReadAllText(_temp["r.json"]));
        using var theirs = JsonDocument.Parse(File.ReadAllText(Net));
        foreach (var law in new[] { "nikuradse", "colebrook", "swamee-jain" })
        {
            var (a, b) = (ours.RootElement.GetProperty("results").GetProperty(law), theirs.RootElement.GetProperty("results").GetProperty(law));
            foreach (var key in new[] { "p_bar_gauge", "mdot_kg_per_s" })
            {
                var pairs = a.GetProperty(key).EnumerateArray().Zip(b.GetProperty(key).EnumerateArray()).ToList();
                Assert.Equal(b.GetProperty(key).GetArrayLength(), pairs.Count);
                Assert.All(pairs, p => Assert.Equal(p.Second.GetDouble(), p.First.GetDouble(), 1e-6));
            }
        }
    }

    [Fact]
    public void Solves_With_Another_Law_And_Prints_To_Standard_Output()
    {
        var result = TestbedCli.RunIn(_temp.Path, "gas", "solve", Net, "--friction", "hofer");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("\"hofer\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("solved in", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulates_A_Cut_Supply()
    {
        var file = Repository.PathOf("tests/Testbed.GasNetwork.Tests/Data/distribution-loss-of-supply-s1.json");
        var result = TestbedCli.RunIn(_temp.Path, "gas", "simulate", file, "--out", _temp["r.json"]);

        Assert.True(result.ExitCode == 0, result.ToString());
        using var ours = JsonDocument.Parse(File.ReadAllText(_temp["r.json"]));
        using var theirs = JsonDocument.Parse(File.ReadAllText(file));
        var (a, b) = (ours.RootElement.GetProperty("results"), theirs.RootElement.GetProperty("reference"));
        Assert.True(a.GetProperty("largest_relative_mass_error").GetDouble() < 1e-9);
        foreach (var node in b.GetProperty("node_pressure_Pa").EnumerateObject())
        {
            var pairs = a.GetProperty("node_pressure_Pa").GetProperty(node.Name).EnumerateArray().Zip(node.Value.EnumerateArray());
            Assert.All(pairs, p => Assert.Equal(1.0, p.First.GetDouble() / p.Second.GetDouble(), 1e-3));
        }
    }

    [Theory]
    [InlineData("There is no file", "gas", "solve", "nothing.json")]
    [InlineData("nikuradse", "gas", "solve", "NET", "--friction", "smooth")]
    [InlineData("no JSON", "gas", "solve", "README")]
    public void Explains_What_Cannot_Be_Solved(string said, params string[] arguments)
    {
        var result = TestbedCli.RunIn(_temp.Path, [.. arguments.Select(a => a switch { "NET" => Net, "README" => Repository.PathOf("README.md"), _ => a })]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Imports_A_Pandapipes_Net_That_Then_Solves_To_The_Same_Pressures()
    {
        File.WriteAllText(_temp["net.json"], PandapipesFile.OfBench(File.ReadAllText(Net), isOld: false).Table("generator", "name", ["G"]).ToString());

        var import = TestbedCli.RunIn(_temp.Path, "gas", "import", "net.json", "--out", "case.json");
        Assert.True(import.ExitCode == 0, import.ToString());
        Assert.Contains("warning: generator 0 (G): is left out", import.Error, StringComparison.Ordinal);
        var solve = TestbedCli.RunIn(_temp.Path, "gas", "solve", "case.json", "--out", "r.json");
        Assert.True(solve.ExitCode == 0, solve.ToString());

        using var ours = JsonDocument.Parse(File.ReadAllText(_temp["r.json"]));
        using var theirs = JsonDocument.Parse(File.ReadAllText(Net));
        JsonElement.ArrayEnumerator Pressures(JsonDocument file) =>
            file.RootElement.GetProperty("results").GetProperty("nikuradse").GetProperty("p_bar_gauge").EnumerateArray();
        Assert.All(Pressures(theirs).Zip(Pressures(ours)), p => Assert.Equal(p.First.GetDouble(), p.Second.GetDouble(), 1e-6));
    }

    [Fact]
    public void Refuses_To_Import_What_Is_No_Pandapipes_Net()
    {
        var result = TestbedCli.RunIn(_temp.Path, "gas", "import", Net);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no pandapipes network", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_A_Net_And_A_Course()
    {
        var course = Repository.PathOf("tests/Testbed.GasNetwork.Tests/Data/distribution-loss-of-supply-s1.json");
        var net = TestbedCli.RunIn(_temp.Path, "gas", "plot", Net);
        var drawn = TestbedCli.RunIn(_temp.Path, "gas", "plot", course, "--out", "course.svg");

        Assert.True(net.ExitCode == 0 && drawn.ExitCode == 0, $"{net} {drawn}");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(_temp["bench-mp_10_s1.png"])[..4]);
        var svg = File.ReadAllText(_temp["course.svg"]);
        foreach (var text in new[] { "time, min", "medium pressure, bar gauge", "low pressure, mbar gauge", "7 (given)", "31 (lowest)", "pressures at 640 s" })
        {
            Assert.Contains(text, svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Draws_Results_Over_Time_And_Says_What_It_Cannot_Draw()
    {
        File.WriteAllText(_temp["r.json"], """{"name": "mine", "results": {"time_s": [0, 60], "node_pressure_Pa": {"a": [5e5, 4e5]}}}""");
        File.WriteAllText(_temp["steady.json"], """{"name": "mine", "results": {"nikuradse": {"p_bar_gauge": [1, 2]}}}""");

        var drawn = TestbedCli.RunIn(_temp.Path, "gas", "plot", "r.json", "--out", "r.svg");
        var steady = TestbedCli.RunIn(_temp.Path, "gas", "plot", "steady.json");
        var other = TestbedCli.RunIn(_temp.Path, "gas", "plot", Net, "--out", "net.pdf");

        Assert.True(drawn.ExitCode == 0, drawn.ToString());
        Assert.Contains("mine: pressures over time", File.ReadAllText(_temp["r.svg"]), StringComparison.Ordinal);
        Assert.Equal((2, 2), (steady.ExitCode, other.ExitCode));
        Assert.Contains("draw the case", steady.Error, StringComparison.Ordinal);
        Assert.Contains(".png or .svg", other.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _temp.Dispose();
}
