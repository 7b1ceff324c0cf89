using System.Globalization;
using Spectre.Console;
using Testbed.Assessment;
using Testbed.Core;
using Testbed.Reporting;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary>What a run prints at its end.</summary>
internal static class Summary
{
    private const int RedirectedWidth = 150;

    public static void Print(AssessmentResult result, RunOutcome outcome, RunFigures figures)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = RedirectedWidth;
        }

        AnsiConsole.Write(Table(result));
        Console.WriteLine("Cell: SL-T > claim, limiting requirement, coverage (t tested, d declared, c compensated, o open).");
        Console.WriteLine("A prediction of SL-A, as modelled; replay can only lower it. Not assessed prints as '-'.");
        if (outcome.Input.LeftOut.Length > 0)
        {
            Console.WriteLine($"Not the whole assessment: {outcome.Input.LeftOut}.");
        }

        PrintImpact(result.WorstImpact);
        PrintFalseAlarms(result.FalseAlarms);
        PrintProblems(result);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Trials} trials in {figures.WallSeconds:F1} s ({figures.TrialsPerSecond:F1}/s), {figures.SimulatedSecondsPerWallSecond:F0} simulated s per wall s, {figures.Pdus} PDUs; twin start {figures.TwinStartMs:F1} ms, network trial {figures.NetworkTrialMs:F0} ms{ProcessTrial(figures)}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {result.Seed}, evidence {outcome.Input.EvidenceHash}"));
    }

    private static string ProcessTrial(RunFigures f) => f.ProcessTrialMs is { } ms ? string.Create(CultureInfo.InvariantCulture, $", 4 h process trial {ms:F0} ms") : "";

    private static Table Table(AssessmentResult result)
    {
        var table = new Table().Border(TableBorder.Ascii).AddColumn("place");
        foreach (var fr in FoundationalRequirements.All)
        {
            table.AddColumn(fr.ShortName());
        }

        table.ShowRowSeparators();
        foreach (var place in result.Places)
        {
            table.AddRow([new Markup($"{Markup.Escape(place.Place.Id)}\n{Markup.Escape(place.Place.Kind.ToString().ToLowerInvariant())}"), .. place.Frs.Select(Cell)]);
        }

        return table;
    }

    private static Markup Cell(FrResult f)
    {
        var colour = f.MeetsTarget ? "green" : "red";
        var limiting = f.LimitedBy switch
        {
            ClaimLimit.Requirements => f.WithDeclarations.Limiting.Count > 0 ? f.WithDeclarations.Limiting[0].Requirement.Id.ToString() : "",
            ClaimLimit.Replay => $"play {(f.Withstood.LimitingPlays.Count > 0 ? f.Withstood.LimitingPlays[0].Split('/')[1] : "")}",
            ClaimLimit.Conduit => $"by {f.WithDeclarations.CappedBy ?? f.Withstood.CappedBy}",
            _ => "",
        };
        var c = f.Coverage;
        return new Markup(string.Create(
            CultureInfo.InvariantCulture,
            $"[{colour}]{f.Target} > {f.Claim}[/]\n{Markup.Escape(limiting)}\n{c.Tested}t {c.Declared}d{(c.Compensated > 0 ? $" {c.Compensated}c" : "")} {c.Open}o"));
    }

    private static void PrintImpact(WorstImpact? worst)
    {
        if (worst is null || worst.Impact.IsNone)
        {
            Console.WriteLine("Worst impact: none of the attacks hurt the process.");
            return;
        }

        var i = worst.Impact;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Worst impact: {worst.Trial.Subject}: {i.CustomersOut} customers out, {i.CustomerMinutes:F0} customer-minutes, {i.LimitText}, {i.VentedKg:F0} kg vented, {i.UnservedKg:F1} kg unserved, {Detected(i)}."));
    }

    private static void PrintFalseAlarms(IReadOnlyList<FalseAlarmRate> rates)
    {
        if (rates.Count == 0)
        {
            return;
        }

        var loud = rates.Where(r => r.Alarms > 0).ToList();
        var said = loud.Count == 0 ? "none" : string.Join(", ", loud.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Control} {r.PerDay:0.#}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"False alarms per day: {said}; {rates.Count} monitors in {rates[0].Days * 24:0.#} h of ordinary traffic, which excludes more than {rates.Max(r => r.AtMostPerDay):0.#} a day of each (95 %)."));
    }

    private static string Detected(Impact i) => i.TimeToDetectSeconds is { } t
        ? t < 1 ? "detected at once" : string.Create(CultureInfo.InvariantCulture, $"detected after {t:F0} s")
        : "not detected";

    private static void PrintProblems(AssessmentResult result)
    {
        foreach (var e in result.Expectations.Where(e => !e.Met))
        {
            Console.WriteLine($"expectation: {e.Expectation.Place} {e.Expectation.Fr.ShortName()} expected {e.Expectation.Claim}, claim {e.Actual}");
        }

        foreach (var problem in result.Problems)
        {
            Console.WriteLine($"problem: {problem.Kind} {problem.Subject}: {problem.Reason}");
        }
    }
}
