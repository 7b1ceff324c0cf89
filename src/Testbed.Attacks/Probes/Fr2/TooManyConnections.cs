using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.7 at machine interfaces: one client opens one Modbus connection more than the limit and reads on each. Breach: all are answered, or another client is shut
/// out with them. Plain Modbus/TCP knows clients by their address only.
/// </summary>
public sealed class TooManyConnections() : Probe("too-many-connections", "SR 2.7")
{
    private const int UsualLimit = 2;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) => scenario.Services(ServiceProtocol.Modbus)
        .Where(s => s.Asset.Points.Count > 0).Select(s => At(s.Asset.Zone, s.Asset.Id, s.Service.Id));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface);
        var limit = range.Scenario.Control<LoadLimitConfig>(asset.Id)?.ConnectionsPerPeer ?? UsualLimit;
        var links = new List<ModbusLink>();
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        using var second = range.Network.Enter(asset.Zone, "attacker-2");
        range.Act("T0814", $"{limit + 1} connections to {asset.Id}");
        try
        {
            var answered = 0;
            for (var i = 0; i <= limit; i++)
            {
                answered += await ReadsAsync(range, AttackRangeExtensions.Attacker, asset, service, links) ? 1 : 0;
            }

            return answered == 0 ? AttackOutcome.Resisted($"{asset.Id} did not serve a stranger at all.")
                : answered > limit ? AttackOutcome.Succeeded($"{asset.Id} answered one client on {answered} connections at once.")
                : !await ReadsAsync(range, "attacker-2", asset, service, links) ? AttackOutcome.Succeeded($"{asset.Id} answers nobody else while one client holds {answered} connections.")
                : AttackOutcome.Resisted($"{asset.Id} answered one client on {answered} of {limit + 1} connections, and another client beside.");
        }
        finally
        {
            foreach (var link in links)
            {
                link.Dispose();
            }
        }
    }

    private static async Task<bool> ReadsAsync(IAttackRange range, string from, AssetConfig asset, ServiceConfig service, List<ModbusLink> links)
    {
        if (await ModbusLink.OpenAsync(range, from, asset.Id, service) is not { } link)
        {
            return false;
        }

        links.Add(link);
        return await link.ReadAsync(asset.Points[0].Table, asset.Points[0].Address) is not null;
    }
}
