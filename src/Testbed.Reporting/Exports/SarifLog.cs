using System.Globalization;
using System.Text.Json.Nodes;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// Failed cells and succeeded plays as SARIF 2.1.0, for code scanning. Fingerprints name what was found, not the run: the same breach over two runs is
/// one finding. A breach is an error where the target asks for its level, a warning above it, a note where no target is set.
/// </summary>
public static class SarifLog
{
    /// <summary>The published schema.</summary>
    public const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private const string Version = "2.1.0";

    /// <summary>Renders the log.</summary>
    public static string Render(ExportSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var rules = SarifRules.All();
        var indices = rules.Select((r, i) => (Id: (string)r["id"]!, i)).ToDictionary(r => r.Id, r => r.i, StringComparer.Ordinal);
        var locations = new SarifLocations(subject.Lines);
        JsonObject[] findings = [.. Cells(subject, locations), .. Plays(subject, locations)];
        foreach (var finding in findings)
        {
            finding["ruleIndex"] = indices[(string)finding["ruleId"]!];
        }

        var run = new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "testbed", ["rules"] = new JsonArray([.. rules]) } },
            ["automationDetails"] = Automation(subject.Result),
            ["invocations"] = new JsonArray(Invocation(subject.Result)),
        };
        if (subject.Lines.IsRelative)
        {
            run["originalUriBaseIds"] = new JsonObject
            {
                [SarifLocations.SourceRoot] = new JsonObject { ["description"] = SarifText.Message("The folder in which the command was given.") },
            };
        }

        run["logicalLocations"] = locations.Logical;
        run["results"] = new JsonArray([.. findings]);
        run["properties"] = Properties(subject);
        return JsonText.Of(new() { ["$schema"] = Schema, ["version"] = Version, ["runs"] = new JsonArray(run) });
    }

    private static IEnumerable<JsonObject> Cells(ExportSubject subject, SarifLocations locations) =>
        from place in subject.Result.Places
        from row in place.Requirements
        from cell in row.Cells
        where cell.Status == CellStatus.Failed
        select Finding(subject, place, row, cell, locations);

    private static JsonObject Finding(ExportSubject subject, PlaceResult place, RequirementVerdict row, CellVerdict cell, SarifLocations locations)
    {
        var requirement = row.Requirement;
        var at = string.Join(' ', new[] { cell.Cell.Asset, cell.Cell.Interface, cell.Cell.Account }.Where(p => p != "-"));
        var finding = new JsonObject
        {
            ["ruleId"] = requirement.Id.ToString(),
            ["level"] = Weight(requirement.MinLevel, [place.Target[requirement.Fr]]),
            ["message"] = SarifText.Message($"{requirement.Id} {requirement.Title} failed in {place.Place.Id}{(at.Length > 0 ? $", {at}" : "")}: {cell.Reason}"),
            ["locations"] = new JsonArray(locations.Of(cell.Cell, place.Place.Kind)),
            ["partialFingerprints"] = new JsonObject
            {
                ["testbedCell/v1"] = SarifText.Fingerprint(subject.Result.Scenario, cell.Cell.ToString(), cell.Probe),
            },
        };
        if (row.Verdict == Verdict.Compensated)
        {
            finding["suppressions"] = new JsonArray(
                new JsonObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = HtmlText.Clean(row.Reason) });
        }

        finding["properties"] = new JsonObject
        {
            ["fr"] = requirement.Fr.ShortName(),
            ["minLevel"] = requirement.MinLevel,
            ["target"] = place.Target[requirement.Fr].ToString(),
            ["claim"] = place[requirement.Fr].Claim.ToString(),
            ["probe"] = HtmlText.Clean(cell.Probe),
            ["byModelCheck"] = cell.ByModelCheck,
            ["trials"] = Texts(cell.Trials.Select(t => t.Id)),
            ["evidenceSha256"] = Texts(cell.Trials.Select(t => t.EvidenceHash)),
        };
        return finding;
    }

    private static IEnumerable<JsonObject> Plays(ExportSubject subject, SarifLocations locations) =>
        subject.Result.Replay.Where(t => t is { Outcome: TrialOutcome.Succeeded, ProfileLevel: not null })
            .Select(t => Finding(subject, t, t.ProfileLevel!.Value, locations));

    private static JsonObject Finding(ExportSubject subject, TrialResult play, int level, SarifLocations locations)
    {
        var guards = play.Path.Select(s => (s.Fr, Place: subject.Result.Find(s.Place))).Where(s => s.Place is not null).ToList();
        var places = guards.Select(g => g.Place!.Place).DistinctBy(p => p.Id).ToList();
        var finding = new JsonObject
        {
            ["ruleId"] = SarifRules.OfPlay(level),
            ["level"] = Weight(level, guards.Select(g => g.Place!.Target[g.Fr])),
            ["message"] = SarifText.Message(string.Create(CultureInfo.InvariantCulture, $"{play.Subject}, of the profile for SL {level}, succeeded: {play.Reason}")),
            ["locations"] = new JsonArray(places.Count == 0 ? locations.OfScenario() : locations.Of(places[0])),
            ["partialFingerprints"] = new JsonObject { ["testbedPlay/v1"] = SarifText.Fingerprint(subject.Result.Scenario, play.Id) },
        };
        if (places.Count > 1)
        {
            finding["relatedLocations"] = new JsonArray([.. places.Skip(1).Select(p => locations.Of(p))]);
        }

        finding["properties"] = new JsonObject
        {
            ["profileLevel"] = level,
            ["guards"] = Texts(play.Path.Select(s => $"{s.Place} {s.Fr.ShortName()}")),
            ["techniques"] = Texts(play.Techniques),
            ["trials"] = Texts([play.Id]),
            ["evidenceSha256"] = Texts([play.EvidenceHash]),
        };
        return finding;
    }

    /// <summary>How much a breach at a level weighs against the targets it stands in the way of.</summary>
    private static string Weight(int level, IEnumerable<SecurityLevel> targets)
    {
        var highest = targets.DefaultIfEmpty().Max();
        return !highest.IsAssessed ? "note" : level <= highest.Value ? "error" : "warning";
    }

    private static JsonObject Automation(AssessmentResult result) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"testbed/{HtmlText.Clean(result.Scenario)}/seed-{result.Seed}"),
        ["description"] = SarifText.Message($"Predicted Security Levels of {result.Scenario}, as modelled."),
    };

    private static JsonObject Invocation(AssessmentResult result) => new()
    {
        ["executionSuccessful"] = result.Complete && result.RunSound,
        ["toolExecutionNotifications"] = new JsonArray([.. result.Problems.Select(p => new JsonObject
        {
            ["level"] = "error", ["message"] = SarifText.Message($"{p.Kind} {p.Subject}: {p.Reason}"),
        })]),
    };

    private static JsonObject Properties(ExportSubject subject) => new()
    {
        ["statement"] = "Predicted SL-A on a twin, as modelled; replay can only lower it.",
        ["scenario"] = HtmlText.Clean(subject.Result.Scenario),
        ["seed"] = subject.Result.Seed.ToString(CultureInfo.InvariantCulture),
        ["asOf"] = subject.Result.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["modelSha256"] = subject.Result.ModelHash,
        ["evidenceSha256"] = subject.Input.EvidenceHash,
        ["techniques"] = "Ids of MITRE ATT&CK for ICS. " + TechniqueRequirements.Attribution,
    };

    private static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(v => JsonValue.Create(HtmlText.Clean(v)))];
}
