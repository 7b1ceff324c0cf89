using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 3.8 RE 1: a person logs off, then the old token is sent again. Breach: the session is back.</summary>
public sealed class ResumedAfterLogOff() : ConsoleProbe("resumed-after-log-off", "SR 3.8 RE 1")
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => asset.Personal().Take(1).Select(a => a.Name);

    /// <inheritdoc/>
    private protected override Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range) => ReuseTokenAsync(
        target, range, link => link.SendAsync("LOGOFF"), "token after log-off",
        $"A token of {target.Asset.Id} lived on after log-off.", $"The token of {target.Asset.Id} died with the log-off.");
}
