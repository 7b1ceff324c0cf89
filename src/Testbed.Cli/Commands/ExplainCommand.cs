using System.CommandLine;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Cli;

/// <summary><c>testbed explain PLACE FR</c>: says why a level is what it is.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var place = new Argument<string>("place") { Description = "Zone or conduit." };
        var fr = new Argument<string>("fr") { Description = "IAC, UC, SI, DC, RDF, TRE or RA." };
        var run = new Option<string?>("--run") { Description = "Results folder of a run (default: the newest under results/)." };
        var command = new Command("explain", "Says in plain words why a level is what it is and what would raise it.") { place, fr, run };
        command.SetAction(parse => Execute(parse.GetValue(place)!, parse.GetValue(fr)!, RunSettings.Newest(parse.GetValue(run))));
        return command;
    }

    private static int Execute(string place, string fr, string folder)
    {
        if (!FoundationalRequirements.TryParse(fr, out var requirement))
        {
            throw new UserErrorException($"'{fr}' is no foundational requirement; say one of {string.Join(", ", FoundationalRequirements.All.Select(f => f.ShortName()))}.");
        }

        var (journal, settings) = RunSettings.Open(folder);
        using (journal)
        {
            var (run, _) = settings.ToRun();
            var outcome = run.FromJournal(journal);
            var result = Assessor.Assess(outcome.Input, ActivityTable.All.ToDictionary(a => a.Id));
            var explanation = Explainer.Explain(result, place, requirement)
                ?? throw new UserErrorException($"There is no zone or conduit '{place}' in this run; there are {string.Join(", ", result.Places.Select(p => p.Place.Id))}.");
            Console.WriteLine($"{place} {requirement.ShortName()} (run in {folder})");
            Console.WriteLine(explanation);
            return ExitCodes.Done;
        }
    }
}
