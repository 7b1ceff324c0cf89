using System.Text.Json;
using CsCheck;
using Testbed.Core;

namespace Testbed.Runtime.Tests;

public sealed class TrialRecorderTests
{
    private const string Master = "SCADA-1";
    private const string Controller = "PLC-CGS";

    private readonly SimulationClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Evidence_Does_Not_Depend_On_Which_Flow_Arrived_First() =>
        Gen.Shuffle(Enumerable.Range(0, 12).ToArray()).Sample(
            order =>
            {
                var expected = Record(Enumerable.Range(0, 12));
                var actual = Record(order);
                Assert.Equal(expected, actual);
            },
            iter: 200, threads: 1);

    [Fact]
    public void Lines_Of_A_Flow_Within_One_Step_Have_No_Sequence()
    {
        var one = New();
        one.Ledger(Blocked("a", pdu: "first"));
        one.Ledger(Blocked("a", pdu: "second"));
        var two = New();
        two.Ledger(Blocked("a", pdu: "second"));
        two.Ledger(Blocked("a", pdu: "first"));

        // Several connections may feed a flow at one instant: which of them the kernel moves first is chance.
        Assert.Equal(one.Finish("Resisted", ""), two.Finish("Resisted", ""));
    }

    [Fact]
    public void Order_Of_Steps_Is_Evidence()
    {
        static TrialRecorder Steps(TrialRecorder r, params string[] participants)
        {
            foreach (var p in participants)
            {
                r.BeginStep("scans", p);
                r.Ledger(Blocked(p));
            }

            return r;
        }

        Assert.NotEqual(Steps(New(), "a", "b").Finish("", ""), Steps(New(), "b", "a").Finish("", ""));
    }

    [Fact]
    public void Ordinary_Traffic_Is_Counted_And_Hashed_Not_Told()
    {
        var record = New();
        for (var i = 0; i < 5; i++)
        {
            record.Ledger(Forwarded(Master, $"value {i}"));
        }

        record.Finish("Resisted", "");
        var line = Assert.Single(Lines(record), l => l.TryGetProperty("flow", out _));
        Assert.Equal(5, line.GetProperty("count").GetInt32());
        Assert.DoesNotContain("value", record.Text, StringComparison.Ordinal);
        Assert.Equal(5, record.Pdus);
    }

    [Fact]
    public void A_Changed_Value_In_Ordinary_Traffic_Changes_The_Hash()
    {
        static string Hash(TrialRecorder r, string pdu, Action between)
        {
            r.Ledger(Forwarded(Master, pdu));
            between();
            r.Ledger(Forwarded(Master, "x"));
            return r.Finish("", "");
        }

        var same = Hash(New(), "a", () => { });
        Assert.Equal(same, Hash(New(), "a", () => { }));
        Assert.NotEqual(same, Hash(New(), "b", () => { }));
        Assert.NotEqual(same, Hash(New(), "a", () => _clock.FireNext(TimeSpan.TicksPerSecond)));
    }

    [Fact]
    public void Flows_Of_Ordinary_Traffic_Interleave_As_They_Like()
    {
        var one = New();
        var two = New();
        foreach (var from in new[] { "A", "B", "A", "B" })
        {
            one.Ledger(Forwarded(from, from));
        }

        foreach (var from in new[] { "B", "B", "A", "A" })
        {
            two.Ledger(Forwarded(from, from));
        }

        Assert.Equal(one.Finish("", ""), two.Finish("", ""));
    }

    [Fact]
    public void Requests_And_Answers_Of_One_Tick_May_Pass_Each_Other()
    {
        static string Hash(TrialRecorder r, params (long Tick, string Pdu)[] lines)
        {
            foreach (var (tick, pdu) in lines)
            {
                r.Ledger(Forwarded(Master, pdu) with { Tick = tick });
            }

            return r.Finish("", "");
        }

        var expected = Hash(New(), (0, "ask 1"), (0, "ask 2"), (0, "answer 1"), (1000, "ask 3"));
        Assert.Equal(expected, Hash(New(), (0, "ask 1"), (0, "answer 1"), (0, "ask 2"), (1000, "ask 3")));
        Assert.NotEqual(expected, Hash(New(), (0, "ask 1"), (0, "ask 3"), (0, "answer 1"), (1000, "ask 2")));
        Assert.NotEqual(expected, Hash(New(), (0, "ask 1"), (0, "ask 2"), (0, "ask 2"), (1000, "ask 3")));
    }

