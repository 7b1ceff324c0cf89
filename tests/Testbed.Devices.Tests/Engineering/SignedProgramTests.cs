using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>What a controller with <c>signed-program</c> takes, and what it starts.</summary>
public sealed class SignedProgramTests
{
    private const string Desk = "release-desk";
    private static readonly SignedProgramConfig Signed = new() { Id = "sig", On = "PLC", Signers = [Desk] };
    private static readonly ProgramBundle Next = FakeProgramHost.Bundle("1.1", "improved");

    public static TheoryData<string, Func<ScenarioPki, ProgramBundle>> Refused() => new()
    {
        { "unsigned", _ => Next },
        { "untrusted-issuer", pki => Next.Sign(pki.Foreign(Desk)) },
        { "untrusted-issuer", pki => Next.Sign(pki.SelfSigned(Desk)) },
        { "untrusted-issuer", pki => Next.Sign(pki.Forged(Desk)) },
        { "not-time-valid", pki => Next.Sign(pki.Genuine(Desk, -30, -1)) },
        { "not-time-valid", pki => Next.Sign(pki.Genuine(Desk, 1, 30)) },
        { "revoked", pki => Next.Sign(pki.Revoked(Desk)) },
        { "wrong-usage", pki => Next.Sign(pki.Certificate("PLC")) },
        { "unlisted-signer", pki => Next.Sign(pki.WrongUsage("mallory")) },
        { "altered", pki => FakeProgramHost.Bundle("1.1", "improvee").With(Next.Sign(pki.Certificate(Desk)).Signature) },
        { "altered", pki => Next.With(new ProgramSignature(pki.Certificate(Desk).RawData, Next.Sign(pki.Foreign(Desk)).Signature!.Value)) },
        { "certificate-unreadable", pki => Next.With(Next.Sign(pki.Certificate(Desk)).Signature! with { Certificate = new byte[40] }) },
        { "older-version", pki => FakeProgramHost.Bundle("0.9", "older").Sign(pki.Certificate(Desk)) },
        { "older-version", pki => FakeProgramHost.Bundle("1.0", "same version, other content").Sign(pki.Certificate(Desk)) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_And_Records_What_No_Listed_Signer_Released(string rule, Func<ScenarioPki, ProgramBundle> bundle)
    {
        var lab = new EngineeringLab(l => l.Arm(Signed));
        Assert.Equal(EngineeringStatus.SignatureRefused, lab.Download(lab.Tool(), bundle(lab.Lab.Pki)));
        Assert.True(lab.Lab.Blocked("sig", rule));
        Assert.Equal(("1.0", ControllerState.Run), (lab.Host.Program.Version, lab.Host.State));
        Assert.StartsWith($"failure GUEST {rule}", lab.Records("program-refused").Single(), StringComparison.Ordinal);
        Assert.StartsWith("failure GUEST signature refused", lab.Records("program-download").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Takes_All_Of_That_When_Disarmed(string rule, Func<ScenarioPki, ProgramBundle> bundle)
    {
        var lab = new EngineeringLab(l => l.Disarm(Signed));
        Assert.Equal(EngineeringStatus.Done, lab.Download(lab.Tool(), bundle(lab.Lab.Pki)));
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => lab.Tool().StartAsync(false)));
        Assert.Equal(0, lab.Lab.Recorder.Entries.Count(e => e.Control == "sig" && e.Rule == rule));
        Assert.Equal("", lab.State().Signer);
    }

    [Fact]
    public void Takes_And_Starts_What_A_Listed_Signer_Released_And_Raises_An_Alarm()
    {
        var lab = new EngineeringLab(l => l.Arm(Signed));
        var tool = lab.Tool();
        Assert.Equal(EngineeringStatus.Done, lab.Download(tool, Next.Sign(lab.Lab.Pki.Certificate(Desk))));
        Assert.Equal((Desk, Next.DigestText), (lab.State().Signer, lab.State().Digest));
        var alarms = lab.Lab["PLC"].Controls.Alarms;
        Assert.True(alarms.IsStanding(SignedProgramControl.ChangeAlarm));
        Assert.Equal(1, lab.Lab.Ledger("sig", LedgerAction.Recorded, SignedProgramControl.ChangeAlarm));
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.StartAsync(false)));
        Assert.False(alarms.IsStanding(SignedProgramControl.ChangeAlarm));
        Assert.Equal(1, lab.Lab.Ledger("sig", LedgerAction.Recorded, "signature-verified"));
    }

