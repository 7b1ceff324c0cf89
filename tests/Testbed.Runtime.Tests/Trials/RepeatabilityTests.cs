using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>
/// One seed, one evidence hash: whatever the order and size of deliveries, the addresses, the load of the machine and the number of workers.
/// </summary>
public sealed class RepeatabilityTests
{
    private const string Play = "unauthorised-write";

    private static readonly Lazy<IReadOnlyList<TrialSpec>> Planned = new(() => RunPlan.Make(
        new RunRequest { Scenario = StationLab.Hardened, AsOf = new DateOnly(2026, 1, 15) },
        AttackLibrary.Load(Path.Combine(StationLab.Root, "attack-profiles"))).Trials);

    [Fact]
    public void A_Probe_Leaves_The_Same_Evidence_Over_Twenty_Disturbed_Runs()
    {
        var spec = First(t => t.Kind == TrialKind.Probe && t.Id.EndsWith("/armed", StringComparison.Ordinal) && t.Cell!.Place == "C4");
        AssertOneHash(spec, runs: 20, slots: [1, 60, 120, 180]);
    }

    /// <summary>One armed trial of every probe, every play and campaign: four runs, each disturbed in its own way, on one worker and on two, in other slots.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Every_Kind_Of_Trial_Leaves_The_Same_Evidence_Over_Four_Disturbed_Runs()
    {
        var specs = Planned.Value.Where(t => t.Attack is not null && t.Twin == TwinKind.Armed)
            .GroupBy(t => (t.Kind, t.Subject))
            .Select(g => g.First() with { Watch = g.First().Watch > TimeSpan.Zero ? TimeSpan.FromMinutes(1) : TimeSpan.Zero }).ToList();
        Assert.True(specs.Count > 60, $"{specs.Count}");
        var quiet = Pool(specs, workers: 1, noise: null, slot: 60);
        Assert.DoesNotContain(quiet.Values, v => v.StartsWith("Crashed", StringComparison.Ordinal));
        for (var run = 1; run <= 4; run++)
        {
            var disturbed = Pool([.. specs.AsEnumerable().Reverse()], workers: 1 + (run % 2), noise: (ulong)run, slot: 60 + (5 * run));
            Assert.Equal([], quiet.Where(q => disturbed[q.Key] != q.Value).Select(q => $"run {run}: {q.Key}"));
        }
    }

    [Fact]
    public void Load_On_The_Machine_Changes_Nothing()
    {
        var spec = First(t => t.Kind == TrialKind.Probe && t.Id.EndsWith("/armed", StringComparison.Ordinal) && t.Cell!.Place == "C4");
        var quiet = Runs(spec, 1, null, 1, 1).Single();
        using var stop = new CancellationTokenSource();
        var busy = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Thread.SpinWait(1000);
            }
        })).ToList();
        busy.ForEach(t => t.Start());
        try
        {
            Assert.All(Runs(spec, 1, 3, 1, 3), run => Assert.Equal(quiet.Result.EvidenceHash, run.Result.EvidenceHash));
        }
        finally
        {
            stop.Cancel();
            busy.ForEach(t => t.Join());
        }
    }

    [Fact]
    public void Another_Seed_Leaves_Other_Evidence()
    {
        var spec = First(t => t.Kind == TrialKind.Play && t.Subject == Play) with { Watch = TimeSpan.FromMinutes(1) };
        Assert.NotEqual(Runs(spec, 1, null, 1, 1).Single().Result.EvidenceHash, Runs(spec, 2, null, 1, 1).Single().Result.EvidenceHash);
    }

    [Fact]
    public void Evidence_Names_No_Address_Of_The_Host()
    {
        var run = Runs(First(t => t.Kind == TrialKind.Play && t.Subject == Play) with { Watch = TimeSpan.FromMinutes(1) }, 1, null, 1, 1).Single();
        Assert.DoesNotContain("127.", run.Evidence, StringComparison.Ordinal);
        Assert.True(run.Evidence.Length > 1000);
    }

    private static TrialSpec First(Func<TrialSpec, bool> choose) => Planned.Value.First(choose);

    private static void AssertOneHash(TrialSpec spec, int runs, IReadOnlyList<int> slots)
    {
        var quiet = Runs(spec, 1, null, 1, 1).Single();
        Assert.False(quiet.Result.Outcome is TrialOutcome.Crashed or TrialOutcome.Void, quiet.Result.Reason);
        foreach (var slot in slots)
        {
            foreach (var run in Runs(spec, 1, (ulong)slot, slot, runs / slots.Count))
            {
                if (run.Evidence != quiet.Evidence)
                {
                    // The first line that differs tells more than two hashes.
                    var (a, b) = (quiet.Evidence.Split('\n'), run.Evidence.Split('\n'));
                    var at = a.Zip(b).TakeWhile(p => p.First == p.Second).Count();
                    Assert.Equal(a.ElementAtOrDefault(at), b.ElementAtOrDefault(at));
                }

                Assert.Equal(quiet.Result.EvidenceHash, run.Result.EvidenceHash);
                Assert.Equal(quiet.Result.Reactions, run.Result.Reactions);
            }
        }
    }

    /// <summary>Runs a trial a number of times on one host, each with its own disturbance.</summary>
    private static List<TrialRecordSet> Runs(TrialSpec spec, ulong seed, ulong? noise, int slot, int times)
    {
        using var blueprint = new TwinBlueprint(StationLab.Hardened, seed);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, slot);
        return
        [
            .. Enumerable.Range(0, times).Select(i => new TrialRunner(
                blueprint, new TwinOptions { KeepText = true, DeliveryNoise = noise is { } n ? (n * 1000) + (ulong)i : null }).Run(spec, host)),
        ];
    }

    private static SortedDictionary<string, string> Pool(IReadOnlyList<TrialSpec> specs, int workers, ulong? noise, int slot)
    {
        using var blueprint = new TwinBlueprint(StationLab.Hardened, 1);
        using var actors = new TrialActorSystem();
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var sync = new Lock();
        new TrialPool(actors, new TrialRunner(blueprint, new TwinOptions { DeliveryNoise = noise }), workers, slot).Run(
            specs,
            set =>
            {
                lock (sync)
                {
                    hashes.Add(set.Result.Id, $"{set.Result.Outcome} {set.Result.EvidenceHash}");
                }

                return [];
            },
            CancellationToken.None);
        return hashes;
    }
}
