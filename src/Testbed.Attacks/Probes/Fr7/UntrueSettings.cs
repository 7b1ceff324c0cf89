using System.Text.Json;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.6 RE 1: a machine reads the security settings, one role, one account and a controller's program are changed, it reads again. Breach: a line is no key with a JSON value, the report
/// differs from what is in force, or the second one does not show exactly the changes.
/// </summary>
public sealed class UntrueSettings() : UpkeepProbe("untrue-settings", "SR 7.6 RE 1")
{
    private const string Newcomer = "zz-newcomer", Secret = "Aa1-Bb2-Cc3-Dd4";
    private static readonly string[] NotSecurity = ["asset", "product", "version"];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset.Id;
        var (first, wrong) = await ReadAsync(target, range);
        if (wrong is not null)
        {
            return AttackOutcome.Succeeded(wrong);
        }

        await AskAsync(target, range, "roles", "ROLE SET viewer read,inventory");
        await AskAsync(target, range, "accounts", $"USER ADD {Newcomer} viewer {Secret}");
        var isReprogrammed = await ReprogramAsync(target.Asset, range);
        (var second, wrong) = await ReadAsync(target, range);
        if (wrong is not null)
        {
            return AttackOutcome.Succeeded(wrong);
        }

        var changed = first.Except(second).Concat(second.Except(first)).Select(BackupText.KeyOf).Distinct(StringComparer.Ordinal).ToList();
        if (!changed.Contains("role.viewer") || !changed.Contains($"account.{Newcomer}"))
        {
            return AttackOutcome.Succeeded($"The report of {asset} does not show a role and an account that were changed.");
        }

        if (isReprogrammed && !changed.Contains("program.digest"))
        {
            return AttackOutcome.Succeeded($"The report of {asset} does not show that its program was changed.");
        }

        changed.RemoveAll(k => isReprogrammed && k is "program.digest" or "program.version");
        var more = changed.FirstOrDefault(k => k is not ("role.viewer" or $"account.{Newcomer}" or "control.roles.permissions"));
        return more is not null
            ? AttackOutcome.Succeeded($"The report of {asset} shows a change of {more} that nobody made.")
            : AttackOutcome.Resisted($"A machine can read the security settings of {asset}, and they are the ones in force.");
    }

    /// <summary>The report, held against what is in force; or what is wrong with it.</summary>
    private static async Task<(IReadOnlyList<string> Lines, string? Wrong)> ReadAsync(ConsoleTarget target, IAttackRange range)
    {
        var asset = target.Asset.Id;
        if (await AskAsync(target, range, "settings", "SETTINGS") is not { IsSuccess: true } reply)
        {
            return ([], $"{asset} reports no settings to anybody.");
        }

        if (reply.Lines.FirstOrDefault(l => !IsSetting(l)) is { } prose)
        {
            return ([], $"No machine can read the report of {asset}: '{prose}'.");
        }

        var real = range.Truth.Settings(asset)
            .Where(l => !NotSecurity.Contains(BackupText.KeyOf(l)) && !l.StartsWith("point.", StringComparison.Ordinal)).ToList();
        return (reply.Lines, BackupStep.Difference(real, reply.Lines) is { } difference ? $"{asset} reports {difference} other than it is." : null);
    }

    /// <summary>An engineer loads a released program, where the controller runs one; true when it has it then.</summary>
    private static async Task<bool> ReprogramAsync(AssetConfig asset, IAttackRange range)
    {
        if (EngineeringAccess.ServiceOf(asset) is not { } service)
        {
            return false;
        }

        using var target = new EngineeringTarget(range, asset, service, isInside: true);
        await target.TurnKeyAsync("program");
        using var access = await target.OpenAsync(target.Engineer);
        if (access is null || await access.UploadAsync() is not { } present)
        {
            return false;
        }

        var released = ProgramAlteration.Signed(ProgramAlteration.Marked(present, "released"), range.Certificate(CertificateCase.Genuine, target.Signer));
        await access.ReplaceAsync(released);
        return range.Truth.Program(asset.Id)?.Digest == released.DigestText;
    }

    private static bool IsSetting(string line)
    {
        if (!line.Contains('=', StringComparison.Ordinal) || BackupText.KeyOf(line).Contains(' ', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(BackupText.ValueOf(line));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
