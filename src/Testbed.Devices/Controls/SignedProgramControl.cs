using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>signed-program</c>: a download is accepted with a valid signature of a listed signer only and, by default, not when it is older than what was accepted
/// last; a program that is not the accepted one does not start; every change raises an alarm. The program that the controller has at its first start is the one it
/// was commissioned with, signed or not. Disarmed: every program is taken.
/// </summary>
internal sealed class SignedProgramControl : AssetControl<SignedProgramConfig>
{
    /// <summary>The standing alarm after a change; it ends with the next start of the accepted program.</summary>
    public const string ChangeAlarm = "program-changed";

    /// <summary>The standing alarm about a program that nobody accepted; it ends when one that was accepted starts.</summary>
    public const string IntegrityAlarm = "program-integrity";

    private readonly AuditControl _audit;
    private readonly StandingAlarms _alarms;
    private (string Digest, string Version)? _accepted;

    public SignedProgramControl(DeviceContext device, AuditControl audit, StandingAlarms alarms)
        : base(device) => (_audit, _alarms) = (audit, alarms);

    /// <summary>Who signed the program, where that was verified; empty otherwise.</summary>
    public string Signer { get; private set; } = "";

    /// <summary>Why a download is refused; null when it is accepted, or nobody looks.</summary>
    public string? RefusalOf(ProgramBundle bundle, Origin origin)
    {
        return Armed is { } config ? RefusalOf(config, bundle, origin) : null;
    }

    /// <summary>
    /// Why the program of a backup is refused; null when it is accepted, or nobody looks. It is judged as a download is, by the settings in force and by those that
    /// the backup brings. The accepted program needs no second look, nor does what a genuine backup says was the accepted one of a unit that has none yet.
    /// </summary>
    /// <param name="saved">The program with what the backup says about it.</param>
    /// <param name="restored">The settings of this control in the backup; null without.</param>
    /// <param name="isGenuine">True when the backup's digest was verified.</param>
    /// <param name="origin">Who restores.</param>
    public string? RefusalOf(ProgramBackup saved, SignedProgramConfig? restored, bool isGenuine, Origin origin)
    {
        if (_accepted is { } accepted ? accepted.Digest == saved.Bundle.DigestText : isGenuine && saved.IsAccepted)
        {
            return null;
        }

        return RefusalOf(saved.Bundle, origin) ?? (restored is null ? null : RefusalOf(restored, saved.Bundle, origin));
    }

    /// <summary>True for the program that was accepted last, or that the controller was commissioned with.</summary>
    public bool IsAccepted(ProgramBundle bundle) => _accepted?.Digest == bundle.DigestText;

    private string? RefusalOf(SignedProgramConfig config, ProgramBundle bundle, Origin origin)
    {
        if ((SignatureProblem(config, bundle, out var signer) ?? AgeProblem(config, bundle)) is not { } rule)
        {
            Note(LedgerAction.Recorded, "signature-verified", origin, $"{Describe(bundle)} signed by {signer}");
            return null;
        }

        Note(LedgerAction.Blocked, rule, origin, Describe(bundle));
        _audit.Record(AuditCategories.Configuration, "program-refused", false, origin, $"{rule} {Describe(bundle)}");
        return Sentence(rule);
    }

    /// <summary>The program was loaded: it is the accepted one now, and somebody is told.</summary>
    public void Accept(ProgramBundle bundle, string before, Origin origin)
    {
        _accepted = (bundle.DigestText, bundle.Version);
        if (Armed is not { } config)
        {
            Signer = "";
            return;
        }

        SignatureProblem(config, bundle, out var signer);
        Signer = signer;
        var text = $"{(before.Length == 0 ? "nothing" : before[..8])} became {bundle.DigestText[..8]}, {Describe(bundle)} by {origin.Subject}";
        _alarms.End(IntegrityAlarm);
        _alarms.Raise(ChangeAlarm, text);
        Note(LedgerAction.Recorded, ChangeAlarm, origin, text);
        _audit.Alert(ChangeAlarm, text);
    }

    /// <summary>Why the program must not start: it is not the accepted one. Null when it may, or nobody looks. Asked at every start.</summary>
    public string? RefusalAtStart(ProgramBundle program, Origin origin)
    {
        _accepted ??= (program.DigestText, program.Version);
        if (Armed is null)
        {
            return null;
        }

        if (_accepted.Value.Digest == program.DigestText)
        {
            _alarms.End(ChangeAlarm);
            _alarms.End(IntegrityAlarm);
            return null;
        }

        var text = $"program {program.DigestText[..8]} is not the accepted {_accepted.Value.Digest[..8]}";
        Note(LedgerAction.Blocked, "digest", origin, text);
        _audit.Record(AuditCategories.Configuration, "program-integrity", false, origin, text);
        if (_alarms.Raise(IntegrityAlarm, text))
        {
            _audit.Alert(IntegrityAlarm, text);
        }

        return text;
    }

    private CertificateTrust Trust(SignedProgramConfig config) => new(
        new TlsTrust(config.TrustedAuthorities, "1.2", config.CheckValidity, config.CheckRevocation), Device.Environment.Pki, Device.Environment.Clock);

    private static string Describe(ProgramBundle bundle) => $"{bundle.Name} {bundle.Version} {bundle.DigestText[..8]}";

    private static string Sentence(string rule) => rule switch
    {
        "unsigned" => "the program is not signed",
        "altered" => "the signature is not over this program",
        "certificate-unreadable" => "the signer's certificate cannot be read",
        "unlisted-signer" => "the signer may not sign programs for this controller",
        "older-version" => "the program is older than the one accepted last, or has its version and another content",
        _ => $"the signer's certificate is not accepted: {rule}",
    };

    private string? SignatureProblem(SignedProgramConfig config, ProgramBundle bundle, out string signer)
    {
        signer = "";
        if (bundle.Signature is not { } signature)
        {
            return "unsigned";
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(signature.Certificate.Span);
            if (Trust(config).Refusal(certificate, null, CertificateTrust.CodeSigning) is { } refusal)
            {
                return refusal;
            }

            var name = CertificateTrust.NameOf(certificate);
            var problem = !config.Signers.Contains(name) ? "unlisted-signer" : bundle.IsSignedBy(certificate) ? null : "altered";
            signer = problem is null ? name : "";
            return problem;
        }
        catch (CryptographicException)
        {
            return "certificate-unreadable";
        }
    }

    private string? AgeProblem(SignedProgramConfig config, ProgramBundle bundle)
    {
        if (!config.RefuseOlder || _accepted is not { } accepted || accepted.Digest == bundle.DigestText)
        {
            return null;
        }

        return ProgramBundle.CompareVersions(bundle.Version, accepted.Version) <= 0 ? "older-version" : null;
    }
}
