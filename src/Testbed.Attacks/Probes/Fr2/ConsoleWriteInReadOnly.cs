using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1, zone: a person who may write does so at the console of a device that is declared read-only there, a key switch in RUN for example. Breach: the value is
/// held. Cells: consoles of assets whose read-only mode holds on the console; who turns the key is declared.
/// </summary>
public sealed class ConsoleWriteInReadOnly() : Probe("console-write-in-read-only", "SR 2.1")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from s in scenario.Services(ServiceProtocol.Console)
        where scenario.Control<ReadOnlyConfig>(s.Asset.Id)?.Interfaces.Contains(ServiceProtocol.Console) == true
            && WriteTarget.Of(s.Asset, s.Service).Any() && scenario.AccountWith(s.Asset, "write") is not null
        select At(s.Asset.Zone, s.Asset.Id, $"{s.Service.Id}:read-only");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        var service = range.Scenario.Service(asset.Id, cell.Interface.Split(':')[0]);
        using var target = new ConsoleTarget(range, asset, service, null, null);
        if (await target.LoggedOnAsync(range.Scenario.AccountWith(asset, "write")) is not { } link)
        {
            return AttackOutcome.Resisted("The console could not be reached or the log-on was refused.");
        }

        await using (link)
        {
            range.Act("T0836", $"writes at the console of {asset.Id}, which is read-only");
            var (point, raw) = target.Writable()!.Value;
            await link.SendAsync(point.Command(raw));
            await range.WaitAsync(AttackTimes.Settle(asset));
            return range.Holds(point, raw)
                ? AttackOutcome.Succeeded($"{asset.Id} took {point.Text(raw)} at its console although it is read-only.")
                : AttackOutcome.Resisted($"{asset.Id} took no value at its console.");
        }
    }
}
