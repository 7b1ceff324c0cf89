using System.Text.Json.Nodes;
using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>
/// An SL vector: a list of seven levels, or text such as <c>{2 2 3 1 3 2 2}</c>. Unquoted braces make YAML read a map with one key; that is accepted too,
/// because everybody writes vectors that way.
/// </summary>
internal sealed class VectorType(bool allowsDash) : YamlType<SlVector>
{
    /// <inheritdoc/>
    public override SlVector Fallback => SlVector.NotAssessed;

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Binding binding, out SlVector value)
    {
        value = Fallback;
        var parts = Parts(node);
        if (parts is null)
        {
            binding.Report(DiagnosticCodes.WrongType, node.Start, $"expected an SL vector, found {node.Describe}", "write [2, 2, 3, 1, 3, 2, 2]");
            return false;
        }

        if (parts.Count != 7)
        {
            binding.Report(DiagnosticCodes.VectorLength, node.Start, $"an SL vector has 7 entries (IAC UC SI DC RDF TRE RA), this has {parts.Count}");
            return false;
        }

        var levels = new List<SecurityLevel>();
        foreach (var part in parts)
        {
            if (!SecurityLevel.TryParse(part.Value, out var level) || (!level.IsAssessed && !allowsDash))
            {
                binding.Report(DiagnosticCodes.LevelOutOfRange, part.Start, $"a security level is 0 to 4{(allowsDash ? " or -" : "")}, found {part.Describe}");
                return false;
            }

            levels.Add(level);
        }

        value = SlVector.Of(levels);
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var level = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = 4 };
        var item = allowsDash ? new JsonObject { ["anyOf"] = new JsonArray(level, new JsonObject { ["const"] = "-" }) } : level;
        return new()
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 7, ["maxItems"] = 7 },
                new JsonObject { ["type"] = "string", ["pattern"] = allowsDash ? "^\\{?[0-4-]( [0-4-]){6}\\}?$" : "^\\{?[0-4]( [0-4]){6}\\}?$" }),
        };
    }

    private static List<YamlScalar>? Parts(YamlNode node) => node switch
    {
        YamlList list when list.Items.All(i => i is YamlScalar) => [.. list.Items.Cast<YamlScalar>()],
        YamlScalar scalar => Split(scalar, scalar.Start),
        YamlMap { Entries: [{ Value: YamlScalar { IsNull: true } } only] } => Split(only.Key, node.Start),
        _ => null,
    };

    private static List<YamlScalar> Split(YamlScalar text, Mark at) =>
        [.. text.Value.Trim('{', '}').Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(p => new YamlScalar(at, p, true))];
}
