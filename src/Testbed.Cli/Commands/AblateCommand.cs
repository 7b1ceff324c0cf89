using System.CommandLine;
using System.Globalization;
using Testbed.Core;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary><c>testbed ablate SCENARIO</c>: takes every control away in turn and says which rows, claims and plays depend on it.</summary>
internal static class AblateCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "Folder of the scenario." };
        var run = new Option<string?>("--run")
        {
            Description = "Results folder of a whole run of the scenario: its trials are taken over, not run again (seed, profiles and day are its).",
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of all randomness.", DefaultValueFactory = _ => 1 };
        var only = new Option<string[]>("--only")
        {
            Description = "Only controls whose id, kind or place contains this text. May be repeated.", DefaultValueFactory = _ => [],
        };
        var sample = new Option<int?>("--sample") { Description = "Only so many controls, drawn by the seed (default: all)." };
        var profiles = new Option<int>("--profiles") { Description = "Highest profile whose plays are tried, 0 to 4.", DefaultValueFactory = _ => 4 };
        var directory = new Option<string?>("--profiles-dir") { Description = "Folder of the attack profiles (default: attack-profiles above the scenario)." };
        var output = new Option<string?>("--out") { Description = "Results folder (default: results/<scenario>-ablation)." };
        var workers = new Option<int>("--workers") { Description = "Trials at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var asOf = new Option<string?>("--as-of") { Description = "Day against which declarations expire, yyyy-MM-dd (default: today)." };
        var command = new Command(
            "ablate", "What each control contributes: takes it away alone and says which rows fall, which claims drop and which plays then succeed.")
        {
            scenario, run, seed, only, sample, profiles, directory, output, workers, asOf,
        };
        command.SetAction(parse =>
        {
            var folder = parse.GetValue(scenario)!;
            var loaded = ScenarioSource.Load(folder);
            var request = new AblationRequest
            {
                Scenario = loaded,
                Controls = Chosen(new ControlDisarmed().Apply(loaded), parse.GetValue(only) ?? [], parse.GetValue(sample), parse.GetValue(seed)),
                Attacks = ScenarioSource.Attacks(parse.GetValue(directory), folder).Library,
                HighestProfile = parse.GetValue(profiles) is >= 0 and <= 4 and var level ? level : throw new UserErrorException("--profiles takes 0 to 4."),
                AsOf = AssessmentDay.Of(parse.GetValue(asOf)),
                Seed = parse.GetValue(seed),
                Workers = Math.Clamp(parse.GetValue(workers), 1, 64),
            };
            request = parse.GetValue(run) is { } made ? Made(request, made) : request;
            return Execute(request, parse.GetValue(output) ?? Path.Combine("results", $"{loaded.Id}-ablation"));
        });
        return command;
    }

    private static List<Mutant> Chosen(IEnumerable<Mutant> all, string[] only, int? sample, ulong seed)
    {
        bool Fits(Mutant m, string text) =>
            new[] { m.Control.Id, m.Control.Kind, m.Place }.Any(t => t.Contains(text, StringComparison.OrdinalIgnoreCase));
        var fitting = all.Where(m => only.Length == 0 || only.Any(o => Fits(m, o))).ToList();
        if (fitting.Count == 0)
        {
            throw new UserErrorException("No control that claims a requirement fits.");
        }

        return sample switch
        {
            null => fitting,
            <= 0 => throw new UserErrorException($"A sample has one control at least, not {sample}."),
            { } count => [.. MutantSample.Of(fitting, count, seed)],
        };
    }

    private static AblationRequest Made(AblationRequest request, string folder)
    {
        var (journal, settings) = RunSettings.Open(folder);
        using (journal)
        {
            var (run, made) = settings.ToRun();
            if (journal.Key != run.Key.ToString())
            {
                throw new UserErrorException($"The scenario, the attack profiles or this build changed since the run in {folder}; run it again.");
            }

            var input = run.FromJournal(journal).Input;
            if (made.Scenario.ModelHash != request.Scenario.ModelHash || made.Only.Count > 0 || !input.Complete)
            {
                throw new UserErrorException($"{folder} holds no whole run of {request.Scenario.Id}.");
            }

            return request with { Seed = made.Seed, HighestProfile = made.HighestProfile, AsOf = made.AsOf, Made = input };
        }
    }

    private static int Execute(AblationRequest request, string folder)
    {
        Directory.CreateDirectory(folder);
        using var cancel = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            cancel.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        AblationOutcome outcome;
        try
        {
            outcome = new AblationRun(request, MutationAssessment.Claims).Execute(new MutationLines("controls"), cancel.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }

        var files = AblationReport.Write(folder, request, outcome);
        Print(request, outcome);
        foreach (var file in files)
        {
            Console.WriteLine($"details: {file}");
        }

        return !outcome.Complete || outcome.Results.Any(r => r.Verdict.Verdict == MutantVerdict.Broken) ? ExitCodes.RunBroke : ExitCodes.Done;
    }

    private static void Print(AblationRequest request, AblationOutcome outcome)
    {
        var id = outcome.Results.Select(r => r.Control.Id.Length).Append(7).Max();
        var place = outcome.Results.Select(r => r.Place.Length).Append(5).Max();
        Console.WriteLine($"{"control".PadRight(id)}  {"place".PadRight(place)}  without it");
        foreach (var r in outcome.Results)
        {
            string[] parts =
            [
                string.Join("; ", r.Claims),
                r.Rows.Count == 0 ? "" : $"rows: {AblationReport.RowsText(r)}",
                r.Plays.Count == 0 ? "" : $"plays: {string.Join(", ", r.Plays.Select(p => p.Trial.Split('/')[^1]))}",
                r.IsSpare ? $"nothing changes: {AblationReport.Why(r)}" : "",
            ];
            Console.WriteLine($"{r.Control.Id.PadRight(id)}  {r.Place.PadRight(place)}  {string.Join(" | ", parts.Where(p => p.Length > 0))}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Results.Count} of {request.Controls.Count} controls, {outcome.Results.Count(r => r.IsSpare)} without which nothing changes"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.BaselineTrials} trials as declared, {outcome.Trials} without a control, {outcome.WallSeconds:F1} s; seed {request.Seed}"));
        if (!outcome.Complete)
        {
            Console.Error.WriteLine("The run was cut short: the remaining controls were not judged.");
        }
    }
}
