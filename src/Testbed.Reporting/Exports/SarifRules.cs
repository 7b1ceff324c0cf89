using System.Globalization;
using System.Text.Json.Nodes;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>The rules of a SARIF log: one per catalogue row, described in the activity table's words, and one per level of attacker profile.</summary>
internal static class SarifRules
{
    private const int HighestLevel = 4;

    /// <summary>The rule of a play at a profile level.</summary>
    public static string OfPlay(int level) => string.Create(CultureInfo.InvariantCulture, $"PLAY SL {level}");

    /// <summary>All rules, in an order that does not depend on the run.</summary>
    public static IReadOnlyList<JsonObject> All() =>
        [.. RequirementCatalogue.All.Select(Row), .. Enumerable.Range(1, HighestLevel).Select(Play)];

    private static JsonObject Row(Requirement row) => new()
    {
        ["id"] = row.Id.ToString(),
        ["shortDescription"] = SarifText.Message($"{row.Title} (IEC 62443-3-3, from SL {row.MinLevel})"),
        ["fullDescription"] = SarifText.Message(ActivityTable.For(row.Id).Objective),
        ["properties"] = new JsonObject { ["fr"] = row.Fr.ShortName(), ["minLevel"] = row.MinLevel },
    };

    private static JsonObject Play(int level) => new()
    {
        ["id"] = OfPlay(level),
        ["shortDescription"] = SarifText.Message(string.Create(CultureInfo.InvariantCulture, $"A play of the threat profile for SL {level} succeeded")),
        ["fullDescription"] = SarifText.Message(string.Create(
            CultureInfo.InvariantCulture,
            $"With every control armed, the steps of a play that challenges SL {level} led to a breach. It caps what is withstood on its path below that level.")),
        ["properties"] = new JsonObject { ["profileLevel"] = level },
    };
}
