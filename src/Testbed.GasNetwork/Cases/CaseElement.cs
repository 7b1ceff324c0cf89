using System.Text.Json;

namespace Testbed.GasNetwork.Cases;

/// <summary>Fields of a case file, whose absence or wrong kind is said with the field's name and where it belongs.</summary>
internal static class CaseElement
{
    private const int Excerpt = 60;

    /// <summary>A field that must be there.</summary>
    public static JsonElement Need(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value : throw new CaseFormatException($"the field '{name}' is missing in {Start(element)}");

    /// <summary>A number that must be there.</summary>
    public static double Number(this JsonElement element, string name) =>
        element.Need(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : throw Wrong(element, name, "number");

    /// <summary>A text that must be there.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.Need(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(element, name, "text");

    /// <summary>A list that must be there.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string name) =>
        element.Need(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Wrong(element, name, "list");

    private static CaseFormatException Wrong(JsonElement element, string name, string kind) =>
        new($"the field '{name}' is of the wrong kind, it must be a {kind}, in {Start(element)}");

    private static string Start(JsonElement element)
    {
        var text = string.Join(' ', element.GetRawText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > Excerpt ? $"{text[..Excerpt]}..." : text;
    }
}
