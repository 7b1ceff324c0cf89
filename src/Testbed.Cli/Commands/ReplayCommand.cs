using System.CommandLine;
using System.Globalization;
using Testbed.Core;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary><c>testbed replay TRIAL</c>: runs one trial of a run again.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var trial = new Argument<string>("trial") { Description = "Trial id, or a part that only one has." };
        var run = new Option<string?>("--run") { Description = "Results folder of a run (default: the newest under results/)." };
        var trace = new Option<bool>("--trace") { Description = "Prints every ledger line, ordinary traffic too, and the evidence." };
        var pcap = new Option<string?>("--pcap") { Description = "Writes what passed the wires as a capture for tshark or Wireshark." };
        var command = new Command("replay", "Runs one trial again and compares its evidence hash with the run's.") { trial, run, trace, pcap };
        command.SetAction(parse => Execute(parse.GetValue(trial)!, RunSettings.Newest(parse.GetValue(run)), parse.GetValue(trace), parse.GetValue(pcap)));
        return command;
    }

    private static int Execute(string wanted, string folder, bool trace, string? pcap)
    {
        var (journal, settings) = RunSettings.Open(folder);
        using (journal)
        {
            var (run, request) = settings.ToRun();
            var spec = Find(run.Plan.Trials, wanted);
            using var capture = pcap is null ? null : new PcapWriter(File.Create(pcap), request.Scenario);
            var again = Run(request, spec, trace, capture);
            Console.WriteLine($"{spec.Id}: {again.Result.Outcome.ToString().ToLowerInvariant()}: {again.Result.Reason}");
            if (trace)
            {
                Console.Write(again.Evidence);
            }

            if (capture is not null)
            {
                Console.WriteLine(FormattableString.Invariant($"capture: {pcap} ({capture.Packets} packets)"));
            }

            return Compare(journal, run.Key, spec.Id, again.Result.EvidenceHash);
        }
    }

    private static TrialSpec Find(IReadOnlyList<TrialSpec> trials, string wanted)
    {
        if (trials.FirstOrDefault(t => t.Id == wanted) is { } exact)
        {
            return exact;
        }

        var matches = trials.Where(t => t.Id.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new UserErrorException($"No trial of the run has '{wanted}' in its id."),
            _ => throw new UserErrorException($"{matches.Count} trials have '{wanted}' in their id, for example:\n  {string.Join("\n  ", matches.Take(8).Select(m => m.Id))}"),
        };
    }

    private static TrialRecordSet Run(RunRequest request, TrialSpec spec, bool trace, PcapWriter? capture)
    {
        using var blueprint = new TwinBlueprint(request.Scenario, request.Seed);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, request.PreferredSlot);
        return new TrialRunner(blueprint, new TwinOptions { KeepText = true, Wire = capture }).Run(spec, host, twin =>
        {
            if (capture is not null)
            {
                capture.Clock = twin.SimulatedClock;
            }

            if (trace)
            {
                twin.Record.OnLedger = Print;
            }
        });
    }

    private static void Print(LedgerEntry e) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{e.Tick / 1000.0,10:F3} s  {e.Where,-14} {e.Action,-9} {e.Control} {e.Rule}  {e.From} -> {e.To}:{e.Port}  {e.Pdu}"));

    private static int Compare(RunJournal journal, RunKey key, string id, string hash)
    {
        if (journal.Key != key.ToString())
        {
            Console.WriteLine($"evidence {hash} (the run was made by another build, scenario or profiles: there is nothing to compare with)");
            return ExitCodes.Done;
        }

        if (!journal.Ended().TryGetValue(id, out var recorded))
        {
            Console.WriteLine($"evidence {hash} (the run holds no such trial to compare with)");
            return ExitCodes.Done;
        }

        var same = recorded.Result.EvidenceHash == hash;
        Console.WriteLine($"evidence {hash} {(same ? "is the run's" : $"DIFFERS from the run's {recorded.Result.EvidenceHash}")}");
        return same ? ExitCodes.Done : ExitCodes.RunBroke;
    }
}
