using System.CommandLine;
using System.Globalization;
using Testbed.Core;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary><c>testbed mutate SCENARIO</c>: weakens every control in turn and checks that the assessment notices.</summary>
internal static class MutateCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "Folder of the scenario." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of all randomness.", DefaultValueFactory = _ => 1 };
        var only = new Option<string[]>("--only")
        {
            Description = "Only mutants whose id contains this text (an operator, a control, an asset). May be repeated.", DefaultValueFactory = _ => [],
        };
        var sample = new Option<int?>("--sample") { Description = "Only so many mutants, drawn by the seed, of as many operators as can be (default: all)." };
        var output = new Option<string?>("--out") { Description = "Results folder (default: results/<scenario>-mutation)." };
        var workers = new Option<int>("--workers") { Description = "Trials at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var list = new Option<bool>("--list") { Description = "Lists the mutants and runs nothing." };
        var full = new Option<bool>("--full") { Description = "Runs every probe trial of every mutant, not only those that the control can touch. Slow." };
        var asOf = new Option<string?>("--as-of") { Description = "Day against which declarations expire, yyyy-MM-dd (default: today)." };
        var command = new Command(
            "mutate", "Builds the plant with one control weaker than declared, each in turn; the assessment must notice and blame the right row and place.")
        {
            scenario, seed, only, sample, output, workers, list, full, asOf,
        };
        command.SetAction(parse =>
        {
            var loaded = ScenarioSource.Load(parse.GetValue(scenario)!);
            var request = new MutationRequest
            {
                Scenario = loaded,
                Mutants = Chosen(MutationOperators.Mutants(loaded, parse.GetValue(only) ?? []), parse.GetValue(sample), parse.GetValue(seed)),
                AsOf = AssessmentDay.Of(parse.GetValue(asOf)),
                Seed = parse.GetValue(seed),
                Workers = Math.Clamp(parse.GetValue(workers), 1, 64),
                Full = parse.GetValue(full),
            };
            if (request.Mutants.Count == 0)
            {
                throw new UserErrorException($"No mutant fits; operators are {string.Join(", ", MutationOperators.All.Select(o => o.Id))}. See --list.");
            }

            return parse.GetValue(list) ? List(request) : Execute(request, parse.GetValue(output) ?? Path.Combine("results", $"{loaded.Id}-mutation"));
        });
        return command;
    }

    private static IReadOnlyList<Mutant> Chosen(IReadOnlyList<Mutant> mutants, int? sample, ulong seed) => sample switch
    {
        null => mutants,
        <= 0 => throw new UserErrorException($"A sample has one mutant at least, not {sample}."),
        { } count => Said(mutants.Count, MutantSample.Of(mutants, count, seed)),
    };

    private static IReadOnlyList<Mutant> Said(int all, IReadOnlyList<Mutant> sample)
    {
        if (sample.Count < all)
        {
            Console.WriteLine(FormattableString.Invariant($"A sample: {sample.Count} of {all} mutants."));
        }

        return sample;
    }

    private static int List(MutationRequest request)
    {
        var width = request.Mutants.Max(m => m.Id.Length);
        foreach (var mutant in request.Mutants)
        {
            Console.WriteLine($"{mutant.Id.PadRight(width)}  {mutant.Place,-8} {string.Join(", ", mutant.ExpectedBlame)}: {mutant.Description}");
        }

        Console.WriteLine(FormattableString.Invariant($"{request.Mutants.Count} mutants"));
        return ExitCodes.Done;
    }

    private static int Execute(MutationRequest request, string folder)
    {
        Directory.CreateDirectory(folder);
        using var cancel = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            cancel.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        MutationOutcome outcome;
        try
        {
            outcome = new MutationRun(request, MutationAssessment.Rows).Execute(new MutationLines("mutants"), cancel.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }

        var file = MutationReport.Write(folder, request, outcome);
        Print(request, outcome, file);
        return outcome.Results.Any(r => r.Verdict == MutantVerdict.Broken) || !outcome.Complete ? ExitCodes.RunBroke
            : outcome.Results.Any(r => r.IsBad) ? ExitCodes.GateFailed
            : ExitCodes.Done;
    }

    private static void Print(MutationRequest request, MutationOutcome outcome, string file)
    {
        var id = outcome.Results.Select(r => r.Mutant.Id.Length).Append(6).Max();
        var place = outcome.Results.Select(r => r.Mutant.Place.Length).Append(5).Max();
        Console.WriteLine($"{"mutant".PadRight(id)}  {"place".PadRight(place)}  {"verdict",-17}  blamed");
        foreach (var r in outcome.Results)
        {
            var blamed = r.Blamed.Count > 0 ? string.Join(", ", r.Blamed.GroupBy(b => b.Requirement).Select(g => Blame(r.Mutant, g))) : r.Reason;
            Console.WriteLine($"{r.Mutant.Id.PadRight(id)}  {r.Mutant.Place.PadRight(place)}  {r.Verdict.Words(),-17}  {blamed}");
        }

        Console.WriteLine(KillScore.Of(outcome.Results));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Results.Count} of {request.Mutants.Count} mutants, {outcome.BaselineTrials} trials as declared, {outcome.MutantTrials} of mutants, ")
            + string.Create(CultureInfo.InvariantCulture, $"{outcome.WallSeconds:F1} s; seed {request.Seed}; plays are not run here"));
        Console.WriteLine($"details: {file}");
        if (!outcome.Complete)
        {
            Console.Error.WriteLine("The run was cut short: the remaining mutants were not judged.");
        }
    }

    /// <summary>A blamed row, with its places when they are not just the control's own.</summary>
    private static string Blame(Mutant mutant, IGrouping<RequirementId, LostRequirement> lost) =>
        lost.All(b => b.Place == mutant.Place) ? $"{lost.Key}" : $"{lost.Key} ({string.Join(" ", lost.Select(b => b.Place))})";
}
