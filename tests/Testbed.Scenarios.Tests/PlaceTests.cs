using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>Facts of places, which decide where requirements apply.</summary>
public sealed class PlaceTests
{
    private static readonly Scenario Found = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, "station-lab")).Scenario!;
    private static readonly Scenario Hardened = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, "station-lab-hardened")).Scenario!;

    [Theory]
    [InlineData("Z-DRS-3", PlaceFeatures.Wireless, true)]
    [InlineData("Z-CC", PlaceFeatures.Wireless, false)] // the radio stands in the field
    [InlineData("C5.3", PlaceFeatures.Wireless, true)]
    [InlineData("C4", PlaceFeatures.UntrustedSpan, true)]
    [InlineData("Z-CGS", PlaceFeatures.UntrustedSpan, true)]
    [InlineData("Z-OPP", PlaceFeatures.UntrustedSpan, false)]
    [InlineData("C6", PlaceFeatures.HumanInterface, false)]
    [InlineData("Z-OPP", PlaceFeatures.HumanInterface, true)]
    [InlineData("Z-OPP", PlaceFeatures.RemoteAccess, false)]
    [InlineData("Z-CGS", PlaceFeatures.RemoteAccess, true)]
    [InlineData("Z-VRA", PlaceFeatures.RemoteAccess, true)] // by hand: the vendor is outside the model
    [InlineData("Z-VRA", PlaceFeatures.MachineInterface, false)]
    [InlineData("Z-IDMZ", PlaceFeatures.MachineInterface, true)] // a client is one too
    [InlineData("C3", PlaceFeatures.MachineInterface, false)]
    [InlineData("Z-CC", PlaceFeatures.Hosts, true)]
    [InlineData("Z-CGS", PlaceFeatures.Hosts, false)]
    [InlineData("Z-CGS", PlaceFeatures.Controllers, true)]
    [InlineData("Z-CC", PlaceFeatures.Controllers, false)]
    [InlineData("Z-IDMZ", PlaceFeatures.ConfidentialData, true)]
    [InlineData("C2", PlaceFeatures.ConfidentialData, true)]
    [InlineData("C6", PlaceFeatures.ConfidentialData, false)]
    [InlineData("C2", PlaceFeatures.MixedCriticality, true)]
    [InlineData("C3", PlaceFeatures.MixedCriticality, false)]
    [InlineData("Z-CGS", PlaceFeatures.MixedCriticality, false)]
    [InlineData("Z-CGS", PlaceFeatures.Portable, true)]
    [InlineData("Z-CC", PlaceFeatures.AuditStore, true)]
    [InlineData("Z-CC", PlaceFeatures.Passwords, true)]
    public void Derives_Feature(string place, string feature, bool expected) =>
        Assert.Equal(expected, PlaceFeatureDeriver.Features(Found, place).Contains(feature));

    [Fact]
    public void Certificates_Follow_Mutual_Tls()
    {
        Assert.DoesNotContain(PlaceFactory.Places(Found), p => p.Features.Contains(PlaceFeatures.Pki));
        Assert.All(PlaceFactory.Places(Hardened), p => Assert.Contains(PlaceFeatures.Pki, p.Features));
    }

    [Fact]
    public void Shared_Switch_Mixes_Criticality()
    {
        var shared = Found with { AsBuilt = Found.AsBuilt with { Switches = [new("SW-51", ["Z-CGS", "Z-OPP"])] } };
        Assert.Contains(PlaceFeatures.MixedCriticality, PlaceFeatureDeriver.Features(shared, "Z-OPP"));
    }

    [Fact]
    public void Unknown_Place_Has_No_Features() => Assert.Empty(PlaceFeatureDeriver.Features(Found, "nowhere"));

    [Fact]
    public void Places_Are_Zones_And_Conduits_Without_External_Ones()
    {
        Assert.Equal(["C2", "C3", "C4", "C5.3", "C6", "Z-CC", "Z-CGS", "Z-DRS-3", "Z-IDMZ", "Z-OPP", "Z-VRA"], PlaceFactory.Places(Found).Select(p => p.Id));
        var external = Found with { Zones = [.. Found.Zones.Select(z => z.Id == "Z-VRA" ? z with { Criticality = ZoneCriticality.External } : z)] };
        Assert.DoesNotContain(PlaceFactory.Places(external), p => p.Id == "Z-VRA");
    }

    [Fact]
    public void Zone_Lists_Its_Conduits_And_Products()
    {
        var zone = PlaceFactory.Places(Found).Single(p => p.Id == "Z-CGS");
        Assert.Equal(["C4", "C6"], zone.Conduits);
        Assert.Equal(("PLC-CGS", "{2 2 2 1 - 1 2}"), (zone.Capabilities.Single().Asset, zone.Capabilities.Single().Capability.ToString()));
    }
}
