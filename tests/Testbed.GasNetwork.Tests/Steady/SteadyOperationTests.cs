using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Tests.Steady;

public sealed class SteadyOperationTests
{
    private static SteadyModel Station(double inletPa, double setPa, double injectionKgPerS = 0.0) => new()
    {
        Gas = new(138_000.0, 283.15, 1.07e-5, Compressibility.Ideal),
        Nodes = ["source", "inlet", "outlet", "customers"],
        FixedPa = new Dictionary<int, double> { [0] = inletPa },
        WithdrawalKgPerS = [0.0, 0.0, 0.0, 0.05 - injectionKgPerS],
        Pipes = [new("high", 0, 1, 500.0, 0.1, 1e-4), new("low", 2, 3, 200.0, 0.1, 1e-4)],
        Regulators = [new("r", 1, 2, setPa)],
    };

    [Fact]
    public void An_Active_Regulator_Holds_Its_Outlet_And_Carries_What_Is_Needed()
    {
        var operation = SteadyOperation.Solve(Station(5e5, 2e5));
        Assert.Equal([RegulatorMode.Active], operation.Modes);
        Assert.Equal(2e5, operation.State!.PressurePa[2], 1e-6);
        Assert.Equal(0.05, operation.State.RegulatorFlowKgPerS[0], 1e-9);
        Assert.Equal(0.05, operation.State.PipeFlowKgPerS[0], 1e-9);
    }

    [Fact]
    public void Below_Its_Set_Point_It_Is_Wide_Open()
    {
        var operation = SteadyOperation.Solve(Station(1.5e5, 2e5));
        Assert.Equal([RegulatorMode.Open], operation.Modes);
        Assert.Equal(operation.State!.PressurePa[1], operation.State.PressurePa[2], 1e-6);
        Assert.Equal(0.05, operation.State.RegulatorFlowKgPerS[0], 1e-9);
        Assert.Empty(operation.State.LinkFlowKgPerS);
    }

    [Fact]
    public void A_Zone_That_Is_Fed_From_Elsewhere_Above_The_Set_Point_Locks_It_Up()
    {
        var station = Station(5e5, 2e5);
        var fed = station with { FixedPa = new Dictionary<int, double> { [0] = 5e5, [3] = 3e5 }, WithdrawalKgPerS = [0.0, 0.0, 0.01, 0.0] };
        var operation = SteadyOperation.Solve(fed);
        Assert.Null(operation.Problem);
        Assert.Equal([RegulatorMode.Shut], operation.Modes);
        Assert.Equal(0.0, operation.State!.RegulatorFlowKgPerS[0]);
        Assert.Equal(5e5, operation.State.PressurePa[1], 1e-3);
    }

    [Fact]
    public void A_Regulator_Whose_Zone_Feeds_Back_With_Nowhere_To_Go_Is_Named_As_An_Island()
    {
        var operation = SteadyOperation.Solve(Station(5e5, 2e5, injectionKgPerS: 0.2));
        Assert.Equal("island", operation.Problem!.Property);
    }

    [Fact]
    public void Regulators_In_Series_Pass_The_Need_On()
    {
        var model = new SteadyModel
        {
            Gas = new(138_000.0, 283.15, 1.07e-5, Compressibility.Linear(-2.2e-8)),
            Nodes = ["a", "b", "c", "d", "e"],
            FixedPa = new Dictionary<int, double> { [0] = 20e5 },
            WithdrawalKgPerS = [0.0, 0.02, 0.0, 0.0, 0.03],
            Pipes = [new("p", 0, 1, 100.0, 0.1, 1e-4), new("q", 3, 4, 100.0, 0.1, 1e-4)],
            Regulators = [new("first", 1, 2, 5e5), new("second", 2, 3, 2e5)],
        };
        var operation = SteadyOperation.Solve(model);
        Assert.Null(operation.Problem);
        Assert.Equal([0.03, 0.03], operation.State!.RegulatorFlowKgPerS.Select(f => Math.Round(f, 9)));
        Assert.Equal(0.05, operation.State.PipeFlowKgPerS[0], 1e-9);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-6)]
    [InlineData(1e-3)]
    public void A_Rising_Pipe_At_Rest_Or_Nearly_So_Is_In_Hydrostatic_Balance(double withdrawal)
    {
        var operation = SteadyOperation.Solve(new SteadyModel
        {
            Gas = new(138_000.0, 283.15, 1.07e-5, Compressibility.Ideal),
            Nodes = ["foot", "top"],
            HeightM = [0.0, 50.0],
            FixedPa = new Dictionary<int, double> { [0] = 16e5 },
            WithdrawalKgPerS = [0.0, withdrawal],
            Pipes = [new("rise", 0, 1, 2_000.0, 0.2, 1e-4)],
        });
        Assert.Null(operation.Problem);
        // The pipe law takes the mean of both end densities for the gas column.
        var ratio = 9.81 * 50.0 / (2.0 * 138_000.0);
        Assert.Equal(16e5 * (1.0 - ratio) / (1.0 + ratio), operation.State!.PressurePa[1], 1.0);
        Assert.Equal(withdrawal, operation.State.PipeFlowKgPerS[0], 1e-12);
    }
}