    [Fact]
    public void Tells_The_Collector_Of_The_Change()
    {
        var lab = new EngineeringLab(l => l.Arm(Signed));
        lab.Lab["PLC"].Controls.Audit.OnOwnRecord = lab.Sent.Add;
        lab.Download(lab.Tool(), Next.Sign(lab.Lab.Pki.Certificate(Desk)));
        Assert.Contains(lab.Sent, m => m.Contains("program-changed", StringComparison.Ordinal));
    }

    [Fact]
    public void Replays_Of_An_Older_Release_Are_Refused_Or_Taken_As_Configured()
    {
        foreach (var refuses in (bool[])[true, false])
        {
            var lab = new EngineeringLab(l => l.Arm(Signed with { RefuseOlder = refuses }));
            var tool = lab.Tool();
            var old = Next.Sign(lab.Lab.Pki.Certificate(Desk));
            Assert.Equal(EngineeringStatus.Done, lab.Download(tool, old));
            Assert.Equal(EngineeringStatus.Done, lab.Download(tool, FakeProgramHost.Bundle("1.2", "newer").Sign(lab.Lab.Pki.Certificate(Desk))));
            Assert.Equal(refuses ? EngineeringStatus.SignatureRefused : EngineeringStatus.Done, lab.Download(tool, old));
            Assert.Equal(refuses ? "1.2" : "1.1", lab.Host.Program.Version);
        }
    }

    [Fact]
    public void Takes_The_Accepted_Release_Again()
    {
        var lab = new EngineeringLab(l => l.Arm(Signed));
        var bundle = Next.Sign(lab.Lab.Pki.Certificate(Desk));
        Assert.Equal(EngineeringStatus.Done, lab.Download(lab.Tool(), bundle));
        Assert.Equal(EngineeringStatus.Done, lab.Download(lab.Tool(), bundle));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Does_Not_Start_A_Program_That_Was_Changed_In_Its_Memory(bool armed)
    {
        var lab = new EngineeringLab(l => _ = armed ? l.Arm(Signed) : l.Disarm(Signed));
        lab.Host.Program = FakeProgramHost.Bundle("1.0", "implant");
        Assert.Equal(armed ? EngineeringStatus.WrongState : EngineeringStatus.Done, lab.Status(() => lab.Tool().StartAsync(true)));
        Assert.Equal(armed ? "FAULT" : "RUN", lab.State().Word);
        Assert.Equal(armed ? ControllerState.Stop : ControllerState.Run, lab.Host.State);
        Assert.Equal(armed, lab.Lab.Blocked("sig", "digest"));
        Assert.Equal(armed, lab.Lab["PLC"].Controls.Alarms.IsStanding(SignedProgramControl.IntegrityAlarm));
        Assert.Equal(armed ? 1 : 0, lab.Records("program-integrity").Count);
    }

    [Fact]
    public void Does_Not_Start_It_At_Power_On_Either_Until_The_Release_Is_Back()
    {
        var lab = new EngineeringLab(l => l.Arm(Signed));
        lab.Host.Program = FakeProgramHost.Bundle("1.0", "implant");
        lab.Lab.Pump.Do(() => lab.Lab["PLC"].Stop(crashed: true));
        lab.Lab.Pump.Do(lab.Lab["PLC"].Start);
        Assert.Equal("FAULT", lab.State().Word);
        Assert.Equal(new TwinProgram("FAULT", "gate", "1.0", lab.Host.Program.DigestText), lab.Lab["PLC"].Program);
        Assert.Equal("3.5", lab.Lab["PLC"].Variable("Main.level"));
        Assert.Contains("not the accepted", lab.State().Fault, StringComparison.Ordinal);

        Assert.Equal(EngineeringStatus.Done, lab.Download(lab.Tool(), Next.Sign(lab.Lab.Pki.Certificate(Desk))));
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => lab.Tool().StartAsync(false)));
        Assert.Equal("RUN", lab.State().Word);
    }

    [Fact]
    public void Each_Check_Of_A_Certificate_Can_Be_Left_Out_By_Mistake()
    {
        var lab = new EngineeringLab(l => l.Arm(Signed with { CheckValidity = false, CheckRevocation = false, TrustedAuthorities = ["scenario", "foreign"] }));
        X509Certificate2[] accepted = [lab.Lab.Pki.Genuine(Desk, -30, -1), lab.Lab.Pki.Revoked(Desk), lab.Lab.Pki.Foreign(Desk)];
        foreach (var (signer, i) in accepted.Select((c, i) => (c, i)))
        {
            Assert.Equal(EngineeringStatus.Done, lab.Download(lab.Tool(), FakeProgramHost.Bundle(FormattableString.Invariant($"2.{i}"), "x").Sign(signer)));
        }
    }
}
