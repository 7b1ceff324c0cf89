using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>The words of points as scalars of YAML, read as in maps.</summary>
internal static class PointScalars
{
    /// <summary>A type with its length.</summary>
    public static ScalarType<TypeAndLength> Type { get; } = new(
        "a type of point", new(PointType.Uint16, 0), (YamlScalar s, out TypeAndLength value) =>
        {
            var known = PointWords.TryType(s.Value, out var type, out var length);
            value = new(type, length);
            return known ? null : new(DiagnosticCodes.MapType, $"{s.Describe} is no type of point", Nearest.Fix(s.Value, PointWords.Types));
        }, () => new JsonObject { ["type"] = "string" });

    /// <summary>An order of bytes and words.</summary>
    public static ScalarType<WordOrder> Order { get; } = new(
        "an order of words", WordOrder.Abcd, (YamlScalar s, out WordOrder value) => PointWords.TryOrder(s.Value, out value)
            ? null : new(DiagnosticCodes.MapWordOrder, $"{s.Describe} is no order of words", Nearest.Fix(s.Value, PointWords.Orders)), () => Words(PointWords.Orders));

    /// <summary>The rights of masters.</summary>
    public static ScalarType<PointAccess> Access { get; } = new(
        "rights", PointAccess.Rw, (YamlScalar s, out PointAccess value) => PointWords.TryAccess(s.Value, out value)
            ? null : new(DiagnosticCodes.MapAccess, $"{s.Describe} is no right", "write R, W or RW"), () => Words(PointWords.Rights));

    private static JsonObject Words(string[] words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };
}

/// <summary>A type; <paramref name="Length"/> is the characters of a string.</summary>
internal sealed record TypeAndLength(PointType Type, int Length);
