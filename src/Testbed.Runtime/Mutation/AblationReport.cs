using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Testbed.Runtime;

/// <summary>The files of an ablation: JSON with everything, CSV and Markdown with a line per control. Pure but for <see cref="Write"/>.</summary>
public static class AblationReport
{
    private const string Statement =
        "What each control contributes when it alone is taken away: rows that are no longer met, claims that drop, plays that then succeed. "
        + "Of each control everything is tried again that it can touch; all else is taken over from the scenario as declared.";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Rows as text, each once with its places, for example <c>SR 1.1 (Z-CGS C4)</c>.</summary>
    public static string RowsText(AblationResult result) => string.Join(
        ", ", result.Rows.GroupBy(r => r.Requirement).OrderBy(g => g.Key).Select(g => $"{g.Key} ({string.Join(' ', g.Select(r => r.Place))})"));

    /// <summary>What to say where nothing depends on the control alone.</summary>
    public static string Why(AblationResult result) => result.Verdict.Verdict switch
    {
        MutantVerdict.Equivalent or MutantVerdict.Broken or MutantVerdict.Missed or MutantVerdict.NothingToLose => result.Verdict.Reason,
        MutantVerdict.NoticedInCell =>
            $"a cell of {string.Join(", ", result.Verdict.Blamed.Select(b => b.Requirement).Distinct())} falls; {result.Verdict.Reason}",
        _ => "",
    };

    /// <summary>Everything. All but <c>wallSeconds</c> is repeatable.</summary>
    public static string Json(AblationRequest request, AblationOutcome outcome) => JsonSerializer.Serialize(
        new
        {
            SchemaVersion = 1,
            Statement,
            Scenario = request.Scenario.Id,
            ModelSha256 = request.Scenario.ModelHash,
            request.Seed,
            request.HighestProfile,
            AsOf = request.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            outcome.Complete,
            outcome.BaselineTrials,
            outcome.Trials,
            WallSeconds = Math.Round(outcome.WallSeconds, 1),
            Controls = outcome.Results.Select(r => new
            {
                r.Control.Id,
                r.Control.Kind,
                r.Control.On,
                r.Place,
                Verdict = r.Verdict.Verdict,
                r.Verdict.Reason,
                RowsLost = r.Rows.Select(l => new { l.Place, Requirement = l.Requirement.ToString(), l.Now, l.Reason }),
                ClaimsDropped = r.Claims.Select(c => new
                {
                    c.Place,
                    Fr = Core.FoundationalRequirements.ShortName(c.Fr),
                    With = c.With.ToString(),
                    Without = c.Without.ToString(),
                    Target = c.Target.ToString(),
                }),
                PlaysGained = r.Plays,
                r.PlaysAgain,
                r.Trials,
            }),
        },
        Options);

    /// <summary>A line per control, RFC 4180.</summary>
    public static string Csv(AblationOutcome outcome)
    {
        var text = new StringBuilder("control,kind,on,place,verdict,rows_lost,claims_dropped,plays_gained,plays_tried,trials,reason\n");
        foreach (var r in outcome.Results)
        {
            string[] fields =
            [
                r.Control.Id, r.Control.Kind, r.Control.On, r.Place, r.Verdict.Verdict.Words(), RowsText(r), string.Join("; ", r.Claims),
                string.Join(' ', r.Plays.Select(p => p.Trial)), r.PlaysAgain.ToString(CultureInfo.InvariantCulture),
                r.Trials.ToString(CultureInfo.InvariantCulture), Why(r),
            ];
            text.AppendJoin(',', fields.Select(Quoted)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A table: first the controls that something depends on, those of most claims first, then the spare ones with who holds instead.</summary>
    public static string Markdown(AblationRequest request, AblationOutcome outcome)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Ablation of {request.Scenario.Title}\n\n{Statement}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Seed {request.Seed}, plays up to SL {request.HighestProfile}, {outcome.Results.Count} controls");
        text.Append(outcome.Complete ? ".\n\n" : ", cut short.\n\n");
        text.Append("| control | place | claims that drop | rows no longer met | plays that succeed |\n|---|---|---|---|---|\n");
        foreach (var r in outcome.Results.Where(r => !r.IsSpare).OrderByDescending(r => r.Claims.Count).ThenByDescending(r => r.Rows.Count))
        {
            var plays = r.Plays.Count > 0 ? string.Join(", ", r.Plays.Select(p => p.Trial.Split('/')[^1])) : r.PlaysAgain > 0 ? $"none of {r.PlaysAgain}" : "";
            var claims = Cell(string.Join("; ", r.Claims));
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(r.Control.Id)} | {r.Place} | {claims} | {RowsText(r)} | {plays} |\n");
        }

        var spare = outcome.Results.Where(r => r.IsSpare).ToList();
        if (spare.Count > 0)
        {
            text.Append("\n## Nothing that is stated depends on these alone\n\n| control | place | why |\n|---|---|---|\n");
            foreach (var r in spare)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Cell(r.Control.Id)} | {r.Place} | {Cell(Why(r))} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Writes <c>ablation.json</c>, <c>ablation.csv</c> and <c>ablation.md</c>, each whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, AblationRequest request, AblationOutcome outcome)
    {
        Directory.CreateDirectory(folder);
        (string Name, string Text)[] files =
            [("ablation.json", Json(request, outcome) + "\n"), ("ablation.csv", Csv(outcome)), ("ablation.md", Markdown(request, outcome))];
        foreach (var (name, text) in files)
        {
            var temporary = Path.Combine(folder, name + ".part");
            File.WriteAllText(temporary, text, new UTF8Encoding(false));
            File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }

        return [.. files.Select(f => Path.Combine(folder, f.Name))];
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
