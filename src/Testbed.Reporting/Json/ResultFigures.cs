using System.Text.Json;

namespace Testbed.Reporting;

/// <summary>Reads the figures of a run back from its <c>result.json</c>, for whoever renders its report again.</summary>
public static class ResultFigures
{
    /// <summary>The figures; null when the text is no result of this schema.</summary>
    public static RunFigures? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty("figures", out var f))
            {
                return null;
            }

            return new(
                f.GetProperty("trials").GetInt32(), Number(f, "wallSeconds") ?? 0, Number(f, "trialsPerSecond") ?? 0,
                Number(f, "simulatedSecondsPerWallSecond") ?? 0, f.GetProperty("pdus").GetInt64(), Number(f, "twinStartMs"), Number(f, "networkTrialMs"),
                Number(f, "processTrialMs"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static double? Number(JsonElement of, string key) =>
        of.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
