using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Testbed.Core;

/// <summary>Reads one file of the activity table. Strict: an unknown key, a missing one, a null or an unknown word is an error.</summary>
internal static class ActivityReader
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a file's rows in file order.</summary>
    /// <exception cref="InvalidDataException">The text is not a list of well-formed rows; the message names the row where it is known.</exception>
    public static IReadOnlyList<Activity> Read(string json)
    {
        try
        {
            var rows = JsonSerializer.Deserialize<Row[]>(json, Strict) ?? throw new InvalidDataException("The file holds no list of rows.");
            return [.. rows.Select(ToActivity)];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The activity table is malformed: {e.Message}", e);
        }
    }

    private static Activity ToActivity(Row row)
    {
        if (!RequirementId.TryParse(row.Id, out var id))
        {
            throw new InvalidDataException($"'{row.Id}' is no requirement id.");
        }

        var appliesTo = new Applicability(
            Frozen(row.AppliesTo.Places.Select(p => Place(p, row.Id))),
            Frozen(row.AppliesTo.Interfaces.Select(i => Interface(i, row.Id))),
            Frozen(row.AppliesTo.When));
        return new Activity(
            id, Mode(row.Mode, row.Id), row.Objective, Frozen(row.Prerequisites), row.Stimulus, row.PassObservation,
            row.DeclaredRemainder, appliesTo, Frozen(row.NotApplicable));
    }

    private static ReadOnlyCollection<T> Frozen<T>(IEnumerable<T> items) => Array.AsReadOnly([.. items]);

    private static TestMode Mode(string word, string row) => word switch
    {
        "DYN" => TestMode.Dynamic,
        "PART" => TestMode.Partial,
        "CFG" => TestMode.Configuration,
        "DECL" => TestMode.Declared,
        _ => throw Unknown("mode", word, row),
    };

    private static PlaceKind Place(string word, string row) => word switch
    {
        "zone" => PlaceKind.Zone,
        "conduit" => PlaceKind.Conduit,
        _ => throw Unknown("place", word, row),
    };

    private static string Interface(string word, string row) => word is "human" or "machine" ? word : throw Unknown("interface", word, row);

    private static InvalidDataException Unknown(string what, string word, string row) => new($"{row}: '{word}' is no {what}.");

    private sealed record Row(
        string Id, string Mode, string Objective, string[] Prerequisites, string Stimulus, string PassObservation, string? DeclaredRemainder,
        RowApplicability AppliesTo, NotApplicableReason[] NotApplicable);

    private sealed record RowApplicability(string[] Places, string[] Interfaces, string[] When);
}
