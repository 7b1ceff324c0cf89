using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.4: a controller's program is replaced past its release: by a download in the session of an entitled engineer (<c>unreleased</c>), by an earlier
/// program, well signed
/// (<c>earlier</c>), and in its memory (<c>stored</c>). Breach: the other one runs. What the baseline covers beside programs is declared.
/// </summary>
public sealed class ReplacedProgram() : EngineeringProbe("replaced-program", "SR 3.4")
{
    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) =>
        [("unreleased", "-"), ("earlier", "-"), ("stored", "-")];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        await target.TurnKeyAsync("program");
        if (variant == "stored")
        {
            return Judge(target, variant, await target.StoredChangeRunsAsync() is not null);
        }

        using var access = await target.OpenAsync(target.Engineer);
        if (access is null || await access.UploadAsync() is not { } present)
        {
            return Closed(target);
        }

        var other = variant == "earlier"
            ? ProgramAlteration.Signed(ProgramAlteration.Earlier(present, "long ago"), range.Certificate(CertificateCase.Genuine, target.Signer))
            : ProgramAlteration.Marked(present, "of nobody");
        range.Act("T0889", $"the program of {target.Asset.Id} is replaced ({variant})");
        await access.ReplaceAsync(other);
        return Judge(target, variant, await target.RunsAsync(other));
    }

    private static AttackOutcome Judge(EngineeringTarget target, string variant, bool runs) => runs
        ? AttackOutcome.Succeeded($"{target.Asset.Id} runs a program that was replaced past its release ({variant}).")
        : AttackOutcome.Resisted($"{target.Asset.Id} does not run a program that was replaced past its release ({variant}).");
}
