using System.CommandLine;
using Testbed.Assessment;
using Testbed.Core;
using Testbed.Reporting;

namespace Testbed.Cli;

/// <summary><c>testbed export RESULTS_DIR</c>: hands a finished run to other tools, from its journal.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("results") { Description = "Results folder of a run." };
        var format = Exports.Option("--format", $"What to write: {ExportFormats.Known}; several separated by commas. pcapng and parquet are in no result: trials are played again and must come out as in the run, so the build must be its.");
        format.Required = true;
        var output = new Option<string?>("--out") { Description = "Folder to write to (default: the results folder)." };
        var baseline = new Option<string?>("--baseline") { Description = "The Markdown summary lists drops against this file; no gate." };
        var command = new Command("export", "Writes a run's result for other tools: ATT&CK Navigator layer, requirements table, SARIF log, Markdown summary, captures, time series.")
        {
            run, format, output, baseline,
        };
        command.SetAction(parse => Execute(
            parse.GetValue(run)!, Exports.Parse(parse.GetValue(format)), parse.GetValue(output), new Gates(parse.GetValue(baseline), null, false)));
        return command;
    }

    private static int Execute(string folder, IReadOnlyList<ExportFormat> formats, string? output, Gates gates)
    {
        var before = gates.ReadBaseline();
        var (journal, settings) = RunSettings.Open(folder);
        using (journal)
        {
            var (run, request) = settings.ToRun();
            JournalCheck.SameRun(folder, journal.Key, run.Key.ToString());
            var outcome = run.FromJournal(journal);
            var result = Assessor.Assess(outcome.Input, ActivityTable.All.ToDictionary(a => a.Id));
            Exports.Write(formats, output ?? folder, settings.Scenario, result, outcome.Input, before);
            RecordedExports.Write(formats, output ?? folder, run, request, outcome.Input);
            return ExitCodes.Done;
        }
    }
}
