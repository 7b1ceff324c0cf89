using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of probes of what keeps an asset in order: records, backups, inventory, settings. Cells: every asset of an assessed zone with a console that it needs, asked
/// from inside the zone by somebody who may. Variants stand after the service in the interface.
/// </summary>
public abstract class UpkeepProbe : Probe
{
    /// <summary>Sets id and requirement.</summary>
    protected UpkeepProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario) =>
        from found in scenario.Services(ServiceProtocol.Console)
        where found.Service == Console(found.Asset)
        from variant in Variants(scenario, found.Asset)
        select At(found.Asset.Zone, found.Asset.Id, variant.Length == 0 ? found.Service.Id : $"{found.Service.Id}:{variant}");

    /// <inheritdoc/>
    public sealed override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        var asset = range.Scenario.Asset(cell.Asset)!;
        using var target = new ConsoleTarget(range, asset, range.Scenario.Service(asset.Id, parts[0]), null, null);
        return await ProbeAsync(target, parts.Length == 2 ? parts[1] : "", range);
    }

    /// <summary>Kinds of stimulus; one without name unless there are several.</summary>
    protected virtual IEnumerable<string> Variants(Scenario scenario, AssetConfig asset) => [""];

    /// <summary>Applies the stimulus.</summary>
    private protected abstract Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range);

    /// <summary>The console that an asset needs; null when it has none.</summary>
    private protected static ServiceConfig? Console(AssetConfig asset) =>
        asset.Services.FirstOrDefault(s => s is { Protocol: ServiceProtocol.Console, Needed: true });

    /// <summary>A connection of somebody who may: logged on where there is such a person, else as nobody.</summary>
    private protected static async Task<ConsoleLink?> OpenForAsync(ConsoleTarget target, IAttackRange range, string permission) =>
        range.Scenario.AccountWith(target.Asset, permission) is { } person ? await target.LoggedOnAsync(person) : await target.OpenAsync();

    /// <summary>Sends one command as somebody who may, and leaves; null when there is no answer.</summary>
    private protected static async Task<ConsoleReply?> AskAsync(ConsoleTarget target, IAttackRange range, string permission, string command)
    {
        if (await OpenForAsync(target, range, permission) is not { } link)
        {
            return null;
        }

        await using (link)
        {
            var reply = await link.SendAsync(command);
            await link.SendAsync("QUIT");
            return reply;
        }
    }
}
