using System.Globalization;
using Testbed.Core;
using Testbed.Reporting;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary>Exports that a result does not hold: trials of the run are played again with recorders on.</summary>
internal static class RecordedExports
{
    /// <summary>Writes the files and prints their paths. Without a recorded format nothing is played.</summary>
    public static void Write(IReadOnlyList<ExportFormat> formats, string folder, AssessmentRun run, RunRequest request, AssessmentInput input)
    {
        var recorded = formats.Where(ExportFormats.IsRecorded).ToList();
        if (recorded.Count == 0)
        {
            return;
        }

        if (!input.Complete)
        {
            Console.Error.WriteLine(
                $"warning: the run was cut short; {string.Join(" and ", recorded.Select(ExportFormats.NameOf))} need a whole one and are left out.");
            return;
        }

        var options = new RecordingOptions(recorded.Contains(ExportFormat.Pcapng) ? new WireCap() : null, recorded.Contains(ExportFormat.Parquet));
        var recording = new RecordingRun(request, run.Plan, options);
        var ended = input.Trials.ToDictionary(t => t.Id, StringComparer.Ordinal);
        Console.WriteLine(FormattableString.Invariant(
            $"playing {recording.Chosen(ended).Count} trials again for {string.Join(" and ", recorded.Select(ExportFormats.NameOf))}"));
        List<IRecordingExport> exports = [];
        try
        {
            exports.AddRange(recorded.Select(f => Open(f, folder, input)));
            recording.Execute(ended, trial => exports.ForEach(e => e.Add(trial)));
            foreach (var path in exports.SelectMany(e => e.Complete()))
            {
                Console.WriteLine($"export: {path}");
            }
        }
        finally
        {
            exports.ForEach(e => e.Dispose());
        }
    }

    private static IRecordingExport Open(ExportFormat format, string folder, AssessmentInput input) => format == ExportFormat.Pcapng
        ? new ConduitCaptures(folder)
        : new SeriesTable(folder, new Dictionary<string, string>
        {
            ["statement"] = "A simulated gas network under simulated attack; a prediction, as modelled.",
            ["scenario"] = input.Scenario,
            ["seed"] = input.Seed.ToString(CultureInfo.InvariantCulture),
            ["model_sha256"] = input.ModelHash,
            ["evidence_sha256"] = input.EvidenceHash,
        });
}
