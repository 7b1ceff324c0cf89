using System.Globalization;
using System.Text.Json;
using Testbed.Runtime;

namespace Testbed.Cli;

/// <summary>The settings of a run as kept in its journal, so that later commands can work on its folder.</summary>
internal sealed record RunSettings(string Scenario, string? ProfilesDirectory, ulong Seed, int HighestProfile, IReadOnlyList<string> Only, string AsOf)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static RunSettings FromJson(string json) => JsonSerializer.Deserialize<RunSettings>(json)!;

    /// <summary>The run these settings describe.</summary>
    public (AssessmentRun Run, RunRequest Request) ToRun(int? workers = null, ulong? deliveryNoise = null)
    {
        var scenario = ScenarioSource.Load(Scenario);
        var (attacks, hash, _) = ScenarioSource.Attacks(ProfilesDirectory, Scenario);
        var request = new RunRequest
        {
            Scenario = scenario,
            Seed = Seed,
            HighestProfile = HighestProfile,
            Only = Only,
            AsOf = DateOnly.ParseExact(AsOf, AssessmentDay.Format, CultureInfo.InvariantCulture),
            Workers = Math.Clamp(workers ?? Environment.ProcessorCount, 1, 64),
            DeliveryNoise = deliveryNoise,
        };
        return (new AssessmentRun(request, attacks, hash), request);
    }

    /// <summary>Opens the journal of a results folder.</summary>
    public static (RunJournal Journal, RunSettings Settings) Open(string folder)
    {
        var file = Path.Combine(folder, "journal.sqlite");
        if (!File.Exists(file))
        {
            throw new UserErrorException($"{folder} holds no run (no journal.sqlite); run 'testbed run SCENARIO' first, or name its folder with --run.");
        }

        var journal = RunJournal.OpenExisting(file);
        var settings = journal.Settings ?? throw new UserErrorException($"{file} holds no run.");
        return (journal, FromJson(settings));
    }

    /// <summary>The folder of the newest run when none is named.</summary>
    public static string Newest(string? named)
    {
        if (named is not null)
        {
            return named;
        }

        var root = new DirectoryInfo("results");
        return root.Exists && root.GetDirectories().Where(d => File.Exists(Path.Combine(d.FullName, "journal.sqlite")))
            .MaxBy(d => File.GetLastWriteTimeUtc(Path.Combine(d.FullName, "journal.sqlite"))) is { } newest
            ? newest.FullName
            : throw new UserErrorException("There is no run under ./results; run 'testbed run SCENARIO' first, or name its folder with --run.");
    }
}
