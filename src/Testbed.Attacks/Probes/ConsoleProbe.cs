using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>One console under attack: the asset, the account of the cell, and where the attacker sits.</summary>
internal sealed class ConsoleTarget(IAttackRange range, AssetConfig asset, ServiceConfig service, AccountConfig? account, string? remote) : IDisposable
{
    private readonly Dictionary<string, IDisposable> _guests = new(StringComparer.Ordinal);

    /// <summary>The asset.</summary>
    public AssetConfig Asset { get; } = asset;

    /// <summary>The name of whoever comes, unless another is given.</summary>
    public string Guest { get; init; } = AttackRangeExtensions.Attacker;

    /// <summary>The cell's account; only for cells that name one.</summary>
    public AccountConfig Account => account ?? throw new InvalidOperationException("The cell names no account.");

    /// <summary>True when the cell names an account.</summary>
    public bool HasAccount => account is not null;

    /// <summary>Opens a connection: from the declared remote asset for cells of a conduit, else from a guest in the asset's zone.</summary>
    /// <param name="guest">The guest's name, so that several people can be told apart.</param>
    public Task<ConsoleLink?> OpenAsync(string? guest = null)
    {
        Enter(guest ?? Guest);
        return ConsoleLink.OpenAsync(range, remote ?? guest ?? Guest, Asset.Id, service.Port);
    }

    /// <summary>Opens a connection to the console, or to another port of the asset, and leaves what is said on it to the caller; null when it does not open.</summary>
    public Task<Stream?> StreamAsync(int? port = null)
    {
        Enter(Guest);
        return range.OpenAsync(remote ?? Guest, Asset.Id, port ?? service.Port);
    }

    /// <summary>Opens a connection and logs on with the cell's account; null when either fails.</summary>
    public async Task<ConsoleLink?> LoggedOnAsync(AccountConfig? other = null, string? guest = null)
    {
        if (await OpenAsync(guest) is not { } link)
        {
            return null;
        }

        if (await link.LogOnAsync(other ?? Account) is not null)
        {
            return link;
        }

        await link.DisposeAsync();
        return null;
    }

    /// <summary>The asset's first writable point with a value to write, or null.</summary>
    public (WriteTarget Target, double Raw)? Writable()
    {
        var target = WriteTarget.Of(Asset, service).FirstOrDefault();
        return target is null ? null : (target, target.DifferentInRange(range.Truth.Point(Asset.Id, target.Point.Name)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var guest in _guests.Values)
        {
            guest.Dispose();
        }
    }

    private void Enter(string guest)
    {
        if (remote is null && !_guests.ContainsKey(guest))
        {
            _guests[guest] = range.Network.Enter(Asset.Zone, guest);
        }
    }
}

/// <summary>
/// Base of probes of the maintenance console, the interface for people. Zone cells: every console of the zone, from a guest inside it. Conduit cells,
/// for requirements that ask for them: every declared console flow, from its declared source.
/// </summary>
public abstract class ConsoleProbe : Probe
{
    private readonly bool _acrossConduits;

    /// <summary>Sets id, requirement and whether conduits have cells too.</summary>
    protected ConsoleProbe(string id, string requirement, bool acrossConduits = false)
        : base(id, requirement) => _acrossConduits = acrossConduits;

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var (asset, service) in scenario.Services(ServiceProtocol.Console))
        {
            foreach (var account in Accounts(scenario, asset))
            {
                yield return At(asset.Zone, asset.Id, service.Id + Variant, account);
            }
        }

        foreach (var flow in _acrossConduits ? scenario.Flows(ServiceProtocol.Console) : [])
        {
            foreach (var account in Accounts(scenario, flow.To))
            {
                yield return At(flow.Conduit.Id, flow.To.Id, $"{flow.Service.Id}{Variant}:{flow.Flow.Id}", account);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var scenario = range.Scenario;
        var asset = scenario.Asset(cell.Asset)!;
        var parts = cell.Interface.Split(':', 2);
        var remote = parts.Length == 2 ? scenario.Conduit(cell.Place)!.Flows.First(f => f.Id == parts[1]).From : null;
        var account = asset.Accounts.FirstOrDefault(a => a.Name == cell.Account);
        using var target = new ConsoleTarget(range, asset, scenario.Service(asset.Id, parts[0].Split('+')[0]), account, remote);
        return await ProbeAsync(target, range);
    }

    /// <summary>The outcome when nobody answers: no access, hence no breach.</summary>
    protected static AttackOutcome Unreachable => AttackOutcome.Resisted("The console could not be reached.");

    /// <summary>The outcome when a legitimate log-on that the stimulus needs is refused.</summary>
    protected static AttackOutcome NoLogOn => AttackOutcome.Resisted("The console could not be reached or the log-on was refused.");

    /// <summary>Follows the service's id in the cells of a second probe of one row (<c>+lock</c>), so that each decides cells of its own.</summary>
    protected virtual string Variant => "";

    /// <summary>The accounts of an asset that the row is about; <c>-</c> when it is not about accounts.</summary>
    protected virtual IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => ["-"];

    /// <summary>Logs on, leaves as told, comes back on a new connection and sends the old session's token. Breach: the session is back.</summary>
    private protected static async Task<AttackOutcome> ReuseTokenAsync(
        ConsoleTarget target, IAttackRange range, Func<ConsoleLink, Task> leave, string act, string breach, string resisted)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        string? token;
        await using (link)
        {
            token = await link.LogOnAsync(target.Account);
            if (token is null)
            {
                return NoLogOn;
            }

            await leave(link);
        }

        if (await target.OpenAsync() is not { } again)
        {
            return Unreachable;
        }

        await using (again)
        {
            range.Act("T0859", act);
            return await again.SendAsync($"RESUME {token}") is { IsSuccess: true } ? AttackOutcome.Succeeded(breach) : AttackOutcome.Resisted(resisted);
        }
    }

    /// <summary>Applies the stimulus.</summary>
    private protected abstract Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range);
}
