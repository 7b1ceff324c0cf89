using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.6: a session is left idle past the limit, then its token is used from a new connection. Breach: the session resumes. Conduit cells come over the
/// conduit from the declared source, zone cells from inside.
/// </summary>
public sealed class IdleRemoteSession() : ConsoleProbe("idle-remote-session", "SR 2.6", acrossConduits: true)
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range) => ReuseTokenAsync(
        target, range, _ => range.WaitAsync(IdleSession.PastIdle(range.Scenario, target.Asset)), "token of an idle session",
        $"A session at {target.Asset.Id} was resumed long past its idle limit.", $"{target.Asset.Id} had ended the idle session.");
}
