using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.3: the device's own verification is run, its roles are broken on purpose (viewers may do what administrators may), it is run again, mended and run once more.
/// Breach: the broken one is not named, or a whole one is. Verification compares what is in force with what was released; it does not exercise the functions. Procedure and
/// calendar are declared.
/// </summary>
public sealed class UnreportedFault() : UpkeepProbe("unreported-fault", "SR 3.3")
{
    private const string Verify = "SETTINGS VERIFY", Broken = "role.viewer", Whole = "0 deviations";

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset.Id;
        var was = range.Truth.Settings(asset).FirstOrDefault(l => BackupText.KeyOf(l) == Broken);
        var before = await AskAsync(target, range, "settings", Verify);
        await AskAsync(target, range, "roles", "ROLE SET viewer read,write,accounts,roles");
        var during = await AskAsync(target, range, "settings", Verify);
        var permissions = BackupText.ValueOf(was ?? "").Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        await AskAsync(target, range, "roles", $"ROLE SET viewer {permissions.Replace("\"", "", StringComparison.Ordinal)}");
        var after = await AskAsync(target, range, "settings", Verify);
        if (before is not { IsSuccess: true } || during is not { IsSuccess: true } || after is not { IsSuccess: true })
        {
            return AttackOutcome.Succeeded($"{asset} does not verify its security functions for anybody.");
        }

        if (!during.Text.Contains(Broken, StringComparison.Ordinal))
        {
            return AttackOutcome.Succeeded($"{asset} verified its security functions and did not see that its roles were broken.");
        }

        return before.Lines[^1] == Whole && after.Lines[^1] == Whole
            ? AttackOutcome.Resisted($"{asset} named its broken roles, and nothing when they were whole.")
            : AttackOutcome.Succeeded($"{asset} reports faults where there are none.");
    }
}
