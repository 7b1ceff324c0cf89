using System.Text;
using System.Text.Json;

namespace Testbed.GasNetwork.Cases.Import;

/// <summary>JSON as Python writes it: <c>NaN</c> and <c>Infinity</c> stand bare, NumPy's numbers and whole objects hide in wrappers and in texts.</summary>
internal static class PythonJson
{
    private static readonly string[] NotNumbers = ["NaN", "-Infinity", "Infinity"];

    /// <summary>Parses a text; what is no number becomes null.</summary>
    /// <exception cref="CaseFormatException">It is no JSON; the message says where in what.</exception>
    public static JsonElement Parse(string text, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutNotNumbers(text));
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new CaseFormatException($"{what} is no JSON: {e.Message}");
        }
    }

    /// <summary>What a wrapper <c>{"_module", "_class", "_object"}</c> holds, parsed where it is a text of JSON; other values as they are.</summary>
    public static JsonElement Unwrap(JsonElement value, string what)
    {
        while (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("_object", out var inner))
        {
            value = inner.ValueKind == JsonValueKind.String && inner.GetString() is { Length: > 0 } text && text[0] is '{' or '['
                ? Parse(inner.GetString()!, what) : inner;
        }

        return value;
    }

    private static string WithoutNotNumbers(string text)
    {
        if (!NotNumbers.Any(n => text.Contains(n, StringComparison.Ordinal)))
        {
            return text;
        }

        var (result, isInText, i) = (new StringBuilder(text.Length), false, 0);
        while (i < text.Length)
        {
            if (isInText && text[i] == '\\' && i + 1 < text.Length)
            {
                result.Append(text, i, 2);
                i += 2;
                continue;
            }

            isInText ^= text[i] == '"';
            var at = i;
            if (!isInText && NotNumbers.FirstOrDefault(n => string.CompareOrdinal(text, at, n, 0, n.Length) == 0) is { } found)
            {
                result.Append("null");
                i += found.Length;
                continue;
            }

            result.Append(text[i++]);
        }

        return result.ToString();
    }
}
