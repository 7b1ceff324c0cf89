using System.Xml.Linq;

namespace Testbed.Scenarios.Tests;

/// <summary>The pictures that explain a scenario show its zones and conduits, all of them and no others.</summary>
public sealed class ZonePictureTests
{
    [Theory]
    [InlineData("station-lab")]
    [InlineData("gas-distribution")]
    public void Every_Zone_And_Conduit_Is_In_The_Picture(string scenario)
    {
        var loaded = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, scenario)).Scenario!;
        var picture = XDocument.Load(Path.Combine(Repository.Scenarios, scenario, "zones.svg"));
        var text = string.Join(' ', picture.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)).Split(' ', ',', ';');
        var ids = picture.Descendants().Where(e => e.Name.LocalName == "text" && e.Attribute("class")?.Value == "id").Select(e => e.Value).ToList();

        Assert.All(loaded.Zones.Select(z => z.Id).Concat(loaded.Conduits.Select(c => c.Id)), id => Assert.Contains(id, text));
        Assert.Empty(ids.Except(loaded.Zones.Select(z => z.Id)).Except(loaded.Conduits.Select(c => c.Id)));
    }
}
