using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Tests.Steady;

/// <summary>Bad input gets a sentence that names the element, and never a state.</summary>
public sealed class SteadyValidatorTests
{
    private static readonly SteadyModel Good = new()
    {
        Gas = new(138_000.0, 283.15, 1.07e-5, Compressibility.Ideal),
        Nodes = ["source", "middle", "end"],
        FixedPa = new Dictionary<int, double> { [0] = 5e5 },
        WithdrawalKgPerS = [0.0, 0.0, 0.1],
        Pipes = [new("p1", 0, 1, 100.0, 0.1, 1e-4), new("p2", 1, 2, 100.0, 0.1, 1e-4)],
    };

    public static TheoryData<string, string, SteadyModel> Mistakes() => new()
    {
        { "p1", "LengthM", Good with { Pipes = [Good.Pipes[0] with { LengthM = 0.0 }, Good.Pipes[1]] } },
        { "p1", "DiameterM", Good with { Pipes = [Good.Pipes[0] with { DiameterM = -0.1 }, Good.Pipes[1]] } },
        { "p2", "RoughnessM", Good with { Pipes = [Good.Pipes[0], Good.Pipes[1] with { RoughnessM = 0.2 }] } },
        { "p2", "from/to", Good with { Pipes = [Good.Pipes[0], Good.Pipes[1] with { To = 7 }] } },
        { "p2", "from/to", Good with { Pipes = [Good.Pipes[0], Good.Pipes[1] with { To = 1 }] } },
        { "p1", "id", Good with { Pipes = [Good.Pipes[0], Good.Pipes[1] with { Id = "p1" }] } },
        { "end", "island", Good with { Pipes = [Good.Pipes[0]] } },
        { "model", "FixedPa", Good with { FixedPa = new Dictionary<int, double>() } },
        { "source", "FixedPa", Good with { FixedPa = new Dictionary<int, double> { [0] = -1.0 } } },
        { "end", "WithdrawalKgPerS", Good with { WithdrawalKgPerS = [0.0, 0.0, double.NaN] } },
        { "model", "Nodes", Good with { WithdrawalKgPerS = [0.0, 0.0] } },
        { "gas", "Gas", Good with { Gas = Good.Gas with { ViscosityPaS = 0.0 } } },
        { "v", "Ratio", Good with { Links = [new("v", 0, 1, 0.0)] } },
        { "r", "pressure", Good with { Regulators = [new("r", 1, 0, 3e5)] } },
        { "v2", "Ratio", Good with { Links = [new("v1", 1, 2, 1.0), new("v2", 2, 1, 2.0)] } },
        { "p1", "GivenFriction", Good with { Friction = FrictionLaw.Given } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Names_The_Element(string element, string property, SteadyModel model)
    {
        Assert.Contains(model.Validate(), p => p.ElementId == element && p.Property == property && p.Message.Length > 10);
        var operation = SteadyOperation.Solve(model);
        Assert.Null(operation.State);
        Assert.NotNull(operation.Problem);
        Assert.Throws<ArgumentException>(() => new SteadySolver(model));
    }

    [Fact]
    public void A_Good_Model_Has_No_Problem() => Assert.Empty(Good.Validate());

    [Fact]
    public void More_Than_The_Net_Can_Carry_Is_No_State_And_Names_The_Worst_Node()
    {
        var operation = SteadyOperation.Solve(Good with { WithdrawalKgPerS = [0.0, 0.0, 500.0] });
        Assert.False(operation.State!.Converged);
        Assert.Contains(operation.Problem!.ElementId, Good.Nodes);
        Assert.All(operation.State.PressurePa, p => Assert.True(double.IsFinite(p)));
    }
}
