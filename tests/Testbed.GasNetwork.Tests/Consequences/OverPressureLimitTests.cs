namespace Testbed.GasNetwork.Tests.Consequences;

public sealed class OverPressureLimitTests
{
    private const double Psi = OverPressureLimit.PaPerPsi;

    [Theory]
    [InlineData(150.0, 165.0, OverPressureRule.From60Psig)]
    [InlineData(60.0, 66.0, OverPressureRule.From60Psig)]
    [InlineData(59.0, 65.0, OverPressureRule.From12To60Psig)]
    [InlineData(12.0, 18.0, OverPressureRule.From12To60Psig)]
    [InlineData(11.0, 16.5, OverPressureRule.Below12Psig)]
    public void Follows_The_Tier_Of_The_Maop(double maopPsig, double limitPsig, OverPressureRule rule)
    {
        var limit = OverPressureLimit.FromMaop(maopPsig * Psi);
        Assert.Equal(limitPsig, limit.LimitPaGauge / Psi, 9);
        Assert.Equal(rule, limit.Rule);
    }

    [Fact]
    public void Hoop_Stress_Binds_When_It_Is_Lower_And_Only_From_60_Psig()
    {
        Assert.Equal(OverPressureRule.HoopStress75PercentSmys, OverPressureLimit.FromMaop(150.0 * Psi, 160.0 * Psi).Rule);
        Assert.Equal(160.0, OverPressureLimit.FromMaop(150.0 * Psi, 160.0 * Psi).LimitPaGauge / Psi, 9);
        Assert.Equal(OverPressureRule.From60Psig, OverPressureLimit.FromMaop(150.0 * Psi, 400.0 * Psi).Rule);
        Assert.Equal(OverPressureRule.From12To60Psig, OverPressureLimit.FromMaop(30.0 * Psi, 20.0 * Psi).Rule);
    }

    [Fact]
    public void Low_Pressure_Takes_The_Owners_Number()
    {
        var limit = OverPressureLimit.DeclaredForLowPressure(3_450.0);
        Assert.Equal(new OverPressureLimit(3_450.0, OverPressureRule.LowPressureDeclared), limit);
        Assert.Throws<ArgumentOutOfRangeException>(() => OverPressureLimit.FromMaop(0.0));
    }

    [Fact]
    public void Data_Sheet_Feeder_And_Medium_Pressure_Limits()
    {
        Assert.Equal(11.38, OverPressureLimit.FromMaop(10.34e5).LimitPaGauge / 1e5, 0.01);
        Assert.Equal(4.55, OverPressureLimit.FromMaop(4.14e5).LimitPaGauge / 1e5, 0.01);
    }
}
