using System.CommandLine;
using Testbed.Assessment;
using Testbed.Core;
using Testbed.Reporting;

namespace Testbed.Cli;

/// <summary><c>testbed report RESULTS_DIR</c>: renders the report of a finished run again, from its journal.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("results") { Description = "Results folder of a run." };
        var output = new Option<string?>("--out") { Description = "Folder to write to (default: the results folder)." };
        var command = new Command("report", "Renders report.html, result.json and junit.xml of a run again, without running anything.") { run, output };
        command.SetAction(parse => Execute(parse.GetValue(run)!, parse.GetValue(output)));
        return command;
    }

    private static int Execute(string folder, string? output)
    {
        var (journal, settings) = RunSettings.Open(folder);
        using (journal)
        {
            var (run, _) = settings.ToRun();
            JournalCheck.SameRun(folder, journal.Key, run.Key.ToString());
            var outcome = run.FromJournal(journal);
            var result = Assessor.Assess(outcome.Input, ActivityTable.All.ToDictionary(a => a.Id));
            // How fast the run was is in no journal; the run wrote it beside the result.
            var json = Path.Combine(folder, ReportWriter.JsonFile);
            var figures = File.Exists(json) ? ResultFigures.Read(File.ReadAllText(json)) : null;
            var target = output ?? folder;
            ReportWriter.Write(target, result, outcome.Input, figures ?? new(outcome.Times.Trials, 0, 0, 0, outcome.Times.Pdus, null, null, null));
            Console.WriteLine($"report: {Path.Combine(target, ReportWriter.HtmlFile)}");
            return ExitCodes.Done;
        }
    }
}
