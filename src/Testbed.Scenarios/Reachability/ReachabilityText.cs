using System.Globalization;
using System.Text;
using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Writes a reachability matrix for people.</summary>
internal static class ReachabilityText
{
    private const string Legend =
        "rows open connections to columns:  = same zone   o declared flow   . none\n" +
        "where controls differ:             ! permitted, not declared   x declared, blocked   c closed service of the same zone";

    /// <summary>The table, its columns, and the differences.</summary>
    public static string Render(ReachabilityMatrix matrix)
    {
        var scenario = matrix.Scenario;
        var targets = scenario.Assets.OrderBy(a => a.Zone, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal)
            .SelectMany(a => a.Services.OrderBy(s => s.Port).Select(s => (Asset: a, Service: s))).ToList();
        var sources = scenario.Assets.OrderBy(a => a.Zone, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        var zoneWidth = Math.Max(4, scenario.Assets.Max(a => a.Zone.Length));
        var nameWidth = Math.Max(4, scenario.Assets.Max(a => a.Id.Length));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Reachability of {scenario.Id}\n{Legend}\n\n");
        text.Append(' ', zoneWidth + nameWidth + 3);
        for (var i = 1; i <= targets.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i,3}");
        }

        text.Append('\n');
        foreach (var source in sources)
        {
            var signs = targets.Select(t => Sign(matrix.Find(source.Id, t.Asset.Id, t.Service.Port)));
            var line = source.Zone.PadRight(zoneWidth + 1) + source.Id.PadRight(nameWidth + 2) + string.Concat(signs.Select(s => $"  {s}"));
            text.Append(line.TrimEnd()).Append('\n');
        }

        text.Append("\ncolumns\n");
        for (var i = 0; i < targets.Count; i++)
        {
            var (asset, service) = targets[i];
            var protocol = service.Protocol.Word() + (service.Needed ? "" : " (not needed)");
            text.Append(CultureInfo.InvariantCulture, $"{i + 1,3}  {asset.Zone.PadRight(zoneWidth)} {asset.Id}:{service.Port} {protocol}\n");
        }

        AppendDifferences(text, matrix);
        return text.ToString();
    }

    private static char Sign(ReachabilityRow? row) => row switch
    {
        null => ' ',
        { IsTooWide: true } => '!',
        { IsTooNarrow: true } => 'x',
        { DeclaredBy: "same-zone", Predicted: DialOutcome.Open } => '=',
        { DeclaredBy: "same-zone" } => 'c',
        { IsDeclared: true } => 'o',
        _ => '.',
    };

    private static void AppendDifferences(StringBuilder text, ReachabilityMatrix matrix)
    {
        var differences = matrix.Rows.Where(r => r.IsTooWide || r.IsTooNarrow).ToList();
        text.Append(differences.Count == 0 ? "\ncontrols permit exactly what is declared between zones\n" : "\ndifferences\n");
        foreach (var row in differences)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  {(row.IsTooWide ? '!' : 'x')} {row.From} -> {row.To}:{row.Port} {(row.IsTooWide ? "permitted by" : "stopped by")} {row.PredictedBy}\n");
        }
    }
}
