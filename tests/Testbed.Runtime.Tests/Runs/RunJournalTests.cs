using CsCheck;
using Testbed.Core;

namespace Testbed.Runtime.Tests;

public sealed class RunJournalTests : IDisposable
{
    private static readonly RunKey Key = new("model", "profiles", 1, "all", "build");

    private static readonly Gen<string> Text = Gen.String[Gen.Char[' ', '\u2fff'], 0, 30];

    private static readonly Gen<double> Number = Gen.OneOf(Gen.Double, Gen.Double[0, 1], Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(-0.0));

    private static readonly Gen<Cell> Cells = Gen.Select(
        Gen.Int[0, RequirementCatalogue.All.Count - 1].Select(i => RequirementCatalogue.All[i].Id), Text, Text, Text, (r, place, asset, account) => new Cell(r, place, asset, "modbus", account));

    private static readonly Gen<Impact> Impacts = Gen.Select(Number, Text, Number, Gen.Int[0, 200], Number, Gen.Int[0, 9], Gen.Bool, (peak, node, seconds, out1, minutes, unsafe1, detected) =>
        new Impact(peak, node, seconds, out1, minutes, unsafe1, 1.5, 0.25, detected ? 12.5 : null, 60));

    private static readonly Gen<ProcessTrace> Traces = Number.Array[0, 5].Select(v => new ProcessTrace(["F0"], v, [v]));

    private static readonly Gen<TrialResult> Results = Gen.Select(
        Gen.Select(Gen.Enum<TrialKind>(), Gen.Enum<TwinKind>(), Gen.Enum<TrialOutcome>(), Cells.Null(), Text),
        Gen.Select(Impacts.Null(), Traces.Null(), Text.Array[0, 3], Gen.Int[1, 4].Nullable(), Gen.Select(Number, Gen.Long)),
        (a, b) => new TrialResult
        {
            Id = a.Item5 + "/id",
            Kind = a.Item1,
            Twin = a.Item2,
            Subject = a.Item5,
            Cell = a.Item4,
            ProfileLevel = b.Item4,
            Techniques = b.Item3,
            Path = [new GuardedStep("C4", FoundationalRequirement.Rdf)],
            Outcome = a.Item3,
            Reason = a.Item5,
            Reactions = [new ControlReaction("C4-allow", "C4", a.Item5, LedgerAction.Blocked, 3)],
            Impact = b.Item1,
            Trace = b.Item2,
            Excerpt = b.Item3,
            EvidenceHash = "00",
            SimulatedSeconds = b.Item5.Item1,
            Pdus = b.Item5.Item2,
        });

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("testbed-journal-").FullName, "journal.db");

    [Fact]
    public void A_Trial_Comes_Back_As_It_Was_Written()
    {
        using var journal = RunJournal.Open(_file, Key, "{}");
        var number = 0;
        Results.Sample(
            result =>
            {
                var written = result with { Id = FormattableString.Invariant($"{++number}/{result.Id}") };
                journal.Add(new TrialRecordSet(written, "line\n", 1.5, 2.5));
                var read = journal.Ended()[written.Id];
                Assert.Equivalent(written, read.Result, strict: true);
                Assert.Equal(written.Cell, read.Result.Cell);
                Assert.Equal(("line\n", 1.5, 2.5), (read.Evidence, read.StartMilliseconds, read.WallMilliseconds));
            },
            iter: 40, threads: 1);
    }

    [Fact]
    public void An_Unfinished_Run_Goes_On()
    {
        using (var first = RunJournal.Open(_file, Key, "settings of the first"))
        {
            Assert.False(first.Resumed);
            first.Add(Trial("a"));
        }

        using var second = RunJournal.Open(_file, Key, "settings of the second");
        Assert.True(second.Resumed);
        Assert.Equal(["a"], second.Ended().Keys);
        Assert.Equal("settings of the first", second.Settings);
        second.Add(Trial("b"));
        Assert.Equal(["a", "b"], second.Ended().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_Finished_Run_Begins_Anew()
    {
        using (var first = RunJournal.Open(_file, Key, ""))
        {
            first.Add(Trial("a"));
            first.Complete();
        }

        using var second = RunJournal.Open(_file, Key, "");
        Assert.False(second.Resumed);
        Assert.Empty(second.Ended());
    }

    public static TheoryData<string> Differences => ["model", "profiles", "seed", "selection", "build"];

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_Run_Of_Another_Key_Begins_Anew(string what)
    {
        using (var first = RunJournal.Open(_file, Key, ""))
        {
            first.Add(Trial("a"));
        }

        var other = what switch
        {
            "model" => Key with { ModelHash = "other" },
            "profiles" => Key with { ProfilesHash = "other" },
            "seed" => Key with { Seed = 2 },
            "selection" => Key with { Selection = "other" },
            _ => Key with { Build = "other" },
        };
        using var second = RunJournal.Open(_file, other, "");
        Assert.False(second.Resumed);
        Assert.Empty(second.Ended());
    }

    [Fact]
    public void A_Trial_Added_Twice_Throws_And_Keeps_The_First()
    {
        using var journal = RunJournal.Open(_file, Key, "");
        journal.Add(Trial("a", "first"));
        Assert.ThrowsAny<Microsoft.Data.Sqlite.SqliteException>(() => journal.Add(Trial("a", "second")));
        Assert.Equal("first", journal.Ended()["a"].Result.Reason);
    }

    [Fact]
    public void Many_Workers_May_Add_At_Once()
    {
        using var journal = RunJournal.Open(_file, Key, "");
        var threads = Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                journal.Add(Trial(FormattableString.Invariant($"{t}/{i}")));
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(80, journal.Ended().Count);
    }

    [Fact]
    public void An_Existing_Journal_Is_Read_As_It_Is()
    {
        using (var first = RunJournal.Open(_file, Key, "kept"))
        {
            first.Add(Trial("a"));
            first.Complete();
        }

        using var again = RunJournal.OpenExisting(_file);
        Assert.Equal("kept", again.Settings);
        Assert.Equal(["a"], again.Ended().Keys);
    }

    [Fact]
    public void A_File_That_Is_No_Journal_Says_So()
    {
        File.WriteAllText(_file, new string('x', 5000));
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => RunJournal.OpenExisting(_file));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private static TrialRecordSet Trial(string id, string reason = "because") => new(
        new TrialResult
        {
            Id = id,
            Kind = TrialKind.Probe,
            Twin = TwinKind.Armed,
            Subject = "s",
            Outcome = TrialOutcome.Resisted,
            Reason = reason,
            EvidenceHash = "00",
        },
        "evidence", 0, 0);
}
