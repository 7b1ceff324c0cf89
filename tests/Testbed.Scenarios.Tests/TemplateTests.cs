namespace Testbed.Scenarios.Tests;

/// <summary>A new scenario is sound from the first minute.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("plant")]
    [InlineData("Old-Town.2")]
    public void New_Scenario_Loads_Without_Diagnostics(string name)
    {
        using var place = new ScenarioText();
        Assert.Empty(ScenarioTemplate.Write(Path.Combine(place.Root, "not", "there", "yet"), name));

        var result = ScenarioLoader.Load(Path.Combine(place.Root, "not", "there", "yet", name));

        Assert.Empty(result.Diagnostics);
        Assert.Equal((name, 2, 3, 1), (result.Scenario!.Id, result.Scenario.Zones.Count, result.Scenario.Assets.Count, result.Scenario.Conduits.Count));
        Assert.NotEmpty(result.Scenario.Traffic.Polls);
        Assert.DoesNotContain(ReachabilityMatrix.Declared(result.Scenario).Rows, r => r.IsTooWide || r.IsTooNarrow);
    }
}
