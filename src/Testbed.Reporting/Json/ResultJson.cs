using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// The result for machines; the format is documented in this project's README. Order and numbers do not depend on culture or machine. <c>resultSha256</c>
/// covers everything before it; <c>figures</c> come after it.
/// </summary>
public static partial class ResultJson
{
    /// <summary>Raised when a field changes meaning or goes away.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Renders the file.</summary>
    public static string Render(AssessmentResult result, AssessmentInput input, RunFigures figures)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(figures);
        var body = Body(result, input);
        body["resultSha256"] = Sha256(body.ToJsonString());
        body["figures"] = Figures(result, figures);
        return JsonText.Of(body);
    }

    private static JsonObject Body(AssessmentResult result, AssessmentInput input) => new()
    {
        ["schemaVersion"] = SchemaVersion,
        ["statement"] = "Predicted SL-A on a twin, as modelled; replay can only lower it.",
        ["scenario"] = result.Scenario,
        ["title"] = result.Title,
        ["asOf"] = Date(result.AsOf),
        ["issuer"] = input.Issuer,
        ["issuerRole"] = input.IssuerRole,
        ["seed"] = result.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["modelSha256"] = result.ModelHash,
        ["evidenceSha256"] = input.EvidenceHash,
        ["complete"] = result.Complete,
        ["runSound"] = result.RunSound,
        ["meetsTargets"] = result.MeetsTargets,
        ["problems"] = Array(result.Problems, p => new JsonObject { ["kind"] = p.Kind.ToString(), ["subject"] = p.Subject, ["reason"] = p.Reason }),
        ["remarks"] = Strings(result.Remarks),
        ["coverage"] = Coverage(result.Coverage),
        ["places"] = Array(result.Places, Place),
        ["replay"] = Array(result.Replay, Play),
        ["negativeControls"] = Array(
            input.Trials.Where(t => t.Kind == TrialKind.NegativeControl).OrderBy(t => t.Id, StringComparer.Ordinal), t => WithImpact(TrialOf(t), t)),
        ["falseAlarms"] = Array(result.FalseAlarms, f => new JsonObject
        {
            ["control"] = f.Control, ["place"] = f.Place, ["alarms"] = f.Alarms, ["days"] = Number(f.Days), ["perDay"] = Number(f.PerDay),
            ["atMostPerDay"] = Number(f.AtMostPerDay),
        }),
        ["worstImpact"] = result.WorstImpact is { } worst ? new JsonObject { ["trial"] = worst.Trial.Id, ["impact"] = Impact(worst.Impact) } : null,
        ["declarations"] = Array(result.Declarations, Declaration),
        ["contradictions"] = Array(result.Contradictions, c => new JsonObject
        {
            ["place"] = c.Place, ["requirement"] = c.Requirement.ToString(), ["declaration"] = c.Declaration, ["reason"] = c.Reason,
        }),
        ["aboveCapability"] = Array(result.CapabilityFlags, f => new JsonObject
        {
            ["place"] = f.Place, ["fr"] = f.Fr.ShortName(), ["claim"] = Level(f.Claim), ["capability"] = Level(f.Capability), ["carriedBy"] = f.CarriedBy,
            ["reason"] = f.Reason,
        }),
        ["expectations"] = Array(result.Expectations, e => new JsonObject
        {
            ["place"] = e.Expectation.Place, ["fr"] = e.Expectation.Fr.ShortName(), ["expected"] = Level(e.Expectation.Claim), ["actual"] = Level(e.Actual),
            ["met"] = e.Met,
        }),
    };

    private static JsonObject Figures(AssessmentResult result, RunFigures figures) => new()
    {
        ["trials"] = figures.Trials,
        ["wallSeconds"] = Number(figures.WallSeconds),
        ["trialsPerSecond"] = Number(figures.TrialsPerSecond),
        ["simulatedSecondsPerWallSecond"] = Number(figures.SimulatedSecondsPerWallSecond),
        ["pdus"] = figures.Pdus,
        ["coverage"] = Coverage(result.Coverage),
        ["twinStartMs"] = Number(figures.TwinStartMs),
        ["networkTrialMs"] = Number(figures.NetworkTrialMs),
        ["processTrialMs"] = Number(figures.ProcessTrialMs),
    };

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
