using System.Globalization;
using System.Text.Json.Nodes;
using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>The scalar and list types of the format.</summary>
internal static partial class Types
{
    private const int LongestId = 60;

    /// <summary>Any text but nothing.</summary>
    public static ScalarType<string> Text { get; } = new("text", "", ParseText, () => Schema("string"));

    /// <summary>true or false.</summary>
    public static ScalarType<bool> Bool { get; } = new("true or false", false, ParseBool, () => Schema("boolean"));

    /// <summary>A time with offset, ISO 8601.</summary>
    public static ScalarType<DateTimeOffset> Time { get; } = new("a time", default, ParseTime, () => Schema("string", "format", "date-time"));

    /// <summary>A day, ISO 8601.</summary>
    public static ScalarType<DateOnly> Date { get; } = new("a date", default, ParseDate, () => Schema("string", "format", "date"));

    /// <summary>A requirement of the catalogue.</summary>
    public static ScalarType<RequirementId> Requirement { get; } =
        new("a requirement id", default, ParseRequirement, () => Schema("string", "pattern", "^SR [1-7]\\.[0-9]+( RE [0-9])?$"));

    /// <summary>A technique of ATT&amp;CK for ICS.</summary>
    public static ScalarType<string> Technique { get; } =
        new("a technique id", "", ParseTechnique, () => Schema("string", "pattern", "^T0[0-9]{3}$"));

    /// <summary>A logical port.</summary>
    public static ScalarType<int> Port { get; } = Int(1, 65535, "port", DiagnosticCodes.PortOutOfRange);

    /// <summary>A Modbus function code.</summary>
    public static ScalarType<int> FunctionCode { get; } = Int(1, 127, "Modbus function code", DiagnosticCodes.FunctionCodeOutOfRange);

    /// <summary>A Modbus unit id.</summary>
    public static ScalarType<int> Unit { get; } = Int(0, 255, "Modbus unit id");

    /// <summary>Any finite number.</summary>
    public static ScalarType<double> Number { get; } = NumberType("a number", _ => null, () => Schema("number"));

    /// <summary>The words of an enumeration in lower case with hyphens.</summary>
    public static ScalarType<TEnum> Word<TEnum>(string what, string code = DiagnosticCodes.UnknownWord)
        where TEnum : struct, Enum
    {
        var words = Enum.GetValues<TEnum>().ToDictionary(Kebab, v => v, StringComparer.Ordinal);
        return new(what, default, (YamlScalar s, out TEnum value) => words.TryGetValue(s.Value, out value) ? null : Unknown(s, what, code, words.Keys),
            () => WordSchema(words.Keys));
    }

    /// <summary>One of some words.</summary>
    public static ScalarType<string> OneOf(string what, IReadOnlyCollection<string> words, string code = DiagnosticCodes.UnknownWord) =>
        new(what, "", (YamlScalar s, out string value) =>
        {
            value = s.Value;
            return words.Contains(s.Value) ? null : Unknown(s, what, code, words);
        }, () => WordSchema(words));

    /// <summary>A whole number.</summary>
    public static ScalarType<int> Int(int min, int max, string what, string code = DiagnosticCodes.OutOfRange) => new(
        "a whole number", min, (YamlScalar s, out int value) =>
        {
            if (!s.Plain || !int.TryParse(s.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            {
                value = min;
                return new(DiagnosticCodes.WrongType, $"expected a whole number ({what}), found {s.Describe}");
            }

            return value < min || value > max ? new(code, $"the {what} must lie in {min}..{max}, is {value}") : null;
        }, () => Schema("integer", "minimum", min, "maximum", max));

    /// <summary>A new id; taken when read.</summary>
    public static ScalarType<string> NewId(Named kind) => IdText.Then((id, at, binding) => binding.Define(kind, id, at));

    /// <summary>The start of ids that the loader makes.</summary>
    public static ScalarType<string> IdPrefix => IdText;

    /// <summary>An id unique within a smaller scope, such as the points of one asset.</summary>
    public static ScalarType<string> LocalId(string what, ISet<string> taken) => IdText.Then((id, at, binding) =>
    {
        if (!taken.Add(id))
        {
            binding.Report(DiagnosticCodes.DuplicateId, at, $"the id '{id}' already names a {what} here", "give every one an id of its own");
        }
    });

    /// <summary>A reference.</summary>
    public static ScalarType<string> Ref(Named kinds) => Text.Then((id, at, binding) => binding.Refer(kinds, id, at));

    /// <summary>A reference or <c>*</c> for any.</summary>
    public static ScalarType<string> RefOrAny(Named kinds) => Text.Then((id, at, binding) =>
    {
        if (id != "*")
        {
            binding.Refer(kinds, id, at);
        }
    });

    /// <summary>A list.</summary>
    public static ListType<T> List<T>(YamlType<T> item, bool needsOne = false) => new(item, needsOne: needsOne);

    /// <summary>A list, or one value that stands for a list of one.</summary>
    public static ListType<T> ListOrOne<T>(YamlType<T> item, bool needsOne = false) => new(item, orOne: true, needsOne: needsOne);

    /// <summary>A map.</summary>
    public static MapType<T> Map<T>(string what, Func<MapReader, T> bind) => new(what, bind);

    /// <summary>A map from words to values.</summary>
    public static DictionaryType<TKey, T> Dictionary<TKey, T>(YamlType<TKey> keys, YamlType<T> item)
        where TKey : notnull => new(keys, item);

    /// <summary>An enumeration's member as written in YAML.</summary>
    public static string Kebab<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : c.ToString()));

