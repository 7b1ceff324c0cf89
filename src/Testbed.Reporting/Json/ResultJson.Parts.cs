using System.Globalization;
using System.Text.Json.Nodes;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

public static partial class ResultJson
{
    private static JsonObject Place(PlaceResult place) => new()
    {
        ["id"] = place.Place.Id,
        ["kind"] = place.Place.Kind.ToString().ToLowerInvariant(),
        ["title"] = place.Place.Title,
        ["owner"] = place.Place.Owner,
        ["conduits"] = Strings(place.Place.Conduits),
        ["target"] = place.Target.ToString(),
        ["capability"] = place.Capability.ToString(),
        ["testedOnly"] = place.TestedOnly.ToString(),
        ["withDeclarations"] = place.WithDeclarations.ToString(),
        ["withstood"] = place.Withstood.ToString(),
        ["claim"] = place.Claim.ToString(),
        ["levels"] = Array(place.Frs, FrLevel),
        ["requirements"] = Array(place.Requirements, Requirement),
    };

    private static JsonObject FrLevel(FrResult level) => new()
    {
        ["fr"] = level.Fr.ShortName(),
        ["target"] = Level(level.Target),
        ["capability"] = Level(level.Capability),
        ["testedOnly"] = Level(level.TestedOnly.Level),
        ["withDeclarations"] = Level(level.WithDeclarations.Level),
        ["withstood"] = Level(level.Withstood.Level),
        ["challenged"] = level.Withstood.Challenged,
        ["claim"] = Level(level.Claim),
        ["meetsTarget"] = level.MeetsTarget,
        ["limitedBy"] = level.LimitedBy.ToString().ToLowerInvariant(),
        ["limitingRequirements"] =
            Array(level.WithDeclarations.Limiting, r => new JsonObject { ["id"] = r.Requirement.Id.ToString(), ["verdict"] = r.Verdict.ToString() }),
        ["limitingPlays"] = Strings(level.Withstood.LimitingPlays),
        ["cappedBy"] = level.WithDeclarations.CappedBy ?? level.Withstood.CappedBy,
        ["reason"] = level.WithDeclarations.Reason,
        ["withstoodReason"] = level.Withstood.Reason,
        ["coverage"] = Coverage(level.Coverage),
    };

    private static JsonObject Requirement(RequirementVerdict row) => new()
    {
        ["id"] = row.Requirement.Id.ToString(),
        ["minLevel"] = row.Requirement.MinLevel,
        ["mode"] = row.Mode.ToString(),
        ["verdict"] = row.Verdict.ToString(),
        ["reason"] = row.Reason,
        ["declarations"] = Strings(row.Declarations),
        ["openItem"] = row.OpenItem,
        ["genericModel"] = row.GenericModel,
        ["cells"] = Array(row.Cells, c => new JsonObject
        {
            ["asset"] = c.Cell.Asset, ["interface"] = c.Cell.Interface, ["account"] = c.Cell.Account, ["probe"] = c.Probe, ["status"] = c.Status.ToString(),
            ["byModelCheck"] = c.ByModelCheck, ["reason"] = c.Reason, ["controls"] = Strings(c.Exercised), ["trials"] = Array(c.Trials, TrialOf),
        }),
    };

    private static JsonObject TrialOf(TrialResult trial) => new()
    {
        ["id"] = trial.Id,
        ["twin"] = trial.Twin.ToString().ToLowerInvariant(),
        ["outcome"] = trial.Outcome.ToString(),
        ["reason"] = trial.Reason,
        ["reactions"] = Array(trial.Reactions, r => new JsonObject
        {
            ["control"] = r.Control, ["place"] = r.Place, ["rule"] = r.Rule, ["action"] = r.Action.ToString(), ["count"] = r.Count,
        }),
        ["evidenceSha256"] = trial.EvidenceHash,
    };

    private static JsonObject Play(TrialResult trial)
    {
        var play = TrialOf(trial);
        play["kind"] = trial.Kind.ToString().ToLowerInvariant();
        play["profileLevel"] = trial.ProfileLevel;
        play["techniques"] = Strings(trial.Techniques);
        play["path"] = Array(trial.Path, s => new JsonObject { ["place"] = s.Place, ["fr"] = s.Fr.ShortName() });
        return WithImpact(play, trial);
    }

    private static JsonObject WithImpact(JsonObject node, TrialResult trial)
    {
        node["impact"] = trial.Impact is { } impact ? Impact(impact) : null;
        return node;
    }

    private static JsonObject Impact(Impact impact) => new()
    {
        ["peakOverLimitBar"] = Number(impact.PeakOverLimitBar),
        ["peakNode"] = impact.PeakNode,
        ["secondsAboveLimit"] = Number(impact.SecondsAboveLimit),
        ["customersOut"] = impact.CustomersOut,
        ["customerMinutes"] = Number(impact.CustomerMinutes),
        ["unsafeRepressurisations"] = impact.UnsafeRepressurisations,
        ["ventedKg"] = Number(impact.VentedKg),
        ["unservedKg"] = Number(impact.UnservedKg),
        ["timeToDetectSeconds"] = Number(impact.TimeToDetectSeconds),
        ["simulatedSeconds"] = Number(impact.SimulatedSeconds),
    };

    private static JsonObject Declaration(DeclarationUse use) => new()
    {
        ["id"] = use.Declaration.Id,
        ["kind"] = use.Declaration.Kind.ToString(),
        ["document"] = use.Declaration.Document,
        ["owner"] = use.Declaration.Owner,
        ["date"] = Date(use.Declaration.Date),
        ["expiry"] = Date(use.Declaration.Expiry),
        ["status"] = use.Status.ToString(),
        ["carries"] = Strings(use.CarriedRows),
        ["refusals"] = Strings(use.Refusals),
    };

    private static JsonObject Coverage(Coverage coverage) => new()
    {
        ["tested"] = coverage.Tested,
        ["metTested"] = coverage.MetTested,
        ["failed"] = coverage.Failed,
        ["declared"] = coverage.Declared,
        ["compensated"] = coverage.Compensated,
        ["open"] = coverage.Open,
        ["notApplicable"] = coverage.NotApplicable,
    };

    /// <summary>A level as its number, or null for not assessed.</summary>
    private static JsonValue? Level(SecurityLevel level) => level.IsAssessed ? JsonValue.Create(level.Value) : null;

    private static JsonValue? Number(double? value) => value is { } v && double.IsFinite(v) ? JsonValue.Create(v) : null;

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(v => JsonValue.Create(v))];

    private static JsonArray Array<T>(IEnumerable<T> values, Func<T, JsonNode> node) => [.. values.Select(node)];
}
