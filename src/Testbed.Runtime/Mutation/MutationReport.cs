using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>The kill score: mutants noticed and blamed right, of those that change the truth of a row.</summary>
/// <param name="Killed">Noticed, and blamed right.</param>
/// <param name="InCell">Of these, seen in a cell only, because the row was not met before.</param>
/// <param name="Elsewhere">Blamed wrong.</param>
/// <param name="Missed">Survivors.</param>
/// <param name="Equivalent">Covered by a named control; not in the score.</param>
/// <param name="NothingToLose">No met row was at stake; not in the score.</param>
/// <param name="Broken">No verdict; not in the score.</param>
public sealed record KillScore(int Killed, int InCell, int Elsewhere, int Missed, int Equivalent, int NothingToLose, int Broken)
{
    /// <summary>Mutants that count.</summary>
    public int Counted => Killed + Elsewhere + Missed;

    /// <summary>Killed over counted, 0..1; 1 when nothing counts.</summary>
    public double Share => Counted == 0 ? 1 : (double)Killed / Counted;

    /// <summary>Counts results.</summary>
    public static KillScore Of(IReadOnlyList<MutantResult> results)
    {
        int Count(MutantVerdict verdict) => results.Count(r => r.Verdict == verdict);
        return new(
            results.Count(r => r.IsKilled), Count(MutantVerdict.NoticedInCell), Count(MutantVerdict.NoticedElsewhere), Count(MutantVerdict.Missed),
            Count(MutantVerdict.Equivalent), Count(MutantVerdict.NothingToLose), Count(MutantVerdict.Broken));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"kill score {Killed}/{Counted} ({100 * Share:F0} %): {Killed} noticed and blamed right ({InCell} in a cell of a row whose truth could not change), "
        + $"{Elsewhere} blamed wrong, {Missed} missed; beside the score {Equivalent} equivalent, {NothingToLose} with nothing to lose, {Broken} broken");
}

/// <summary>Words and files of a mutation run. Pure but for <see cref="Write"/>.</summary>
public static class MutationReport
{
    /// <summary>The file's name in the results folder.</summary>
    public const string FileName = "mutation.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The verdict as a reader sees it.</summary>
    public static string Words(this MutantVerdict verdict) => verdict switch
    {
        MutantVerdict.Noticed => "noticed",
        MutantVerdict.NoticedInCell => "noticed (cell)",
        MutantVerdict.NoticedElsewhere => "noticed elsewhere",
        MutantVerdict.Equivalent => "equivalent",
        MutantVerdict.NothingToLose => "nothing to lose",
        MutantVerdict.Missed => "MISSED",
        _ => "broken",
    };

    /// <summary>The file's text. Everything but <c>wallSeconds</c> is repeatable.</summary>
    public static string Json(MutationRequest request, MutationOutcome outcome) => JsonSerializer.Serialize(
        new
        {
            SchemaVersion = 1,
            Scenario = request.Scenario.Id,
            ModelSha256 = request.Scenario.ModelHash,
            request.Seed,
            AsOf = request.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            request.Full,
            outcome.Complete,
            outcome.BaselineTrials,
            outcome.MutantTrials,
            WallSeconds = Math.Round(outcome.WallSeconds, 1),
            Score = KillScore.Of(outcome.Results),
            Mutants = outcome.Results.Select(r => new
            {
                r.Mutant.Id,
                r.Mutant.Operator,
                Control = r.Mutant.Control.Id,
                r.Mutant.Control.On,
                r.Mutant.Place,
                r.Mutant.Description,
                ExpectedBlame = r.Mutant.ExpectedBlame.Select(b => b.ToString()),
                Verdict = r.Verdict,
                Blamed = r.Blamed.Select(Lost),
                Others = r.Others.Select(Lost),
                r.Reason,
                r.Trials,
            }),
        },
        Options);

    /// <summary>Writes the file into a folder, whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static string Write(string folder, MutationRequest request, MutationOutcome outcome)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        var temporary = file + ".part";
        File.WriteAllText(temporary, Json(request, outcome) + "\n", new UTF8Encoding(false));
        File.Move(temporary, file, overwrite: true);
        return file;
    }

    private static object Lost(LostRequirement lost) => new { lost.Place, Requirement = lost.Requirement.ToString(), lost.Now, lost.Reason };
}
