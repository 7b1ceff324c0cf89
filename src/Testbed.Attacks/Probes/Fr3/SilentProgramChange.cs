using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.4 RE 1: a released program is loaded by an entitled engineer (<c>released</c>), or the stored one is changed while the controller has no power
/// (<c>stored</c>). Breach: within
/// a minute nobody is told without looking for it: no alarm stands at the controller's console, or its collector got none. The list of recipients is declared.
/// </summary>
public sealed class SilentProgramChange() : EngineeringProbe("silent-program-change", "SR 3.4 RE 1")
{
    private const string Alarm = "program-";

    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) => [("released", "-"), ("stored", "-")];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        var asset = target.Asset;
        await target.TurnKeyAsync("program");
        if (variant == "stored")
        {
            await target.SwapAtRestAsync(target.Stored("changed"));
        }
        else
        {
            using var access = await target.OpenAsync(target.Engineer);
            if (access is null || await access.UploadAsync() is not { } present)
            {
                return Closed(target);
            }

            range.Act("T0843", $"a released program is downloaded to {asset.Id}");
            var released = ProgramAlteration.Signed(ProgramAlteration.Marked(present, "released"), range.Certificate(CertificateCase.Genuine, target.Signer));

            // The alarm stands until the accepted program starts: it is only loaded here.
            await access.Client.DownloadAsync(released.ToBytes());
            if (range.Truth.Program(asset.Id)?.Digest != released.DigestText)
            {
                return AttackOutcome.Resisted($"{asset.Id} did not take the released program, so there was nothing to tell.");
            }
        }

        await range.WaitAsync(TimeSpan.FromMinutes(1));
        return await UntoldAsync(asset, range) is { } untold
            ? AttackOutcome.Succeeded($"The program of {asset.Id} was changed and {untold}.")
            : AttackOutcome.Resisted($"The change of the program of {asset.Id} was announced by itself.");
    }

    private static async Task<string?> UntoldAsync(AssetConfig asset, IAttackRange range)
    {
        if (AuditFlood.Collector(range.Scenario, asset.Id) is { } collector
            && !range.Truth.Collected(collector).Any(m => CentralStore.IsAlert(m.Message) && m.Message.Contains($" {asset.Id} ", StringComparison.Ordinal)
                && m.Message.Contains(Alarm, StringComparison.Ordinal)))
        {
            return $"{collector} was told nothing";
        }

        if (asset.Services.FirstOrDefault(s => s is { Protocol: ServiceProtocol.Console, Needed: true }) is not { } console)
        {
            return null;
        }

        using var target = new ConsoleTarget(range, asset, console, null, null) { Guest = "watcher" };
        if (await (range.Scenario.AccountWith(asset, "read") is { } person ? target.LoggedOnAsync(person) : target.OpenAsync()) is not { } link)
        {
            return "nobody can see its alarms";
        }

        await using (link)
        {
            return await link.SendAsync("ALARMS") is { IsSuccess: true } alarms && alarms.Text.Contains(Alarm, StringComparison.Ordinal)
                ? null : "no alarm stands at its console";
        }
    }
}
