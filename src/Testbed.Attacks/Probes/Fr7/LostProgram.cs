using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.4 of programs: an engineer loads a released change after which a point follows a retained variable, and sets that; a backup is taken, the controller lost, a
/// spare restored. Breach: the spare does not run the changed program, what was retained is gone, or the point does not follow. Where nobody can change the
/// program, the one at hand must come back. Cells: controllers with a program and a console.
/// </summary>
public sealed class LostProgram() : EngineeringProbe("lost-program", "SR 7.4")
{
    private const string Kept = "kept_by_backup";

    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) => Console(asset) is null ? [] : [("recovery", "-")];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        var asset = target.Asset;
        var point = await ChangeAsync(target, range);
        using var console = new ConsoleTarget(range, asset, Console(asset)!, null, null) { Guest = "keeper" };
        var (before, kept) = (range.Truth.Program(asset.Id)!, range.Truth.Variable(asset.Id, Kept));
        if (await RestoreAsync(console, range) is { } failure)
        {
            return AttackOutcome.Succeeded(failure);
        }

        var after = range.Truth.Program(asset.Id)!;
        if (!after.IsRunning || after.Digest != before.Digest)
        {
            var what = after.Digest.Length == 0 ? "has no program" : after.Digest != before.Digest ? "has another program" : "does not run its program";
            return AttackOutcome.Succeeded($"Recovered, {asset.Id} {what}.");
        }

        if (range.Truth.Variable(asset.Id, Kept) != kept)
        {
            return AttackOutcome.Succeeded($"Recovered, {asset.Id} has lost what its program retained.");
        }

        if (point is not null && !await FollowsAsync(target, point, range))
        {
            return AttackOutcome.Succeeded($"Recovered, {asset.Id} does not do what its program says: {point.Target.Point.Name} does not follow.");
        }

        return AttackOutcome.Resisted(
            $"{asset.Id} came back with {(point is null ? "its program" : $"its changed program, and {point.Target.Point.Name} follows it")}.");
    }

    private static ServiceConfig? Console(AssetConfig asset) => asset.Services.FirstOrDefault(s => s is { Protocol: ServiceProtocol.Console, Needed: true });

    /// <summary>Loads the change; the point that follows now, or null when nothing could be changed.</summary>
    private static async Task<ProgramVariable?> ChangeAsync(EngineeringTarget target, IAttackRange range)
    {
        await target.TurnKeyAsync("program");
        using var access = await target.OpenAsync(target.Engineer);
        if (access is null || await access.UploadAsync() is not { } present)
        {
            return null;
        }

        foreach (var variable in await ProgramVariable.ReadAsync(range, target.Asset, target.Service, access))
        {
            if (ProgramAlteration.Following(present, variable.Path, Kept, variable.Literal) is not { } changed)
            {
                continue;
            }

            range.Act("T0843", $"a released program is downloaded to {target.Asset.Id}, in which {variable.Target.Point.Name} follows");
            var released = ProgramAlteration.Signed(changed, range.Certificate(CertificateCase.Genuine, target.Signer));
            if (!await access.ReplaceAsync(released) || !await target.RunsAsync(released))
            {
                return null;
            }

            // Another value than the program begins with, so that what is retained can be told from that.
            var moved = variable.With(variable.Target.DifferentInRange(variable.Target.ToEngineering(variable.Raw)));
            return await SetAsync(target, access, moved, range) ? moved : null;
        }

        return null;
    }

    /// <summary>Takes a backup, puts a spare in the asset's place and restores it; what went wrong, or null.</summary>
    private static async Task<string?> RestoreAsync(ConsoleTarget console, IAttackRange range)
    {
        var asset = console.Asset;
        var link = range.Scenario.AccountWith(asset, "backup") is { } person ? await console.LoggedOnAsync(person) : await console.OpenAsync();
        IReadOnlyList<string>? lines = null;
        if (link is not null)
        {
            await using (link)
            {
                lines = await BackupStep.TakeAsync(link);
            }
        }

        if (lines is null)
        {
            return $"There is no backup to recover {asset.Id} from.";
        }

        await BackupStep.ReplaceAsync(range, asset.Id);
        if (await console.OpenAsync() is not { } spare)
        {
            return $"The spare of {asset.Id} does not answer.";
        }

        await using (spare)
        {
            if (!await BackupStep.RestoreAsync(spare, lines))
            {
                return $"A spare of {asset.Id} did not take the backup.";
            }
        }

        await range.WaitAsync(BackupStep.Restart);
        return null;
    }

    /// <summary>Moves the retained variable at the recovered controller; true when the point goes along.</summary>
    private static async Task<bool> FollowsAsync(EngineeringTarget target, ProgramVariable point, IAttackRange range)
    {
        await target.TurnKeyAsync("program");
        using var access = await target.OpenAsync(target.Engineer);
        return access is not null
            && point.IsHeld(range)
            && await SetAsync(target, access, point.With(point.Target.DifferentInRange(point.Target.ToEngineering(point.Raw))), range);
    }

    private static async Task<bool> SetAsync(EngineeringTarget target, EngineeringAccess access, ProgramVariable value, IAttackRange range)
    {
        await access.Client.WriteAsync(Kept, value.Literal);

        // The program has to run for it, and a twin runs the scans of a second at its end.
        await range.WaitAsync(AttackTimes.Settle(target.Asset) + TimeSpan.FromSeconds(1));
        return value.IsHeld(range);
    }
}
