using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>The ways a value may be written.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("[2, 2, 3, 1, 3, 2, 2]")]
    [InlineData("2 2 3 1 3 2 2")]
    [InlineData("\"{2 2 3 1 3 2 2}\"")]
    [InlineData("{2 2 3 1 3 2 2}")]
    public void Vector_Forms_Mean_The_Same(string written) => Assert.Equal(
        "{2 2 3 1 3 2 2}", ScenarioText.LoadGood(ScenarioText.Change("target: [2, 2, 2, 2, 2, 2, 2]", $"target: {written}")).Conduit("C1")!.Target.ToString());

    [Fact]
    public void Capability_May_Hold_Dashes() => Assert.Equal(
        "{1 1 - 1 - 1 1}",
        ScenarioText.LoadGood(ScenarioText.Change("capability: [1, 1, 1, 1, 1, 1, 1]", "capability: 1 1 - 1 - 1 1")).Asset("RTU-1")!.Capability!.ToString());

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("60s", 60_000)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("10min", 600_000)]
    [InlineData("4h", 14_400_000)]
    [InlineData("2d", 172_800_000)]
    public void Durations(string written, double ms) =>
        Assert.Equal(ms, ScenarioText.LoadGood(ScenarioText.Change("triage: 3min", $"triage: {written}")).Operator.Triage.TotalMilliseconds);

    [Theory]
    [InlineData("20 mbar")]
    [InlineData("20mbar")]
    [InlineData("0.020 bar")]
    public void Pressures_Carry_Their_Unit(string written) =>
        Assert.Equal(0.020, ScenarioText.LoadGood(ScenarioText.Change("set_point: 20 mbar", $"set_point: {written}")).Process.Regulators[0].SetPointBar, 9);

    [Fact]
    public void Expectation_Holds_A_Vector_Or_One_Level()
    {
        var scenario = ScenarioText.LoadGood(ScenarioText.Change("expectations: []",
            "expectations:\n  - { place: C1, claim: 1 2 - 0 3 1 2 }\n  - { place: Z-CC, fr: rdf, level: 2 }"));

        Assert.Equal(8, scenario.Expectations.Count);
        Assert.Equal(SecurityLevel.NotAssessed, scenario.Expectations[2].Claim);
        Assert.Equal(new Expectation("Z-CC", FoundationalRequirement.Rdf, SecurityLevel.Of(2)), scenario.Expectations[7]);
    }

    [Fact]
    public void Lists_Come_In_Id_Order_And_Controls_In_File_Order()
    {
        var scenario = ScenarioText.LoadGood(ScenarioText.Valid);
        Assert.Equal(["LOG-1", "RTU-1", "SCADA-1"], scenario.Assets.Select(a => a.Id));
        Assert.Equal(["C1-allow-list", "C1-inspection", "C1-monitor"], scenario.ControlsOn("C1").Select(c => c.Id));
    }

    [Fact]
    public void Hash_Changes_With_Text_And_Not_With_Place()
    {
        var hash = ScenarioText.LoadGood(ScenarioText.Valid).ModelHash;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, ScenarioText.LoadGood(ScenarioText.Valid).ModelHash);
        Assert.NotEqual(hash, ScenarioText.LoadGood(ScenarioText.Change("kg: 929", "kg: 930")).ModelHash);
    }

    [Fact]
    public void Hash_Of_A_Variant_Changes_With_Its_Base()
    {
        const string variant = "id: first\ntitle: V\nextends: ../base\ncontrols: []\nexpectations: []\n";
        var whole = ScenarioText.Change("id: first ", "id: base ");
        var one = ScenarioText.Load(variant, ("base", whole));
        var two = ScenarioText.Load(variant, ("base", whole.Replace("kg: 929", "kg: 930", StringComparison.Ordinal)));

        Assert.Empty(one.Diagnostics);
        Assert.Empty(one.Scenario!.Controls);
        Assert.NotEqual(one.Scenario.ModelHash, two.Scenario!.ModelHash);
    }

    [Fact]
    public void Techniques_Are_Kept() => Assert.Equal(["T0855"], ScenarioText.LoadGood(ScenarioText.Valid).DetectionScope[0].Techniques);

    [Fact]
    public void Profiles_Have_24_Factors_And_Their_Peak_At_Seven()
    {
        Assert.All(DemandProfiles.Names, n => Assert.Equal(24, DemandProfiles.HourlyFactors(n).Count));
        Assert.Equal((1.0, 0.36), (DemandProfiles.HourlyFactors("household")[7], DemandProfiles.HourlyFactors("household")[4]));
        Assert.Equal(0.904, DemandProfiles.HourlyFactors("large-user")[4], 9);
        Assert.Throws<KeyNotFoundException>(() => DemandProfiles.HourlyFactors("odd"));
    }
}
