using System.Text.Json.Nodes;
using NJsonSchema;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests.Exports;

public sealed class SarifLogTests
{
    // Reading the schema takes seconds.
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0.json"));

    private static JsonObject Run(ExportSubject subject) => JsonNode.Parse(SarifLog.Render(subject))!["runs"]!.AsArray().Single()!.AsObject();

    private static List<JsonObject> Results(JsonObject run) => [.. run["results"]!.AsArray().Select(r => r!.AsObject())];

    private static List<string> Fingerprints(JsonObject run) =>
        [.. Results(run).Select(r => r["partialFingerprints"]!.AsObject().Single()).Select(f => $"{f.Key} {f.Value}")];

    private static JsonObject CellOf(JsonObject run) => Results(run).Single(r => (string)r["ruleId"]! == "SR 2.1");

    [Fact]
    public async Task Agrees_With_The_Published_Schema()
    {
        var schema = await Schema;

        Assert.Empty(schema.Validate(SarifLog.Render(ExportSample.Subject())));
        Assert.Empty(schema.Validate(SarifLog.Render(ExportSample.Subject(ExportSample.HostileInput(), path: Path.GetTempPath()))));
        Assert.Empty(schema.Validate(SarifLog.Render(ExportSample.Subject(Unsound()))));
    }

    [Theory]
    [InlineData("level", "fatal")]
    [InlineData("severity", "high")]
    [InlineData("locations", "Z-DRS")]
    public async Task The_Schema_Refuses_What_Is_No_Sarif(string key, string value)
    {
        var schema = await Schema;
        var log = JsonNode.Parse(SarifLog.Render(ExportSample.Subject()))!;
        log["runs"]![0]!["results"]![0]![key] = value;

        Assert.NotEmpty(schema.Validate(log.ToJsonString()));
    }

    [Fact]
    public void Has_A_Rule_Per_Catalogue_Row_And_Level_Of_Profile()
    {
        var rules = Run(ExportSample.Subject())["tool"]!["driver"]!["rules"]!.AsArray();

        Assert.Equal(
            [.. RequirementCatalogue.All.Select(r => r.Id.ToString()), "PLAY SL 1", "PLAY SL 2", "PLAY SL 3", "PLAY SL 4"], rules.Select(r => (string)r!["id"]!));
        Assert.All(rules, r => Assert.NotEmpty((string)r!["fullDescription"]!["text"]!));
        Assert.All(rules, r => Assert.Null(r!["helpUri"]));
    }

    [Fact]
    public void Has_A_Result_Per_Failed_Cell_And_Succeeded_Play()
    {
        var subject = ExportSample.Subject();
        var run = Run(subject);
        var failed = subject.Result.Places.SelectMany(p => p.Requirements).SelectMany(r => r.Cells).Where(c => c.Status == CellStatus.Failed).ToList();
        var plays = subject.Result.Replay.Where(t => t.Outcome == TrialOutcome.Succeeded).ToList();

        Assert.NotEmpty(failed);
        Assert.Single(plays);
        Assert.Equal(failed.Select(c => c.Cell.Requirement.ToString()).Append("PLAY SL 2"), Results(run).Select(r => (string)r["ruleId"]!));
        Assert.All(Results(run), r => Assert.Equal(
            (string)r["ruleId"]!, (string)run["tool"]!["driver"]!["rules"]![(int)r["ruleIndex"]!]!["id"]!));
    }

    [Fact]
    public void Points_At_The_Line_And_Names_Place_Asset_And_Interface()
    {
        var run = Run(ExportSample.Subject());
        var location = CellOf(run)["locations"]!.AsArray().Single()!;
        var physical = location["physicalLocation"]!;
        var logical = location["logicalLocations"]!.AsArray().Single()!;

        Assert.Equal("scenarios/station%20lab/scenario.yaml", (string)physical["artifactLocation"]!["uri"]!);
        Assert.Equal("%SRCROOT%", (string)physical["artifactLocation"]!["uriBaseId"]!);
        Assert.Equal(6, (int)physical["region"]!["startLine"]!);
        Assert.Equal("Z-DRS/RTU-2/modbus", (string)logical["fullyQualifiedName"]!);
        Assert.Equal(["interface", "asset", "zone"], Ancestry(run["logicalLocations"]!.AsArray(), (int)logical["index"]!));
    }

