using Testbed.Core;

namespace Testbed.Runtime.Tests;

public sealed class LedgerExcerptTests
{
    private readonly TrialRecorder _record = new(new SimulationClock(DateTimeOffset.UnixEpoch), "t", keepText: true);

    public LedgerExcerptTests() => _record.MarkAttacker("laptop");

    [Fact]
    public void Writes_Of_The_Attacker_That_Were_Carried_Are_Told()
    {
        _record.Ledger(Carried("connect"));
        _record.Ledger(Carried("unit 1 FC 6 HR 100 = 903"));
        _record.Ledger(Carried("unit 1 FC 6 HR 100 = 903") with { From = "FEP-1" });

        Assert.Equal(["0.000 s C4.gw-b forwarded: laptop -> PLC-CGS:502 unit 1 FC 6 HR 100 = 903"], _record.Excerpt);
    }

    [Fact]
    public void A_Sweep_Leaves_Room_For_Writes_And_Controls()
    {
        for (var i = 0; i < 50; i++)
        {
            _record.Ledger(Carried($"unit 1 FC 3 HR {i}"));
            _record.Ledger(Carried($"unit 1 FC 6 HR {i} = 1"));
            _record.Ledger(Acted($"rule-{i}"));
        }

        Assert.Equal(2, _record.Excerpt.Count(l => l.Contains("FC 3", StringComparison.Ordinal)));
        Assert.Equal(4, _record.Excerpt.Count(l => l.Contains("FC 6", StringComparison.Ordinal)));
        Assert.Equal(12, _record.Excerpt.Count(l => l.Contains("rule-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Encrypted_Spans_Are_Told_A_Few_Times_Only()
    {
        for (var i = 0; i < 9; i++)
        {
            _record.Ledger(Acted("encrypted") with { Control = $"C{i}-tls", Action = LedgerAction.Recorded, From = "FEP-1" });
        }

        Assert.Equal(3, _record.Excerpt.Count);
        Assert.Equal(9, _record.Reactions.Count);
    }

    [Fact]
    public void Steps_Are_What_The_Attacker_Did_And_Found()
    {
        _record.Fact("attacker", "T0855", "laptop: writes set-point-a of PLC-CGS");
        _record.Fact("attacker", "dial", "laptop to PLC-CGS port 502: Open");
        _record.Fact("attacker", "step", "It was applied.");
        _record.Fact("PLC-CGS", "step", "nothing of the attacker's");

        Assert.Equal([new AttackStep(0, "T0855", "laptop: writes set-point-a of PLC-CGS"), new(0, "", "It was applied.")], _record.Steps);
    }

    private static LedgerEntry Carried(string pdu) => new(0, "C4", "C4.gw-b", "", LedgerAction.Forwarded, "", "laptop", "PLC-CGS", 502, pdu);

    private static LedgerEntry Acted(string rule) => new(0, "C4", "C4.gw-b", "C4-allow", LedgerAction.Blocked, rule, "laptop", "PLC-CGS", 502, "");
}
