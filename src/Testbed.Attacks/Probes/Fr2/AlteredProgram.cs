using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.4 RE 1: a released program is changed after it was signed and loaded by an entitled engineer (<c>in-transit</c>); the stored program is changed
/// while the controller
/// has no power, which then starts (<c>at-rest</c>). Breach: the changed one runs.
/// </summary>
public sealed class AlteredProgram() : EngineeringProbe("altered-program", "SR 2.4 RE 1")
{
    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) => [("in-transit", "-"), ("at-rest", "-")];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        await target.TurnKeyAsync("program");
        if (variant == "at-rest")
        {
            return await target.StoredChangeRunsAsync() is { } stored
                ? AttackOutcome.Succeeded($"{target.Asset.Id} started the changed program {stored.DigestText[..8]}.")
                : AttackOutcome.Resisted($"{target.Asset.Id} did not start the changed program.");
        }

        using var access = await target.OpenAsync(target.Engineer);
        if (access is null || await access.UploadAsync() is not { } present)
        {
            return Closed(target);
        }

        var released = ProgramAlteration.Signed(ProgramAlteration.Marked(present, "released"), range.Certificate(CertificateCase.Genuine, target.Signer));
        var altered = ProgramBundle
            .Create(released.Name, released.Version, released.Files.Select(f => f with { Text = f.Text.Replace("released", "replaced", StringComparison.Ordinal) }))
            .With(released.Signature);
        range.Act("T0889", $"a signed program is changed before it is downloaded to {target.Asset.Id}");
        await access.ReplaceAsync(altered);
        return await target.RunsAsync(altered)
            ? AttackOutcome.Succeeded($"{target.Asset.Id} runs a program that was changed after it was signed.")
            : AttackOutcome.Resisted($"{target.Asset.Id} does not run a program that was changed after it was signed.");
    }
}
