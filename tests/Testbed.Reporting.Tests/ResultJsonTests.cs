using System.Text.Json.Nodes;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests;

public sealed class ResultJsonTests
{
    private static JsonObject Render(AssessmentInput input, RunFigures? figures = null) =>
        JsonNode.Parse(ResultJson.Render(Sample.Assess(input), input, figures ?? Sample.Figures))!.AsObject();

    [Fact]
    public void Holds_What_The_Result_Holds()
    {
        var input = Sample.Input();
        var (result, json) = (Sample.Assess(input), Render(input));

        Assert.Equal(1, (int)json["schemaVersion"]!);
        Assert.Equal("7", (string?)json["seed"]);
        foreach (var (place, node) in result.Places.Zip(json["places"]!.AsArray()))
        {
            Assert.Equal(place.Place.Id, (string?)node!["id"]);
            Assert.True(SlVector.TryParse((string?)node["claim"], out var claim));
            Assert.Equal(place.Claim, claim);
            Assert.Equal(place.Requirements.Select(r => r.Verdict.ToString()), node["requirements"]!.AsArray().Select(r => (string?)r!["verdict"]));
            Assert.Equal(place.Frs.Select(f => f.Claim.ToString()), node["levels"]!.AsArray().Select(l => l!["claim"]?.ToString() ?? "-"));
        }

        Assert.Equal(4, json["replay"]!.AsArray().Count);
        Assert.Equal(37, (int)json["worstImpact"]!["impact"]!["customersOut"]!);
    }

    [Fact]
    public void Figures_Are_There_But_In_No_Hash()
    {
        var input = Sample.Input();
        var (slow, fast) = (Render(input),
            Render(input, Sample.Figures with { WallSeconds = 1, ProcessTrialMs = null, TrialsPerSecond = double.PositiveInfinity }));

        Assert.Equal((string?)slow["resultSha256"], (string?)fast["resultSha256"]);
        Assert.Equal(11.5, (double)slow["figures"]!["wallSeconds"]!);
        Assert.Null(fast["figures"]!["processTrialMs"]);
        Assert.Null(fast["figures"]!["trialsPerSecond"]);
    }

    [Fact]
    public void The_Hash_Follows_The_Result_And_The_Evidence()
    {
        var before = Render(Sample.Input());
        var after = Render(Sample.Input() with { EvidenceHash = new string('d', 64) });

        Assert.NotEqual((string?)before["evidenceSha256"], (string?)after["evidenceSha256"]);
        Assert.NotEqual((string?)before["resultSha256"], (string?)after["resultSha256"]);
    }

    [Fact]
    public void Every_Documented_Key_Exists_And_Every_Top_Key_Is_Documented()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reporting-readme.md"));

        Assert.All(Render(Sample.Input()), p => Assert.Contains($"`{p.Key}`", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void A_Baseline_Survives_The_File()
    {
        var before = Baseline.Of(Sample.Assess(Sample.Input()));
        var after = BaselineFile.Parse(BaselineFile.Render(before));

        Assert.Equal(before.Scenario, after.Scenario);
        Assert.Empty(BaselineComparison.Compare(before, after));
        Assert.Equal(BaselineFile.Render(before), BaselineFile.Render(after));
    }

    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("null", "empty")]
    [InlineData("{\"schemaVersion\":2,\"kind\":\"baseline\"}", "schema version")]
    [InlineData("{\"schemaVersion\":\"x\",\"kind\":\"baseline\"}", "cannot be read")]
    [InlineData("{\"schemaVersion\":1,\"kind\":\"baseline\"}", "places")]
    [InlineData("{\"schemaVersion\":1,\"kind\":\"baseline\",\"places\":{\"Z\":{\"claim\":\"{9}\"}}}", "Place Z")]
    [InlineData("{\"schemaVersion\":1,\"kind\":\"baseline\",\"places\":{\"Z\":{\"claim\":\"{1 1 1 1 1 1 1}\",\"verdicts\":{\"SR 1.1\":\"Good\"}}}}",
        "no verdict")]
    [InlineData("{\"schemaVersion\":1,\"kind\":\"baseline\",\"places\":{\"Z\":{\"claim\":\"{1 1 1 1 1 1 1}\",\"verdicts\":{\"XY\":\"Failed\"}}}}", "XY")]
    public void A_Bad_Baseline_Is_Refused_With_A_Reason(string text, string word)
    {
        Assert.Contains(word, Assert.Throws<FormatException>(() => BaselineFile.Parse(text)).Message, StringComparison.Ordinal);
    }
}
