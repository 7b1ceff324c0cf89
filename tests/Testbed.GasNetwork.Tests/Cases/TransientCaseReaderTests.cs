using Testbed.GasNetwork.Cases;

namespace Testbed.GasNetwork.Tests.Cases;

public sealed class TransientCaseReaderTests
{
    private const string Small = """
        {"format": "gasref-transient/1", "name": "small", "nodes": [1, 2], "gas": {"RT": 1.1e5, "T_K": 240.0},
         "pipes": [{"id": 1, "from": 1, "to": 2, "length_m": 100, "diameter_m": 0.5, "darcy_friction_factor": 0.01}],
         "boundary": {"pressure_Pa": {"1": {"time": [0, 9], "value": [5e6, 6e6]}}, "withdrawal_kg_s": {"2": {"time": [0, 5], "value": [1, 2]}}},
         "initial": "p = 5e6 Pa, q = 0 everywhere", "t_end_s": 9}
        """;

    [Fact]
    public void Reads_Nodes_By_Id_And_Series_By_Time()
    {
        var run = TransientCaseReader.Read(Small);
        Assert.Equal(("small", 9.0, 5e6), (run.Name, run.EndSeconds, run.RestPa));
        Assert.Equal([9.0], run.OutputSeconds);
        Assert.Equal((0, 5.5e6), (run.Model.Sources[0].Node, run.Model.Sources[0].PressurePa.At(4.5)));
        Assert.Equal((1, 1.5), (run.Model.Withdrawals[0].Node, run.Model.Withdrawals[0].Series.At(2.5)));
        Assert.Equal(FrictionLaw.Given, run.Model.Friction);
        Assert.Empty(run.Model.Validate());
    }

    [Fact]
    public void Reads_A_Network_With_Regulator_And_A_Gate_That_Closes()
    {
        var run = TransientCaseReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "distribution-loss-of-supply-s1.json")));
        Assert.Equal((100, 120, 71), (run.Model.Nodes.Count, run.Model.Pipes.Count, run.Model.Withdrawals.Count));
        Assert.Equal((7, 600.0), (run.Model.Sources[0].Node, run.Model.Sources[0].UntilSeconds));
        Assert.Equal((6, 54, 111_325.0), (run.Model.Regulators[0].From, run.Model.Regulators[0].To, run.Model.Regulators[0].OutletPa));
        Assert.Equal(1.4, run.Model.Withdrawals[3].Series.At(150.0), 1e-12);
        Assert.Null(run.RestPa);
        Assert.Equal(65, run.OutputSeconds.Count);
        Assert.Empty(run.Model.Validate());
    }

    [Theory]
    [InlineData("gasref-transient/1", "gasnet-bench/1", "no transient case")]
    [InlineData("\"from\": 1", "\"from\": 9", "missing")]
    [InlineData("p = 5e6 Pa", "warm", "initial")]
    [InlineData("\"nodes\": [1, 2],", "", "missing")]
    [InlineData("[0, 9]", "[9, 0]", "times must rise")]
    [InlineData("{\"format\"", "{{", "no JSON")]
    public void What_Is_Wrong_Is_Said(string part, string replacement, string message)
    {
        var error = Assert.Throws<CaseFormatException>(() => TransientCaseReader.Read(Small.Replace(part, replacement, StringComparison.Ordinal)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
