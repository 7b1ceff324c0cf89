namespace Testbed.GasNetwork.Tests.Twin;

/// <summary>A heater of 60 kW before a cut from 34.5 to 8.6 bar.</summary>
public sealed class WaterBathHeaterTests
{
    private const double Cut = 25.9, Flow = 5300;
    private static readonly HeaterDesign Design = new(60, 2, 60, 7, 8, 0.8);

    [Fact]
    public void Holds_The_Outlet_And_Its_Bath()
    {
        var heater = new WaterBathHeater(Design);
        Run(heater, hours: 12);
        Assert.Equal(7, heater.OutletC, 1e-9);
        Assert.InRange(heater.BathC, 58, 60);
    }

    [Fact]
    public void Gives_Twenty_Six_Kilowatts_To_The_Winter_Peak()
    {
        // Without the burner the bath falls at what the gas takes.
        var heater = new WaterBathHeater(Design) { IsOn = false };
        heater.Step(60, Flow, Cut);
        Assert.InRange((60 - heater.BathC) * 2 * 4186 / 60, 25.5, 26.5);
    }

    [Fact]
    public void Without_Fire_The_Outlet_Falls_To_What_The_Cut_Makes_Of_It_Over_Hours()
    {
        var heater = new WaterBathHeater(Design) { IsOn = false };
        Run(heater, hours: 1);
        Assert.Equal(7, heater.OutletC, 1e-9);
        Run(heater, hours: 2);
        Assert.InRange(heater.OutletC, -2, 5);
        Run(heater, hours: 20);
        Assert.Equal(8 - (0.45 * Cut), heater.OutletC, 0.1);
    }

    [Fact]
    public void Comes_Back_When_The_Burner_Fires_Again()
    {
        var heater = new WaterBathHeater(Design) { IsOn = false };
        Run(heater, hours: 6);
        heater.IsOn = true;
        Run(heater, hours: 6);
        Assert.Equal(7, heater.OutletC, 1e-9);
    }

    [Fact]
    public void Standing_Gas_Takes_No_Heat()
    {
        var heater = new WaterBathHeater(Design) { IsOn = false };
        heater.Step(3600, 0, 0);
        heater.Step(3600, -50, 0);
        Assert.Equal(60, heater.BathC);
    }

    private static void Run(WaterBathHeater heater, int hours)
    {
        for (var second = 0; second < hours * 3600; second += 10)
        {
            heater.Step(10, Flow, Cut);
        }
    }
}