    [Fact]
    public void Points_At_The_File_Alone_Where_No_Line_Is_Known()
    {
        var run = Run(ExportSample.Subject());
        var conduit = Results(run).First(r => (string)r["ruleId"]! == "SR 5.2 RE 1")["locations"]![0]!["physicalLocation"]!;

        Assert.Null(conduit["region"]);
        Assert.NotNull(conduit["artifactLocation"]!["uri"]);
    }

    [Fact]
    public void Weighs_A_Breach_Against_The_Target()
    {
        var input = Sample.Input();
        JsonObject With(string target) => CellOf(Run(ExportSample.Subject(input with
        {
            Places = [.. input.Places.Select(p => p.Id == "Z-DRS" ? p with { Target = Vector(target) } : p)],
        })));

        // SR 2.1 is asked for from SL 1.
        Assert.Equal("error", (string)With("{2 1 2 1 2 1 2}")["level"]!);
        Assert.Equal("warning", (string)With("{2 0 2 1 2 1 2}")["level"]!);
        Assert.Equal("note", (string)With("{2 - 2 1 2 1 2}")["level"]!);
    }

    [Fact]
    public void Names_Levels_And_Techniques_Of_A_Play()
    {
        var run = Run(ExportSample.Subject());
        var properties = Results(run)[^1]["properties"]!;

        Assert.Equal(2, (int)properties["profileLevel"]!);
        Assert.Equal(["T0836", "T0855"], properties["techniques"]!.AsArray().Select(t => (string)t!));
        Assert.Contains(TechniqueRequirements.Attribution, (string)run["properties"]!["techniques"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Suppresses_What_Is_Compensated()
    {
        var subject = ExportSample.Subject();
        var compensated = subject.Result.Places.SelectMany(p => p.Requirements).Where(r => r.Verdict == Verdict.Compensated)
            .Sum(r => r.Cells.Count(c => c.Status == CellStatus.Failed));

        Assert.NotEqual(0, compensated);
        Assert.Equal(compensated, Results(Run(subject)).Count(r => r["suppressions"] is not null));
    }

    [Fact]
    public void Keeps_Fingerprints_Over_Runs_And_None_Twice()
    {
        var input = Sample.Input();
        var first = Fingerprints(Run(ExportSample.Subject(input)));
        var again = Fingerprints(Run(ExportSample.Subject(input with
        {
            Seed = 8, EvidenceHash = new string('d', 64),
            Trials = [.. input.Trials.Select(t => t with { Reason = "said otherwise", EvidenceHash = new string('e', 64) })],
        })));

        Assert.Equal(first, again);
        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.Empty(first.Intersect(Fingerprints(Run(ExportSample.Subject(input with { Scenario = "another" })))));
    }

    [Fact]
    public void Names_Scenario_And_Seed_And_What_Broke()
    {
        var sound = Run(ExportSample.Subject());
        var broken = Run(ExportSample.Subject(Unsound()))["invocations"]![0]!;

        Assert.Equal("testbed/station-lab/seed-7", (string)sound["automationDetails"]!["id"]!);
        Assert.True((bool)sound["invocations"]![0]!["executionSuccessful"]!);
        Assert.False((bool)broken["executionSuccessful"]!);
        Assert.NotEmpty(broken["toolExecutionNotifications"]!.AsArray());
    }

    [Fact]
    public void Hostile_Text_Makes_No_Link_And_No_Placeholder()
    {
        var run = Run(ExportSample.Subject(ExportSample.HostileInput()));
        var text = (string)CellOf(run)["message"]!["text"]!;

        Assert.Contains(@"\[x\](http://evil.example)", text, StringComparison.Ordinal);
        Assert.Contains("{{0}}", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', text);
    }

    private static IEnumerable<string> Ancestry(JsonArray logical, int index)
    {
        for (int? at = index; at is { } here; at = (int?)logical[here]!["parentIndex"])
        {
            yield return (string)logical[here]!["kind"]!;
        }
    }

    private static AssessmentInput Unsound() => Sample.Input(more: b => b.Trials[0] = b.Trials[0] with { Outcome = TrialOutcome.Crashed, Reason = "broke" });

    private static SlVector Vector(string text) => SlVector.TryParse(text, out var vector) ? vector : throw new FormatException(text);
}
