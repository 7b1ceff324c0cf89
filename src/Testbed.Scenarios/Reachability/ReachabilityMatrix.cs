using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// For every ordered pair of assets and every declared service of the second: whether the connection is declared, and what the pipeline of configured
/// controls makes of it. A static verification: probes must agree with it, or model or product is wrong. Pure, immutable.
/// </summary>
public sealed class ReachabilityMatrix
{
    private readonly Dictionary<(string From, string To, int Port), ReachabilityRow> _rows;

    private ReachabilityMatrix(Scenario scenario, IReadOnlyList<ReachabilityRow> rows)
    {
        (Scenario, Rows) = (scenario, rows);
        _rows = rows.ToDictionary(r => (r.From, r.To, r.Port));
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>All rows, by source, target and port.</summary>
    public IReadOnlyList<ReachabilityRow> Rows { get; }

    /// <summary>Computes the matrix.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="isArmed">Which controls are armed, by id; all when left out.</param>
    public static ReachabilityMatrix Declared(Scenario scenario, Func<string, bool>? isArmed = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var prediction = new ReachabilityPrediction(scenario, isArmed ?? (_ => true));
        var rows = new List<ReachabilityRow>();
        foreach (var from in scenario.Assets)
        {
            foreach (var to in scenario.Assets.Where(a => a.Id != from.Id))
            {
                foreach (var service in to.Services.OrderBy(s => s.Port))
                {
                    var declaredBy = DeclaredBy(scenario, from, to, service.Port);
                    var (outcome, by) = prediction.Of(from, to, service);
                    rows.Add(new(from.Id, from.Zone, to.Id, to.Zone, service.Port, service.Protocol, declaredBy.Length > 0, declaredBy, outcome, by));
                }
            }
        }

        return new(scenario, rows);
    }

    /// <summary>Finds a row; null when the target has no such service.</summary>
    public ReachabilityRow? Find(string from, string to, int port) => _rows.GetValueOrDefault((from, to, port));

    /// <summary>The matrix as plain text in a monospaced table, with a list of where the controls differ from what is declared.</summary>
    public string Render() => ReachabilityText.Render(this);

    private static string DeclaredBy(Scenario scenario, AssetConfig from, AssetConfig to, int port) => from.Zone == to.Zone
        ? "same-zone"
        : scenario.Conduits.SelectMany(c => c.Flows).FirstOrDefault(f => f.From == from.Id && f.To == to.Id && f.Port == port)?.Id ?? "";
}
