namespace Testbed.Runtime.Tests;

/// <summary>Gas twins go from trial to trial without a trace of the one before.</summary>
public sealed class TwinBlueprintTests
{
    [Fact]
    public void Twin_That_Was_Used_Goes_On_Like_A_New_One()
    {
        using var blueprint = new TwinBlueprint(StationLab.AsFound, 1);
        var used = blueprint.NewGasTwin();
        var fresh = blueprint.NewGasTwin();
        used.SetValveDemand(used.Element("FCV-101B"), 1);
        used.SetRegulatorTarget(used.Element("DRS-3"), 600);
        for (var i = 0; i < 600; i++)
        {
            Assert.True(used.Step(1).Converged);
        }

        blueprint.GiveBack(used);
        var again = blueprint.NewGasTwin();

        Assert.Same(used, again);
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(fresh.Step(1), again.Step(1));
        }

        Assert.All(fresh.Model.Nodes, n => Assert.Equal(fresh.PressurePaGauge(n.Id), again.PressurePaGauge(n.Id)));
    }

    [Fact]
    public void Two_Trials_At_A_Time_Have_Each_Their_Own()
    {
        using var blueprint = new TwinBlueprint(StationLab.AsFound, 1);

        Assert.NotSame(blueprint.NewGasTwin(), blueprint.NewGasTwin());
    }
}