    [Fact]
    public void An_Attackers_Pdus_Are_Kept_Whole()
    {
        var record = New();
        record.MarkAttacker("laptop");
        record.Ledger(Forwarded("laptop", "unit 1 FC 6 100=1"));
        record.Ledger(Forwarded(Master, "unit 1 FC 3"));
        record.Finish("Succeeded", "");
        Assert.Contains("FC 6 100=1", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("FC 3", record.Text, StringComparison.Ordinal);
        var line = Assert.Single(Lines(record), l => l.TryGetProperty("pdu", out _));
        Assert.Equal(("laptop", Controller, "Forwarded"), (line.GetProperty("from").GetString(), line.GetProperty("to").GetString(), line.GetProperty("action").GetString()));
    }

    [Fact]
    public void Answers_To_The_Attacker_Are_Kept_Whole_Too()
    {
        var record = New();
        record.MarkAttacker("laptop");
        record.Ledger(Forwarded("x", "answer") with { From = Controller, To = "laptop" });
        record.Finish("", "");
        Assert.Contains("answer", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_A_Control_Stopped_Is_Kept_And_Is_A_Reaction()
    {
        var record = New();
        for (var i = 0; i < 3; i++)
        {
            record.Ledger(Blocked("laptop", rule: "default-deny"));
        }

        record.Ledger(Blocked("laptop", rule: "connections"));
        Assert.Equal(
            [new ControlReaction("C4-allow", "C4", "connections", LedgerAction.Blocked, 1), new("C4-allow", "C4", "default-deny", LedgerAction.Blocked, 3)],
            record.Reactions.OrderBy(r => r.Rule, StringComparer.Ordinal));
        Assert.Equal(3, record.Excerpt.Count);
    }

    [Fact]
    public void A_Block_By_No_Control_Is_Evidence_But_No_Reaction()
    {
        var record = New();
        record.Ledger(Blocked("laptop") with { Control = "" });
        record.Finish("", "");
        Assert.Empty(record.Reactions);
        Assert.Contains("Blocked", record.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_Of_Ordinary_Users_Are_No_Reaction_To_The_Attack()
    {
        var record = New();
        record.MarkAttacker("laptop");
        record.Ledger(Recorded("ENG-1", "log-on"));
        Assert.Empty(record.Reactions);
        record.Ledger(Recorded("laptop", "log-on"));
        record.Ledger(Recorded("", "master-silent"));
        Assert.Equal(["log-on", "master-silent"], record.Reactions.Select(r => r.Rule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_First_Alert_Counts_For_Detection()
    {
        var record = New();
        Assert.Null(record.FirstAlertTick);
        record.Ledger(Blocked("laptop") with { Action = LedgerAction.Alerted, Tick = 4000 });
        record.Ledger(Blocked("laptop") with { Action = LedgerAction.Alerted, Tick = 9000 });
        Assert.Equal(4000, record.FirstAlertTick);
    }

    [Fact]
    public void The_Hash_Is_The_Same_With_And_Without_Text()
    {
        var hashes = new[] { true, false }.Select(keep =>
        {
            var record = new TrialRecorder(_clock, "t", keep);
            record.Ledger(Blocked("a"));
            record.Fact("PLC", "device", "failed");
            var hash = record.Finish("Resisted", "because");
            Assert.Equal(keep, record.Text.Length > 0);
            return hash;
        }).ToList();
        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public void The_Hash_Is_Taken_Over_The_Lines_As_Written()
    {
        var record = New();
        record.Ledger(Blocked("a"));
        record.Ledger(Forwarded(Master, "x"));
        var hash = record.Finish("Resisted", "because");
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(record.Text))), hash);
        Assert.All(Lines(record), l => Assert.Equal("t", l.GetProperty("trial").GetString()));
    }

    [Fact]
    public void Trial_And_Outcome_Are_Part_Of_The_Evidence()
    {
        Assert.NotEqual(New().Finish("Resisted", "a"), New().Finish("Succeeded", "a"));
        Assert.NotEqual(New().Finish("Resisted", "a"), New().Finish("Resisted", "b"));
        Assert.NotEqual(New().Finish("Resisted", "a"), new TrialRecorder(_clock, "u", true).Finish("Resisted", "a"));
    }

    private static LedgerEntry Forwarded(string from, string pdu) => new(0, "C4", "C4.gw-b", "", LedgerAction.Forwarded, "", from, Controller, 502, pdu);

    private static LedgerEntry Blocked(string from, string rule = "default-deny", string pdu = "connect") =>
        new(0, "C4", "C4.gw-a", "C4-allow", LedgerAction.Blocked, rule, from, Controller, 502, pdu);

    private static LedgerEntry Recorded(string from, string rule) => new(0, "Z-CGS", Controller, "audit", LedgerAction.Recorded, rule, from, Controller, 23, "");

    private static IEnumerable<JsonElement> Lines(TrialRecorder record) =>
        record.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement);

    private TrialRecorder New() => new(_clock, "t", keepText: true);

    /// <summary>Entries of twelve flows, in an order.</summary>
    private (string Hash, string Text) Record(IEnumerable<int> order)
    {
        var record = New();
        record.MarkAttacker("laptop");
        record.BeginStep("scans", Controller);
        foreach (var i in order)
        {
            var from = i % 4 == 0 ? "laptop" : FormattableString.Invariant($"H-{i}");
            record.Ledger(i % 3 == 0 ? Forwarded(from, $"pdu {i}") with { Port = i } : Blocked(from) with { Port = i });
            record.Fact(FormattableString.Invariant($"D-{i}"), "device", "value");
        }

        return (record.Finish("Resisted", ""), record.Text);
    }
}
