using System.Text.Json;
using System.Text.Json.Nodes;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Reads and writes baselines: claims and verdicts of a run, small enough to review in a change. Not applicable rows are left out.</summary>
public static class BaselineFile
{
    /// <summary>Renders a baseline.</summary>
    public static string Render(Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var places = new JsonObject();
        foreach (var (place, claim) in baseline.Claims.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var verdicts = new JsonObject();
            foreach (var (key, verdict) in baseline.Verdicts.Where(v => v.Key.Place == place && v.Value != Verdict.NotApplicable)
                .OrderBy(v => v.Key.Requirement))
            {
                verdicts[key.Requirement.ToString()] = verdict.ToString();
            }

            places[place] = new JsonObject { ["claim"] = claim.ToString(), ["verdicts"] = verdicts };
        }

        var root = new JsonObject { ["schemaVersion"] = 1, ["kind"] = "baseline", ["scenario"] = baseline.Scenario, ["places"] = places };
        return JsonText.Of(root);
    }

    /// <summary>Writes a baseline, whole or not at all.</summary>
    public static void Write(string path, Baseline baseline) => AtomicFile.Write(path, Render(baseline));

    /// <summary>Reads a baseline file.</summary>
    /// <exception cref="FormatException">The file is no baseline of this version; the message says where.</exception>
    public static Baseline Read(string path) => Parse(File.ReadAllText(path));

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="FormatException">The text is no baseline of this version; the message says where.</exception>
    public static Baseline Parse(string text)
    {
        try
        {
            var root = JsonNode.Parse(text)?.AsObject() ?? throw new FormatException("The baseline is empty.");
            if ((string?)root["kind"] != "baseline" || (int?)root["schemaVersion"] != 1)
            {
                throw new FormatException("The file is no baseline of schema version 1; write one with --write-baseline.");
            }

            var claims = new Dictionary<string, SlVector>();
            var verdicts = new Dictionary<(string, RequirementId), Verdict>();
            foreach (var (id, node) in root["places"]?.AsObject() ?? throw new FormatException("The baseline has no 'places'."))
            {
                ReadPlace(id, node?.AsObject() ?? throw new FormatException($"Place {id} of the baseline is empty."), claims, verdicts);
            }

            return new((string?)root["scenario"] ?? "", claims, verdicts);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The baseline cannot be read: {e.Message}", e);
        }
    }

    private static void ReadPlace(string id, JsonObject place, Dictionary<string, SlVector> claims, Dictionary<(string, RequirementId), Verdict> verdicts)
    {
        claims[id] = SlVector.TryParse((string?)place["claim"], out var claim)
            ? claim
            : throw new FormatException($"Place {id} of the baseline has no claim such as '{{2 2 3 1 3 2 2}}'.");

        // What is left out was not applicable; spelling it out lets a comparison see that it became something else.
        foreach (var row in RequirementCatalogue.All)
        {
            verdicts[(id, row.Id)] = Verdict.NotApplicable;
        }

        foreach (var (row, value) in place["verdicts"]?.AsObject() ?? [])
        {
            verdicts[(id, RequirementId.Parse(row))] = Enum.TryParse<Verdict>((string?)value, out var verdict)
                ? verdict
                : throw new FormatException($"Place {id}, {row} of the baseline: '{value}' is no verdict.");
        }
    }
}
