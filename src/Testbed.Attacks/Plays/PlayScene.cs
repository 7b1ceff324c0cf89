using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A play's words resolved in one scenario.</summary>
internal sealed record PlayScene(AssetConfig Target, Vantage Vantage)
{
    /// <summary>The YAML word of a value, such as <c>gate-plc</c>.</summary>
    public static string KindWord(Enum kind) =>
        string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>The target words of a step.</summary>
    public static string TargetOf(Play play, PlayStep step) => step.Target.Length > 0 ? step.Target : play.Target;

    /// <summary>Finds target and vantage; null when the scenario lacks either or nothing joins them.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="play">The play.</param>
    /// <param name="step">One of its steps.</param>
    /// <param name="reached">The assets won so far, for vantages that need one; null: any could be won.</param>
    public static PlayScene? Resolve(Scenario scenario, Play play, PlayStep step, IReadOnlySet<string>? reached = null)
    {
        var words = (step.Vantage ?? play.Vantage).Split(':', 2);
        foreach (var target in Assets(scenario, TargetOf(play, step)))
        {
            var vantage = words[0] switch
            {
                "zone" => FromZone(scenario, words[1], target),
                "asset" => FromAsset(scenario, words[1], target, null),
                "reached" => FromAsset(scenario, words[1], target, reached),
                _ => FromSpan(scenario, words[1], target),
            };
            if (vantage is not null)
            {
                return new(target, vantage);
            }
        }

        return null;
    }

    /// <summary>The assets of a list of kinds and ids, in its order; <c>host@remote-access</c> is a host in a zone of that feature, or of that id.</summary>
    public static IEnumerable<AssetConfig> Assets(Scenario scenario, string words) => words
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(w => w.Split('@', 2))
        .SelectMany(w => scenario.Assets.Where(a => (a.Id == w[0] || KindWord(a.Kind) == w[0]) && (w.Length == 1 || IsIn(scenario, a.Zone, w[1])))
            .OrderBy(a => a.Id, StringComparer.Ordinal));

    private static bool IsIn(Scenario scenario, string zone, string place) => zone == place || scenario.Zone(zone)?.Features.Contains(place) == true;

    private static Vantage? FromZone(Scenario scenario, string word, AssetConfig target)
    {
        var zones = word switch
        {
            "target" => scenario.Zones.Where(z => z.Id == target.Zone),
            "non-control" => scenario.Zones.Where(z => z.Criticality == ZoneCriticality.NonControl),
            "external" => scenario.Zones.Where(z => z.Criticality == ZoneCriticality.External),
            "remote-access" => scenario.Zones.Where(z => z.Features.Contains("remote-access")),
            _ => scenario.Zones.Where(z => z.Id == word),
        };
        foreach (var zone in zones.OrderBy(z => z.Id, StringComparer.Ordinal))
        {
            var conduit = scenario.Between(zone.Id, target.Zone);
            if (zone.Id == target.Zone || conduit is not null || IsLinked(scenario, zone.Id, target.Zone))
            {
                return new(VantageKind.Zone, $"{AttackRangeExtensions.Attacker}-{zone.Id}", zone.Id, zone.Id == target.Zone ? null : conduit);
            }
        }

        return null;
    }

    // A link found on site that belongs to no conduit: nobody guards it but the target itself.
    private static bool IsLinked(Scenario scenario, string a, string b) =>
        scenario.AsBuilt.Links.Any(l => l.Conduit is null && ((l.From == a && l.To == b) || (l.From == b && l.To == a)));

    // Of several assets of a kind the one that the scenario declares as the target's client is the plausible one to misuse.
    private static Vantage? FromAsset(Scenario scenario, string word, AssetConfig target, IReadOnlySet<string>? reached) => Assets(scenario, word)
        .Where(a => a.Id != target.Id && reached?.Contains(a.Id) != false)
        .Select(a => (Asset: a, Conduit: scenario.Between(a.Zone, target.Zone)))
        .Where(a => a.Asset.Zone == target.Zone || a.Conduit is not null || IsLinked(scenario, a.Asset.Zone, target.Zone))
        .OrderByDescending(a => a.Conduit?.Flows.Count(f => f.From == a.Asset.Id && f.To == target.Id) ?? 0)
        .Select(a => new Vantage(VantageKind.Asset, a.Asset.Id, a.Asset.Zone, a.Asset.Zone == target.Zone ? null : a.Conduit))
        .FirstOrDefault();

    private static Vantage? FromSpan(Scenario scenario, string word, AssetConfig target) => scenario.ModbusFlows()
        .Where(f => f.To.Id == target.Id && (word == "target" || f.Conduit.Id == word))
        .OrderBy(f => f.Conduit.Span.Trusted)
        .Select(f => new Vantage(VantageKind.Span, AttackRangeExtensions.Attacker, f.Conduit.Other(target.Zone), f.Conduit))
        .FirstOrDefault();
}
