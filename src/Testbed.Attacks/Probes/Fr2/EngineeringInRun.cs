using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1: somebody entitled uses the engineering service for what the key does not allow in RUN: writes and forces variables, stops the program, starts
/// it after it was
/// stopped by key, downloads another. Breach: it took effect. Cells: controllers with <c>key-switch</c>, one per operation that RUN
/// does not allow; who holds the key is declared.
/// </summary>
public sealed class EngineeringInRun() : EngineeringProbe("engineering-in-run", "SR 2.1")
{
    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) =>
        scenario.Control<KeySwitchConfig>(asset.Id) is not { } control || scenario.AccountWith(asset, "configure") is null ? []
            : Enum.GetValues<EngineeringOperation>().Where(o => !control.Allows(KeyPosition.Run, o))
                .Select(o => ($"{o.ToString().ToLowerInvariant()}-in-run", "-"));

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        using var access = await target.OpenAsync(target.Engineer);
        if (access is null)
        {
            return Closed(target);
        }

        var operation = Enum.Parse<EngineeringOperation>(variant.Split('-')[0], ignoreCase: true);
        if (operation == EngineeringOperation.Start)
        {
            await target.TurnKeyAsync("program");
            await access.Client.StopAsync();
        }

        await target.TurnKeyAsync("run");
        return await EffectAsync(operation, target, access, range) is { } effect
            ? AttackOutcome.Succeeded($"{effect} although the key of {target.Asset.Id} stands on RUN.")
            : AttackOutcome.Resisted($"{target.Asset.Id} took no {operation.ToString().ToLowerInvariant()} while its key stands on RUN.");
    }

    private static async Task<string?> EffectAsync(EngineeringOperation operation, EngineeringTarget target, EngineeringAccess access, IAttackRange range)
    {
        var asset = target.Asset;
        switch (operation)
        {
            case EngineeringOperation.Start:
                range.Act("T0858", $"starts the program of {asset.Id}");
                await access.Client.StartAsync(warm: true);
                await range.WaitAsync(AttackTimes.Settle(asset));
                return range.Truth.Program(asset.Id) is { IsRunning: true } ? "The program was started" : null;
            case EngineeringOperation.Stop:
                range.Act("T0858", $"stops the program of {asset.Id}");
                await access.Client.StopAsync();
                await range.WaitAsync(AttackTimes.Settle(asset));
                return range.Truth.Program(asset.Id) is { IsRunning: false } ? "The program was stopped" : null;
            case EngineeringOperation.Download:
                range.Act("T0843", $"downloads a program to {asset.Id}");
                if (await access.UploadAsync() is not { } present)
                {
                    return null;
                }

                var other = ProgramAlteration.Signed(ProgramAlteration.Marked(present, "released"), range.Certificate(CertificateCase.Genuine, target.Signer));
                await access.ReplaceAsync(other);
                return range.Truth.Program(asset.Id)?.Digest == other.DigestText ? "Another program was loaded" : null;
            default:
                return await AssignAsync(operation == EngineeringOperation.Force, target, access, range);
        }
    }

    private static async Task<string?> AssignAsync(bool force, EngineeringTarget target, EngineeringAccess access, IAttackRange range)
    {
        foreach (var variable in await ProgramVariable.ReadAsync(range, target.Asset, target.Service, access))
        {
            range.Act(force ? "T0835" : "T0836", $"{(force ? "forces" : "writes")} {variable.Path} of {target.Asset.Id}");
            await (force ? access.Client.ForceAsync(variable.Path, variable.Literal) : access.Client.WriteAsync(variable.Path, variable.Literal));
            await range.WaitAsync(AttackTimes.Settle(target.Asset));
            if (variable.IsHeld(range))
            {
                return $"{variable.Text} was {(force ? "forced" : "written")}";
            }
        }

        return null;
    }
}