    private static ScalarType<string> IdText { get; } =
        new("an id", "", ParseId, () => Schema("string", "pattern", "^[A-Za-z][A-Za-z0-9._-]*$"));

    private static ScalarProblem Unknown(YamlScalar s, string what, string code, IEnumerable<string> words) =>
        new(code, $"{s.Describe} is no known {what}", Nearest.Fix(s.Value, words));

    private static ScalarProblem? ParseText(YamlScalar s, out string value)
    {
        value = s.Value.Trim();
        return value.Length > 0 ? null : new(DiagnosticCodes.WrongType, "expected text, found nothing");
    }

    private static ScalarProblem? ParseId(YamlScalar s, out string value)
    {
        value = s.Value;
        var valid = value.Length is > 0 and <= LongestId && char.IsAsciiLetter(value[0])
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        return valid ? null : new(DiagnosticCodes.InvalidId, $"{s.Describe} is no id: a letter, then letters, digits, '.', '_' or '-', at most {LongestId}");
    }

    private static ScalarProblem? ParseBool(YamlScalar s, out bool value)
    {
        value = s.Value == "true";
        return s.Plain && s.Value is "true" or "false" ? null : new(DiagnosticCodes.WrongType, $"expected true or false, found {s.Describe}");
    }

    private static ScalarProblem? ParseTime(YamlScalar s, out DateTimeOffset value)
    {
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];
        value = default;
        return s.Value.Length > 16 && DateTimeOffset.TryParseExact(s.Value, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
            ? null
            : new(DiagnosticCodes.BadTime, $"{s.Describe} is no time with offset", "write it like 2026-01-15T04:15:00Z");
    }

    private static ScalarProblem? ParseDate(YamlScalar s, out DateOnly value) =>
        DateOnly.TryParseExact(s.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            ? null
            : new(DiagnosticCodes.BadTime, $"{s.Describe} is no date", "write it like 2027-06-30");

    private static ScalarProblem? ParseRequirement(YamlScalar s, out RequirementId value)
    {
        if (RequirementId.TryParse(s.Value, out value) && RequirementCatalogue.Find(value) is not null)
        {
            return null;
        }

        return new(DiagnosticCodes.UnknownRequirement, $"{s.Describe} is no requirement of IEC 62443-3-3",
            Nearest.Fix(s.Value, RequirementCatalogue.All.Select(r => r.Id.ToString())));
    }

    private static ScalarProblem? ParseTechnique(YamlScalar s, out string value)
    {
        value = s.Value;
        return AttackTechniques.All.Contains(s.Value) ? null
            : new(DiagnosticCodes.UnknownTechnique, $"{s.Describe} is no technique of ATT&CK for ICS",
                Nearest.Fix(s.Value, AttackTechniques.All.Order(StringComparer.Ordinal)));
    }

    private static JsonObject WordSchema(IEnumerable<string> words)
    {
        var schema = Schema("string");
        schema["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]);
        return schema;
    }

    private static JsonObject Schema(string type, params object[] more)
    {
        var schema = new JsonObject { ["type"] = type };
        for (var i = 0; i < more.Length; i += 2)
        {
            schema[(string)more[i]] = more[i + 1] switch
            {
                int number => number,
                double number => number,
                _ => (string)more[i + 1],
            };
        }

        return schema;
    }
}
