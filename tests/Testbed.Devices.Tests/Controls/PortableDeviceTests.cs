using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Laptops at a local port.</summary>
public sealed class PortableDeviceTests
{
    private static readonly PortableDeviceConfig Lock = new()
    {
        Id = "lock", On = "PLC", Services = ["modbus"], Devices = ["LAP"], Window = TimeSpan.FromMinutes(30), CheckedBy = "CHECK", PostureMaxAge = TimeSpan.FromHours(2),
    };

    [Fact]
    public void A_Stranger_Is_Not_Served_But_Fixed_Machines_Are()
    {
        var lab = Gate(l => l.Arm(Lock, new AuditConfig { Id = "aud", On = "PLC" }));
        Assert.False(IsServed(lab, "GUEST"));
        Assert.True(lab.Blocked("lock", "not-admitted"));
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "portable-device", Result: "failure", Subject: "GUEST" });
        Assert.True(IsServed(lab, "PANEL"));
        Assert.StartsWith("200", lab.Say(lab.Console("GUEST", "PLC"), "CLOCK SHOW"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_Approved_Laptop_Is_Served_While_Its_Visit_Lasts()
    {
        var lab = Gate(l => l.Arm(Lock));
        Assert.False(LetIn(lab, "LAP", Good(lab)));
        Assert.True(lab.Blocked("lock", "no-visit"));
        Assert.Equal("200 open for 30 min", lab.Say(lab.Console("GUEST", "PLC"), "VISIT OPEN LAP 600"));
        Assert.True(LetIn(lab, "LAP", Good(lab)));
        var client = lab.Modbus("GUEST", "PLC");
        Assert.True(lab.Talk(() => client.ReadHoldingRegistersAsync(1, 100, 1)).IsOk);
        lab.Advance(TimeSpan.FromMinutes(31));
        Assert.True(lab.Ledger("lock", LedgerAction.Blocked, "visit-over") == 1);
        Assert.False(IsServed(lab, "GUEST"));
        Assert.False(LetIn(lab, "LAP", Good(lab)));
    }

    [Fact]
    public void A_Longer_Visit_That_Was_Opened_Meanwhile_Goes_On()
    {
        var lab = Gate(l => l.Arm(Lock));
        lab.Say(lab.Console("GUEST", "PLC"), "VISIT OPEN LAP 5");
        Assert.True(LetIn(lab, "LAP", Good(lab)));
        lab.Say(lab.Console("GUEST", "PLC"), "VISIT OPEN LAP 20");
        Assert.True(LetIn(lab, "LAP", Good(lab)));
        lab.Advance(TimeSpan.FromMinutes(6));
        Assert.True(IsServed(lab, "GUEST"));
    }

    [Theory]
    [InlineData("none", "no-posture")]
    [InlineData("own", "posture-not-authentic")]
    [InlineData("changed", "posture-not-authentic")]
    [InlineData("another", "posture-of-another")]
    [InlineData("bad", "posture-not-in-order")]
    [InlineData("old", "posture-too-old")]
    public void A_Laptop_In_Unknown_Or_Bad_State_Stays_Out(string what, string rule)
    {
        var lab = Gate(l => l.Arm(Lock));
        lab.Say(lab.Console("GUEST", "PLC"), "VISIT OPEN LAP 5");
        var station = lab.Pki.Certificate("CHECK");
        var posture = what switch
        {
            "none" => null,
            "own" => PostureStatement.Sign("LAP", Lab.Begin, true, lab.Pki.Certificate("LAP")),
            "changed" => PostureStatement.Sign("LAP", Lab.Begin, false, station).Replace("not-in-order", "in-order", StringComparison.Ordinal),
            "another" => PostureStatement.Sign("OTHER", Lab.Begin, true, station),
            "bad" => PostureStatement.Sign("LAP", Lab.Begin, false, station),
            _ => PostureStatement.Sign("LAP", Lab.Begin - TimeSpan.FromHours(3), true, station),
        };
        Assert.False(LetIn(lab, "LAP", posture));
        Assert.True(lab.Blocked("lock", rule));
    }

    [Fact]
    public void Who_Cannot_Prove_A_Name_On_The_List_Stays_Out()
    {
        var lab = Gate(l => l.Arm(Lock));
        lab.Say(lab.Console("GUEST", "PLC"), "VISIT OPEN LAP 5");
        Assert.False(LetIn(lab, "OTHER", Good(lab)));
        Assert.True(lab.Blocked("lock", "not-approved"));
        Assert.False(Ask(lab, stream => AdmissionMessage.AskAsync(stream, "LAP", lab.Pki.Foreign("LAP"), Good(lab), lab.Clock)));
        Assert.True(lab.Blocked("lock", "untrusted-issuer"));
        Assert.False(Ask(lab, stream => AdmissionMessage.AskAsync(stream, "LAP", lab.Pki.Certificate("OTHER"), Good(lab), lab.Clock)));
        Assert.True(lab.Blocked("lock", "wrong-name"));
        var stolen = AdmissionMessage.Answer("ADMIT another challenge", "LAP", lab.Pki.Certificate("LAP"), Good(lab));
        Assert.False(Ask(lab, async stream =>
        {
            await IslandOrder.ReadAsync(stream);
            await IslandOrder.WriteAsync(stream, stolen);
            return await IslandOrder.ReadAsync(stream) == AdmissionMessage.Admitted;
        }));
        Assert.True(lab.Blocked("lock", "no-proof"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b c d")]
    [InlineData("LAP AAAA AAAA -")]
    [InlineData("LAP !!!! AAAA a|b|c|d|e")]
    public void Nonsense_Is_No_Proof_And_Throws_Nothing(string answer) => Assert.Null(AdmissionMessage.Read(answer, "ADMIT x"));

    [Fact]
    public void Disarmed_Whoever_Plugs_In_Is_Served()
    {
        var lab = Gate(l => l.Disarm(Lock));
        Assert.True(IsServed(lab, "GUEST"));
        Assert.True(LetIn(lab, "LAP", null));
    }

    private static string Good(Lab lab) => PostureStatement.Sign("LAP", Lab.Begin - TimeSpan.FromHours(1), true, lab.Pki.Certificate("CHECK"));

    private static bool LetIn(Lab lab, string name, string? posture) =>
        Ask(lab, stream => AdmissionMessage.AskAsync(stream, name, lab.Pki.Certificate(name), posture, lab.Clock));

    private static bool Ask(Lab lab, Func<Stream, Task<bool>> exchange)
    {
        var stream = lab.Dial("GUEST", "PLC", AdmissionMessage.DefaultPort)!;
        return lab.Talk(() => exchange(stream));
    }

    private static bool IsServed(Lab lab, string from) => lab.Modbus(from, "PLC") is { } client && lab.Talk(() => client.ReadHoldingRegistersAsync(1, 100, 1)).IsOk;

    private static Lab Gate(Action<Lab> controls)
    {
        var lab = new Lab();
        var plc = Assets.GatePlc(lab);
        lab.Replace(plc with { Services = [.. plc.Services, new("admission", ServiceProtocol.Admission, AdmissionMessage.DefaultPort, null, true)] });
        Assets.Server(lab, "PANEL", AssetKind.Host, Assets.Console);
        controls(lab);
        return lab.Start();
    }
}
