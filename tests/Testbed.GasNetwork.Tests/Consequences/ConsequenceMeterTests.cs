using static Testbed.GasNetwork.Tests.StationLabPlant;

namespace Testbed.GasNetwork.Tests.Consequences;

public sealed class ConsequenceMeterTests
{
    private static readonly GasNetworkModel Plant = CreateModel();

    [Fact]
    public void Customers_Are_Out_Only_After_More_Than_60_Seconds_Without_A_Break()
    {
        var meter = new ConsequenceMeter(Plant);
        Feed(meter, 60, 9.9 * Mbar);
        Assert.Equal(0, meter.CustomersOut);
        Feed(meter, 1, 10.0 * Mbar);
        Feed(meter, 60, 9.9 * Mbar);
        Assert.Equal(0, meter.CustomersOut);
        Feed(meter, 1, 9.9 * Mbar);
        Assert.Equal(15, meter.CustomersOut);
        Assert.Equal(122.0, meter.Report().FirstCustomerOutAtSeconds);
    }

    [Fact]
    public void Customers_Out_Stay_Out_And_Are_Unsafe_Once_Above_13_Mbar()
    {
        var meter = new ConsequenceMeter(Plant);
        Feed(meter, 61, 5.0 * Mbar);
        Feed(meter, 10, 13.0 * Mbar);
        Assert.Equal(0, meter.Report().UnsafeRepressurisations);
        Feed(meter, 10, 13.1 * Mbar);
        Feed(meter, 100, 5.0 * Mbar);
        Feed(meter, 10, 20.0 * Mbar);
        Assert.Equal(15, meter.Report().UnsafeRepressurisations);
        Assert.Equal(15, meter.Report().CustomersOut);
        Assert.Equal([new GroupConsequence("homes-L3", 15, 61.0, true)], meter.Report().Groups);
        Assert.Equal(15 * 131.0 / 60.0, meter.Report().CustomerMinutesOut, 9);
    }

    [Fact]
    public void Counts_Peak_And_Time_Above_The_Limit_Of_The_Tier()
    {
        var meter = new ConsequenceMeter(Plant);
        Feed(meter, 5, 34.5 * Mbar);
        Feed(meter, 7, 40.0 * Mbar);
        Feed(meter, 3, 20.0 * Mbar);
        var node = meter.Report().Nodes.Single(n => n.NodeId == "L3");
        Assert.Equal(40.0 * Mbar, node.PeakPaGauge);
        Assert.Equal(7.0, node.SecondsAboveLimit);
        Assert.Equal(5.5 * Mbar, node.PeakAboveLimitPa!.Value, 9);
        Assert.Null(meter.Report().Nodes.Single(n => n.NodeId == "T0").PeakAboveLimitPa);
    }

    [Fact]
    public void A_Copy_Counts_On_Independently()
    {
        var meter = new ConsequenceMeter(Plant);
        Feed(meter, 40, 5.0 * Mbar);
        var copy = meter.Copy();
        Feed(copy, 30, 5.0 * Mbar);
        Assert.Equal(15, copy.CustomersOut);
        Assert.Equal(0, meter.CustomersOut);
        Assert.Equal(40.0, meter.Report().ObservedSeconds);
    }

    [Fact]
    public void A_Step_That_Failed_Counts_Nothing()
    {
        var meter = new ConsequenceMeter(Plant);
        meter.Observe(Start(Night), new StepResult(false, 0.0, 0, 1, "F0", 1.0, default));
        Assert.Equal(0.0, meter.Report().ObservedSeconds);
    }

    /// <summary>Feeds 1 s observations in which node L3 has the given pressure and every other node a normal one.</summary>
    private static void Feed(ConsequenceMeter meter, int seconds, double pressureAtL3)
    {
        var pressures = Plant.Nodes.Select(n => n.Id == "L3" ? pressureAtL3 : Plant.Tiers.Single(t => t.Id == n.TierId).NormalPaGauge).ToArray();
        for (var i = 0; i < seconds; i++)
        {
            meter.Observe(1.0, pressures, 0.0, 0.0);
        }
    }
}
