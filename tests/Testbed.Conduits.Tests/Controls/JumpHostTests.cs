using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>People cross by OTHER, on real sockets; its console flow to the controller is declared.</summary>
public sealed class JumpHostTests
{
    private const string Key = "Sorrel-Anvil";

    [Fact]
    public void A_Ticket_Lets_One_Connection_Pass()
    {
        using var bench = Consoled();
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 23).Outcome);
        Assert.Equal(IslandOrder.Done, Ticket(bench));
        Assert.Equal(DialOutcome.Open, bench.Dial("OTHER", "PLC", 23).Outcome);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 23).Outcome);
        Assert.Equal(2, bench.Blocked.Count(l => l is { Control: "C1-jump", Rule: "no-session" }));
        Assert.Contains(bench.Lines, l => l is { Control: "C1-jump", Rule: "session", Pdu: "by a.keller" });
    }

    [Fact]
    public void A_Ticket_Is_For_Its_Target_And_Goes_Stale()
    {
        using var bench = Consoled();
        Ticket(bench, target: "MASTER");
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 23).Outcome);
        Ticket(bench);
        bench.Advance(JumpTicket.Validity + TimeSpan.FromSeconds(1));
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 23).Outcome);
    }

    [Theory]
    [InlineData("MASTER", Key)]
    [InlineData("OTHER", "wrong")]
    public void Tickets_Of_Others_And_Without_The_Key_Are_Refused(string from, string key)
    {
        using var bench = Consoled();
        Assert.Equal(IslandOrder.Refused, Ticket(bench, from, key));
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 23).Outcome);
        Assert.Contains(bench.Blocked, l => l is { Control: "C1-jump", Rule: "ticket-refused" } && l.From == from);
    }

    [Fact]
    public void Others_Reach_No_Console_And_The_Host_Nothing_That_Is_Not_Declared()
    {
        using var bench = Consoled();
        bench.Network.Listen("PLC", 9000, c => Wire.ReceiveAsync(c.Stream));
        Assert.Equal(DialOutcome.Filtered, bench.Dial("MASTER", "PLC", 23).Outcome);
        Assert.Contains(bench.Blocked, l => l is { Rule: "direct", From: "MASTER" });
        Ticket(bench);
        Assert.Equal(DialOutcome.Filtered, bench.Dial("OTHER", "PLC", 9000).Outcome);
        Assert.Contains(bench.Blocked, l => l is { Rule: "forwarding", From: "OTHER" });
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 502).Outcome);
        Assert.Equal(DialOutcome.Open, bench.Dial("PLC", "LOG", 601).Outcome);
    }

    [Fact]
    public void A_Host_On_The_Span_That_Claims_To_Be_It_Is_Refused_Even_While_A_Ticket_Waits()
    {
        using var bench = Consoled();
        Ticket(bench);
        using var stream = Intruder.Dial(bench);
        Intruder.Send(bench, stream, Intruder.Claim("10.4.0.3", 23));
        Assert.Empty(bench.Run(() => Wire.ReceiveAsync(stream)));
        Assert.Contains(bench.Blocked, l => l is { Rule: "no-session", Where: "C1.gw-b" });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gaps_Are_Open_And_Disarmed_Everything_Is(bool armed)
    {
        using var bench = Consoled(armed, JumpHostGap.Direct, JumpHostGap.Relay);
        Assert.Equal(DialOutcome.Open, bench.Dial("OTHER", "PLC", 23).Outcome);
        Assert.Equal(DialOutcome.Open, bench.Dial("MASTER", "PLC", 23).Outcome);
        Assert.Equal(armed ? DialOutcome.Open : DialOutcome.Closed, bench.Dial("OTHER", "C1.gw-a", JumpTicket.Port).Outcome);
    }

    private static Bench Consoled(params JumpHostGap[] gaps) => Consoled(true, gaps);

    private static Bench Consoled(bool armed, params JumpHostGap[] gaps)
    {
        var scenario = TwoZones.With(new JumpHostConfig { Id = "C1-jump", On = "C1", Host = "OTHER", Key = Key, LetsPast = gaps });
        var flow = new FlowConfig("F3", "OTHER", "PLC", 23, ServiceProtocol.Console, [], "maintenance");
        var bench = new Bench(scenario with { Conduits = [TwoZones.Conduit with { Flows = [.. TwoZones.Conduit.Flows, flow] }] }, armed);
        bench.Network.Listen("PLC", 23, c => Wire.ReceiveAsync(c.Stream));
        return bench;
    }

    private static string? Ticket(Bench bench, string from = "OTHER", string key = Key, string target = "PLC") => bench.Run(async () =>
    {
        var dial = await bench.Network.DialAsync(from, "C1.gw-a", JumpTicket.Port);
        await using var stream = dial.Stream!;
        var challenge = await IslandOrder.ReadAsync(stream);
        await IslandOrder.WriteAsync(stream, JumpTicket.Answer(key, challenge!, target, "a.keller"));
        return await IslandOrder.ReadAsync(stream);
    });
}
