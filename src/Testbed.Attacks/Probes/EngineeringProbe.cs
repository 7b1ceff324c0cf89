using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A controller under attack through its engineering service, from a laptop in its zone; <paramref name="isInside"/> when that is there already.</summary>
internal sealed class EngineeringTarget(IAttackRange range, AssetConfig asset, ServiceConfig service, bool isInside = false) : IDisposable
{
    private readonly IDisposable? _guest = isInside ? null : range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);

    /// <summary>The controller.</summary>
    public AssetConfig Asset => asset;

    /// <summary>Where it offers the service.</summary>
    public ServiceConfig Service => service;

    /// <summary>Somebody entitled to work on the program; null where there is nobody.</summary>
    public AccountConfig? Engineer => range.Scenario.AccountWith(asset, "configure");

    /// <summary>The name of who signs programs for the controller, of whoever would where nobody looks.</summary>
    public string Signer => range.Scenario.Control<SignedProgramConfig>(asset.Id)?.Signers[0] ?? "program-release";

    /// <summary>Opens a connection and logs on, as nobody for null; null when either fails.</summary>
    public async Task<EngineeringAccess?> OpenAsync(AccountConfig? person)
    {
        if (await EngineeringAccess.OpenAsync(range, AttackRangeExtensions.Attacker, asset, service) is not { } access)
        {
            return null;
        }

        if (person is null || await access.LogOnAsync(person.Name, person.Password))
        {
            return access;
        }

        access.Dispose();
        return null;
    }

    /// <summary>Turns the key, where the controller has one.</summary>
    public async Task TurnKeyAsync(string position)
    {
        if (range.Scenario.Control<KeySwitchConfig>(asset.Id) is not null)
        {
            range.Faults.TurnKey(asset.Id, position);
            await range.WaitAsync(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Lets the controller take over what was done, then tells whether the program runs on it.</summary>
    public async Task<bool> RunsAsync(ProgramBundle program)
    {
        await range.WaitAsync(AttackTimes.Settle(asset));
        return range.Truth.Program(asset.Id) is { IsRunning: true } now && now.Digest == program.DigestText;
    }

    /// <summary>Exchanges the stored program while the controller has no power, and gives it power again.</summary>
    public async Task SwapAtRestAsync(ProgramBundle program)
    {
        range.Act("T0889", $"the stored program of {asset.Id} is changed past its services");
        using (range.Faults.Outage(asset.Id))
        {
            await range.WaitAsync(TimeSpan.FromSeconds(2));
            range.Faults.SwapProgram(asset.Id, program);
            await range.WaitAsync(TimeSpan.FromSeconds(1));
        }

        await range.WaitAsync(TimeSpan.FromSeconds(3));
    }

    /// <summary>The program as delivered, with another comment: what somebody puts into the memory who has the sources.</summary>
    public ProgramBundle Stored(string mark) => ProgramAlteration.Marked(
        ProgramBundle.Create("stored", asset.Controller.ProgramVersion, asset.Controller.Program.Select(f => new ProgramFile(Path.GetFileName(f.Name), f.Text))), mark);

    /// <summary>Changes the stored program and tells whether the controller runs it then: the program, or null.</summary>
    public async Task<ProgramBundle?> StoredChangeRunsAsync()
    {
        var changed = Stored("changed");
        await SwapAtRestAsync(changed);
        return await RunsAsync(changed) ? changed : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _guest?.Dispose();
}

/// <summary>
/// Base of probes of the engineering service. Cells: every controller of an assessed zone that has a program, from a laptop inside the zone; what is
/// tried stands after
/// the service in the interface.
/// </summary>
public abstract class EngineeringProbe : Probe
{
    /// <summary>Sets id and requirement.</summary>
    protected EngineeringProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario) =>
        from zone in scenario.Assessed()
        from asset in scenario.In(zone.Id)
        let service = EngineeringAccess.ServiceOf(asset)
        where service is not null
        from variant in Variants(scenario, asset)
        select At(zone.Id, asset.Id, $"{service.Id}:{variant.What}", variant.Account);

    /// <inheritdoc/>
    public sealed override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var parts = cell.Interface.Split(':', 2);
        var asset = range.Scenario.Asset(cell.Asset)!;
        using var target = new EngineeringTarget(range, asset, range.Scenario.Service(asset.Id, parts[0]));
        return await ProbeAsync(target, parts[1], asset.Accounts.FirstOrDefault(a => a.Name == cell.Account), range);
    }

    /// <summary>What is tried, and by whom where the row is about accounts.</summary>
    protected abstract IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset);

    /// <summary>Applies the stimulus.</summary>
    private protected abstract Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range);

    /// <summary>Nobody got in, hence no breach.</summary>
    private protected static AttackOutcome Closed(EngineeringTarget target) =>
        AttackOutcome.Resisted($"{target.Asset.Id} gave no session of its engineering service, or not its program.");
}
