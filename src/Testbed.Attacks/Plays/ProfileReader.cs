using System.Globalization;
using Testbed.Core;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Testbed.Attacks;

/// <summary>Reads one profile file. Reports everything it finds wrong at once.</summary>
internal static class ProfileReader
{
    private const double CampaignWatchSeconds = 4 * 3600;

    private static readonly string[] PlayKeys = ["id", "title", "target", "vantage", "goal", "attack", "guards", "steps", "hold-s", "watch-s"];

    /// <summary>The profile, or null when there is nothing to read.</summary>
    public static AttackProfile? Read(string file, string text, int level, List<Diagnostic> diagnostics)
    {
        var lines = text.Split('\n');
        if (Root(file, text, lines, diagnostics) is not { } root)
        {
            return null;
        }

        root.AllowOnly("level", "title", "includes", "means", "resources", "skills", "motivation", "limits", "plays", "campaigns");
        if ((int)root.Number("level", 0) != level)
        {
            root.Report("TB2010", "level", string.Create(CultureInfo.InvariantCulture, $"The file {file} must have level {level}."));
        }

        var below = level == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"sl{level - 1}");
        if (root.Optional("includes") != below)
        {
            root.Report(
                "TB2010", "includes", below is null ? "The lowest profile includes no other." : $"Profiles nest: this one includes {below}.",
                below is null ? null : $"Write 'includes: {below}'.");
        }

