using System.CommandLine;
using System.Globalization;
using System.Text;
using Testbed.Assessment;
using Testbed.Core;
using Testbed.Reporting;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary><c>testbed run SCENARIO</c>: assesses a scenario.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "Folder of the scenario." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of all randomness; the same seed gives the same evidence.", DefaultValueFactory = _ => 1 };
        var profiles = new Option<int>("--profiles") { Description = "Highest attacker profile to replay, 0 to 4.", DefaultValueFactory = _ => 4 };
        var profilesDir = new Option<string?>("--profiles-dir") { Description = "Folder of the attacker profiles (default: attack-profiles at or above the scenario)." };
        var only = new Option<string[]>("--only") { Description = "Only trials whose id contains this text (a requirement, a zone, a play). May be repeated.", DefaultValueFactory = _ => [] };
        var output = new Option<string?>("--out") { Description = "Results folder (default: results/<scenario>-s<seed>)." };
        var baseline = new Option<string?>("--baseline") { Description = "Fails (exit 1) on any drop against this file and prints the change." };
        var writeBaseline = new Option<string?>("--write-baseline") { Description = "Writes the claims and verdicts of this run as a baseline." };
        var requireTarget = new Option<bool>("--require-target") { Description = "Fails (exit 1) when a claim is below its SL-T." };
        var asOf = new Option<string?>("--as-of") { Description = "Day against which declarations expire, yyyy-MM-dd (default: today)." };
        var export = Exports.Option("--export", $"Also writes the result for other tools: {ExportFormats.Known}; several separated by commas (default: none). pcapng and parquet play trials again, which takes time.");
        var workers = new Option<int>("--workers") { Description = "Trials at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var noise = new Option<ulong?>("--delivery-noise") { Description = "Delays and cuts deliveries with this seed; evidence must not change." };
        var command = new Command("run", "Runs probes, model checks and attacker profiles against the scenario and predicts SL-A.")
        {
            scenario, seed, profiles, profilesDir, only, output, baseline, writeBaseline, requireTarget, asOf, export, workers, noise,
        };
        command.SetAction(parse => Execute(
            new RunSettings(
                parse.GetValue(scenario)!, parse.GetValue(profilesDir), parse.GetValue(seed), parse.GetValue(profiles), parse.GetValue(only) ?? [],
                AssessmentDay.Of(parse.GetValue(asOf)).ToString(AssessmentDay.Format, CultureInfo.InvariantCulture)),
            new Gates(parse.GetValue(baseline), parse.GetValue(writeBaseline), parse.GetValue(requireTarget)),
            Exports.Parse(parse.GetValue(export)), parse.GetValue(output), parse.GetValue(workers), parse.GetValue(noise)));
        return command;
    }

    private static int Execute(
        RunSettings settings, Gates gates, IReadOnlyList<ExportFormat> exports, string? output, int workers, ulong? noise)
    {
        if (settings.HighestProfile is < 0 or > 4)
        {
            throw new UserErrorException("--profiles takes 0 to 4.");
        }

        var before = gates.ReadBaseline();
        var (run, request) = settings.ToRun(workers, noise);
        if (run.Plan.Trials.Count == 0 && run.Plan.ModelChecks.Count == 0)
        {
            throw new UserErrorException($"No trial's id contains {string.Join(" or ", settings.Only.Select(o => $"'{o}'"))}; say a requirement, a zone or a play.");
        }

        var folder = output ?? Path.Combine("results", FormattableString.Invariant($"{request.Scenario.Id}-s{settings.Seed}"));
        Directory.CreateDirectory(folder);
        using var cancel = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            cancel.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        RunOutcome outcome;
        try
        {
            using var journal = RunJournal.Open(Path.Combine(folder, "journal.sqlite"), run.Key, (settings with { Scenario = Path.GetFullPath(settings.Scenario) }).ToJson());
            outcome = ProgressBar.Run(progress => run.Execute(journal, progress, cancel.Token));
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }

        return Report(outcome, folder, gates, before, result =>
        {
            Exports.Write(exports, folder, settings.Scenario, result, outcome.Input, before);
            RecordedExports.Write(exports, folder, run, request, outcome.Input);
        });
    }

    private static int Report(RunOutcome outcome, string folder, Gates gates, Baseline? before, Action<AssessmentResult> export)
    {
        var result = Assessor.Assess(outcome.Input, ActivityTable.All.ToDictionary(a => a.Id));
        var figures = Figures(outcome.Times);
        // Drawing takes a while; the table is there meanwhile.
        var writing = Task.Run(() =>
        {
            File.WriteAllText(Path.Combine(folder, "evidence.jsonl"), outcome.Evidence, new UTF8Encoding(false));
            ReportWriter.Write(folder, result, outcome.Input, figures);
        });
        Summary.Print(result, outcome, figures);
        writing.GetAwaiter().GetResult();
        Console.WriteLine($"report: {Path.Combine(folder, ReportWriter.HtmlFile)}");
        export(result);
        var gate = gates.Judge(result, before);
        if (!outcome.Input.Complete)
        {
            Console.Error.WriteLine("The run was cut short; finished trials are kept. Run the same command again to go on.");
            return ExitCodes.RunBroke;
        }

        return result.RunSound ? gate : ExitCodes.RunBroke;
    }

    private static RunFigures Figures(RunTimes t) => new(
        t.Trials, Math.Round(t.WallSeconds, 2), t.WallSeconds > 0 ? Math.Round((t.Trials - t.ResumedTrials) / t.WallSeconds, 1) : 0,
        t.WallSeconds > 0 ? Math.Round(t.SimulatedSeconds / t.WallSeconds, 0) : 0, t.Pdus, Math.Round(t.TwinStartMs, 2), Math.Round(t.NetworkTrialMs, 2),
        t.ProcessTrialMs > 0 ? Math.Round(t.ProcessTrialMs, 1) : null);
}
