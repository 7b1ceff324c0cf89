using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.4: a program that comes from somebody else is loaded in the session of an entitled engineer, the key standing where somebody works on the
/// program: unsigned, signed under
/// the signer's name by a foreign authority, by somebody with a genuine certificate who is no signer, with an expired and with a revoked certificate of
/// the signer.
/// Breach: it runs. It is the controller's own program with another comment, so that nothing but its origin can be wrong with it.
/// </summary>
public sealed class ForeignProgram() : EngineeringProbe("foreign-program", "SR 2.4")
{
    /// <inheritdoc/>
    protected override IEnumerable<(string What, string Account)> Variants(Scenario scenario, AssetConfig asset) =>
        [("unsigned", "-"), ("foreign-authority", "-"), ("unlisted-signer", "-"), ("expired-signer", "-"), ("revoked-signer", "-")];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(EngineeringTarget target, string variant, AccountConfig? account, IAttackRange range)
    {
        await target.TurnKeyAsync("program");
        using var access = await target.OpenAsync(target.Engineer);
        if (access is null || await access.UploadAsync() is not { } present)
        {
            return Closed(target);
        }

        var other = ProgramAlteration.Marked(present, "of unknown origin");
        var certificate = variant switch
        {
            "foreign-authority" => range.Certificate(CertificateCase.ForeignAuthority, target.Signer),
            "expired-signer" => range.Certificate(CertificateCase.Expired, target.Signer),
            "revoked-signer" => range.Certificate(CertificateCase.Revoked, target.Signer),

            // A genuine certificate for code signing, of somebody else.
            "unlisted-signer" => range.Certificate(CertificateCase.WrongUsage, "somebody-else"),
            _ => null,
        };
        other = certificate is null ? other : ProgramAlteration.Signed(other, certificate);
        range.Act("T0843", $"a program of another origin ({variant}) is downloaded to {target.Asset.Id}");
        await access.ReplaceAsync(other);
        return await target.RunsAsync(other)
            ? AttackOutcome.Succeeded($"{target.Asset.Id} runs a program of another origin ({variant}).")
            : AttackOutcome.Resisted($"{target.Asset.Id} runs no program of another origin ({variant}).");
    }
}