        var attacker = new AttackerMeans(
            root.OneOf("means", "none", "simple", "sophisticated"), root.OneOf("resources", "none", "low", "moderate", "extended"),
            root.OneOf("skills", "none", "generic", "iacs"), root.OneOf("motivation", "none", "low", "moderate", "high"));
        var bounds = root.Section("limits");
        bounds?.AllowOnly("steps", "requests");
        var limits = new AttackLimits((int)(bounds?.Number("steps", 0) ?? 0), (int)(bounds?.Number("requests", 0) ?? 0));
        var plays = root.List("plays").Select(p => ReadPlay(p, level, limits, campaign: false)).OfType<Play>().ToList();
        var campaigns = root.List("campaigns").Select(p => ReadPlay(p, level, limits, campaign: true)).OfType<Play>().ToList();
        return new(level, root.Text("title"), attacker, limits, plays, campaigns);
    }

    private static YamlSection? Root(string file, string text, string[] lines, List<Diagnostic> diagnostics)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode map }, ..])
            {
                return new(map, file, lines, diagnostics);
            }

            diagnostics.Add(new("TB2001", DiagnosticSeverity.Error, file, 1, 1, "The file holds no YAML mapping."));
        }
        catch (YamlException e)
        {
            var (line, column) = ((int)e.Start.Line, (int)e.Start.Column);
            diagnostics.Add(new(
                "TB2001", DiagnosticSeverity.Error, file, line, column, $"This is no valid YAML: {e.Message}", null, lines.ElementAtOrDefault(line - 1)));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser leaves some malformed texts with bare exceptions and no position.
            diagnostics.Add(new("TB2001", DiagnosticSeverity.Error, file, 1, 1, $"This is no valid YAML: {e.Message}"));
        }

        return null;
    }

    private static Play? ReadPlay(YamlSection play, int level, AttackLimits limits, bool campaign)
    {
        play.AllowOnly(campaign ? [.. PlayKeys, "process-goal"] : PlayKeys);
        var id = play.Text("id");
        var steps = play.List("steps").Select(s => ReadStep(s, limits, campaign)).OfType<PlayStep>().ToList();
        if (play.List("steps").Count == 0)
        {
            play.Report("TB2003", null, $"The play '{id}' has no steps.");
        }
        else if (steps.Count(s => s.Failure is null) > limits.Steps)
        {
            play.Report("TB2014", "steps", string.Create(
                CultureInfo.InvariantCulture, $"{steps.Count(s => s.Failure is null)} steps are more than the profile's limit of {limits.Steps}."));
        }

        if (steps.Count(s => s.Failure is not null) > 1)
        {
            play.Report("TB2021", "steps", "More than one mechanical failure.", "A campaign meets one at most: two at a time are no ordinary bad luck.");
        }

        CheckAttackIds(play, steps);
        var result = new Play
        {
            Id = id,
            Title = play.Text("title"),
            Level = level,
            Target = play.Text("target"),
            Vantage = CheckVantage(play, play.Text("vantage")),
            Goal = ReadGoal(play),
            Steps = steps,
            StatedGuards = ReadGuards(play),
            HoldSeconds = play.Number("hold-s", 0),
            WatchSeconds = play.Number("watch-s", campaign ? CampaignWatchSeconds : 0),
            ProcessGoal = campaign ? play.Text("process-goal") : null,
        };
        return steps.Count > 0 && id.Length > 0 ? result : null;
    }

    private static BreachKind ReadGoal(YamlSection play)
    {
        var word = play.OneOf("goal", "write", "read", "session", "reading", "availability", "transfer", "concealment");
        return Enum.TryParse<BreachKind>(word, ignoreCase: true, out var goal) ? goal : BreachKind.None;
    }

    private static List<(bool OfConduit, FoundationalRequirement Fr)> ReadGuards(YamlSection play)
    {
        var guards = new List<(bool, FoundationalRequirement)>();
        foreach (var text in play.Texts("guards"))
        {
            var words = text.Split(':', 2);
            if (words is ["conduit" or "target", { Length: > 0 } name] && FoundationalRequirements.TryParse(name, out var fr))
            {
                guards.Add((words[0] == "conduit", fr));
            }
            else
            {
                play.Report("TB2016", "guards", $"'{text}' is no guard.", "Write conduit:FR or target:FR, with FR one of IAC, UC, SI, DC, RDF, TRE, RA.");
            }
        }

        return guards;
    }

    private static PlayStep? ReadStep(YamlSection step, AttackLimits limits, bool campaign)
    {
        step.AllowOnly("technique", "mechanical-failure", "with", "target", "vantage", "wait-s");
        if (step.Optional("mechanical-failure") is { } word)
        {
            return ReadFailure(step, word, campaign);
        }

        var name = step.Text("technique");
        if (TechniqueCatalogue.Find(name) is not { } technique)
        {
            if (name.Length > 0)
            {
                var near = YamlSection.Nearest(name, TechniqueCatalogue.All.Select(t => t.Id));
                step.Report("TB2005", "technique", $"The technique '{name}' is unknown.", near is null ? null : $"Did you mean '{near}'?");
            }

            return null;
        }

        var with = step.Section("with", required: false);
        var parameters = with?.Pairs() ?? new Dictionary<string, string>();
        foreach (var key in parameters.Keys.Where(k => !technique.Parameters.Contains(k)))
        {
            with!.Report("TB2006", key, $"The technique '{name}' has no parameter '{key}'.", $"It knows: {string.Join(", ", technique.Parameters)}.");
        }

        if (with?.Number("requests", 0) > limits.Requests)
        {
            with.Report("TB2014", "requests", string.Create(CultureInfo.InvariantCulture, $"The profile's limit is {limits.Requests} requests."));
        }

        var vantage = step.Optional("vantage");
        return new(technique, step.Optional("target") ?? "", vantage is null ? null : CheckVantage(step, vantage), parameters, step.Number("wait-s", 0));
    }

    private static PlayStep? ReadFailure(YamlSection step, string word, bool campaign)
    {
        if (!campaign)
        {
            step.Report("TB2020", "mechanical-failure", "A mechanical failure is a circumstance of a campaign, no step of a play.", "Move it to a campaign.");
        }

        if (step.Optional("technique") is not null)
        {
            step.Report("TB2020", "technique", "A step is either a technique or a mechanical failure.", "Make two steps of it.");
        }

        var words = Enum.GetValues<PlantFailure>().ToDictionary(f => PlayScene.KindWord(f));
        if (!words.TryGetValue(word, out var failure))
        {
            var near = YamlSection.Nearest(word, words.Keys);
            step.Report("TB2022", "mechanical-failure", $"'{word}' is no mechanical failure.", near is null ? $"Known: {string.Join(", ", words.Keys)}." : $"Did you mean '{near}'?");
            return null;
        }

        var vantage = step.Optional("vantage");
        var at = vantage is null ? null : CheckVantage(step, vantage);
        return new(null, step.Optional("target") ?? "", at, new Dictionary<string, string>(), step.Number("wait-s", 0)) { Failure = failure };
    }

    private static string CheckVantage(YamlSection at, string vantage)
    {
        var words = vantage.Split(':', 2);
        if (vantage.Length > 0 && (words.Length != 2 || words[1].Length == 0 || words[0] is not ("zone" or "asset" or "reached" or "span")))
        {
            at.Report("TB2008", "vantage", $"'{vantage}' is no vantage.", "Write zone:..., asset:..., reached:... or span:...");
            return "zone:target";
        }

        return vantage;
    }

    // The ids are written beside the steps for readers of the file; they must agree with what the steps do.
    private static void CheckAttackIds(YamlSection play, List<PlayStep> steps)
    {
        var stated = play.Texts("attack");
        foreach (var id in stated.Where(i => !AttackTechniques.IsKnown(i)))
        {
            play.Report("TB2013", "attack", $"'{id}' is no technique of ATT&CK for ICS v18.1.");
        }

        var used = steps.Select(s => s.Technique?.AttackId).OfType<string>().Distinct().ToList();
        if (stated.All(AttackTechniques.IsKnown) && !used.ToHashSet().SetEquals(stated))
        {
            play.Report("TB2013", "attack", "The technique ids do not agree with the steps.", $"Write 'attack: [{string.Join(", ", used)}]'.");
        }
    }
}
