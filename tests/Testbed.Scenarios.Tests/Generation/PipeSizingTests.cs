namespace Testbed.Scenarios.Tests;

/// <summary>Sizes against figures worked out by hand.</summary>
public sealed class PipeSizingTests
{
    /// <summary>
    /// 1000 Nm3/h in 100 mm: 26.81 kg/(s m2), Re 2.51e5, lambda 0.01963 + 0.00026, R_s T 138,567 J/kg: 0.1987 x 718.8 x 138,567 = 1.979e7 Pa2/m.
    /// </summary>
    [Fact]
    public void Fall_Is_Darcys()
    {
        Assert.Equal(1.979e7, PipeSizing.Fall(1000, 100), 1.979e7 * 1e-3);
        Assert.Equal(-PipeSizing.Fall(1000, 100), PipeSizing.Fall(-1000, 100));
        Assert.Equal(0, PipeSizing.Fall(0, 100));
    }

    /// <summary>1000 Nm3/h at 3 bar gauge and 10 degC are 0.0727 m3/s, through 78.54 cm2.</summary>
    [Fact]
    public void Velocity_Is_That_Of_The_Real_Volume() => Assert.Equal(9.255, PipeSizing.Velocity(1000, 100, 3), 0.01);

    [Fact]
    public void Chooses_The_Narrowest_That_Keeps_To_Both()
    {
        var gradient = PipeSizing.Gradient(3.3, 2.3, 1000);
        var chosen = PipeSizing.Choose(PipeSizing.Polyethylene, 1000, gradient, 2.3)!.Value;
        var narrower = PipeSizing.Polyethylene.Last(d => d < chosen);

        Assert.True(PipeSizing.Fall(1000, chosen) <= gradient && PipeSizing.Velocity(1000, chosen, 2.3) <= 15);
        Assert.True(PipeSizing.Fall(1000, narrower) > gradient || PipeSizing.Velocity(1000, narrower, 2.3) > 15);
        Assert.Null(PipeSizing.Choose(PipeSizing.Polyethylene, 1e6, gradient, 2.3));
    }
}
