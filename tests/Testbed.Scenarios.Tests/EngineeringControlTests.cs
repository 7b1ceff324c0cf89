using Testbed.Core;

namespace Testbed.Scenarios.Tests;

/// <summary>Controls in front of the engineering service: what they say and what is wrong with them. § marks the place in the changed text.</summary>
public sealed class EngineeringControlTests
{
    private const string Audit = "  - { kind: audit, id: rtu-audit";

    [Fact]
    public void Reads_A_Key_Switch_With_Its_Positions()
    {
        var key = Good("{ kind: key-switch, id: key, on: RTU-1, point: set-point, positions: { run: 2, program: 1 }, allow: { run: [write], program: [start, stop, download] } }")
            .OfType<KeySwitchConfig>().Single();

        Assert.Equal((KeyPosition.Run, KeyPosition.Program), (key.PositionOf(2), key.PositionOf(1)));
        Assert.Null(key.PositionOf(0));
        Assert.True(key.Allows(KeyPosition.Run, EngineeringOperation.Write) && key.Allows(KeyPosition.Program, EngineeringOperation.Download));
        Assert.False(key.Allows(KeyPosition.Run, EngineeringOperation.Stop) || key.Allows(KeyPosition.Remote, EngineeringOperation.Write) || key.Allows(null, EngineeringOperation.Write));
    }

    [Fact]
    public void A_Key_Switch_Allows_Nothing_In_Run_And_Everything_Elsewhere_By_Default()
    {
        var key = Good("{ kind: key-switch, id: key, on: RTU-1, point: set-point }").OfType<KeySwitchConfig>().Single();
        Assert.All(Enum.GetValues<EngineeringOperation>(), o => Assert.Equal((false, true, true),
            (key.Allows(key.PositionOf(1), o), key.Allows(key.PositionOf(0), o), key.Allows(key.PositionOf(2), o))));
    }

    [Fact]
    public void Reads_Signed_Program_And_Plans_A_Certificate_For_Each_Signer()
    {
        var text = ScenarioText.Change(Audit, $"  - {{ kind: signed-program, id: sig, on: RTU-1, signers: [desk, plant], refuse_older: false }}\n{Audit}");
        var scenario = ScenarioText.LoadGood(text);
        var control = scenario.Controls.OfType<SignedProgramConfig>().Single();

        Assert.Equal(["desk", "plant"], control.Signers);
        Assert.True(control is { RefuseOlder: false, CheckValidity: true, CheckRevocation: true });
        Assert.Equal([("desk", "signer"), ("plant", "signer")], PkiPlans.Of(scenario).Identities.TakeLast(2).Select(i => (i.Name, i.Kind)));
        using var pki = new ScenarioPki(PkiPlans.Of(scenario));
        var trust = new CertificateTrust(new TlsTrust(["scenario"], "1.2", true, true), pki, new Fixed(scenario.Start));
        Assert.Null(trust.Refusal(pki.Certificate("desk"), "desk", CertificateTrust.CodeSigning));
        Assert.Equal("wrong-usage", trust.Refusal(pki.Certificate("RTU-1"), null, CertificateTrust.CodeSigning));
    }

    [Theory]
    [Covers(DiagnosticCodes.KeyPositions)]
    [Covers(DiagnosticCodes.SignerHasCertificate)]
    [InlineData(DiagnosticCodes.KeyPositions, "{ kind: key-switch, id: key, on: RTU-1, point: set-point, positions: §{ run: 1, program: 1 } }")]
    [InlineData(DiagnosticCodes.KeyPositions, "{ kind: key-switch, id: key, on: RTU-1, point: set-point, positions: { run: 1, program: 0 }, allow: §{ remote: [start] } }")]
    [InlineData(DiagnosticCodes.DanglingReference, "{ kind: key-switch, id: key, on: RTU-1, point: §key }")]
    [InlineData(DiagnosticCodes.UnknownWord, "{ kind: key-switch, id: key, on: RTU-1, point: set-point, allow: { run: [§erase] } }")]
    [InlineData(DiagnosticCodes.SignerHasCertificate, "{ kind: signed-program, id: sig, on: RTU-1, signers: [desk, §RTU-1] }")]
    public void Reports_Code_And_Place(string code, string entry)
    {
        var (text, line, column) = ScenarioText.Locate(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}"));

        Assert.Contains((code, line, column), ScenarioText.Load(text).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    private static IReadOnlyList<ControlConfig> Good(string entry) => ScenarioText.LoadGood(ScenarioText.Change(Audit, $"  - {entry}\n{Audit}")).Controls;

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
