using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>Rules written out, with or without those of the declared flows.</summary>
internal sealed record DeclaredOr<T>(bool IncludesDeclared, IReadOnlyList<T> Written)
    where T : class
{
    /// <summary>Only those of the declared flows.</summary>
    public static DeclaredOr<T> Declared { get; } = new(true, []);

    /// <summary>Declared ones first.</summary>
    public IReadOnlyList<T> Expand(Func<IEnumerable<T>> declared) => IncludesDeclared ? [.. declared(), .. Written] : Written;
}

/// <summary>The word <c>declared</c>, or a list whose entries are rules or that word.</summary>
internal sealed class DeclaredOrListType<T>(YamlType<T> item) : YamlType<DeclaredOr<T>>
    where T : class
{
    private const string Word = "declared";

    /// <inheritdoc/>
    public override DeclaredOr<T> Fallback => DeclaredOr<T>.Declared;

    /// <inheritdoc/>
    public override bool TryRead(YamlNode node, Binding binding, out DeclaredOr<T> value)
    {
        value = Fallback;
        switch (node)
        {
            case YamlScalar { Value: Word }:
                return true;
            case YamlScalar scalar:
                binding.Report(DiagnosticCodes.UnknownWord, node.Start, $"expected 'declared' or a list, found {scalar.Describe}",
                    Nearest.Fix(scalar.Value, [Word]));
                return false;
            case YamlList list:
                var written = new List<T>();
                foreach (var entry in list.Items.Where(i => i is not YamlScalar { Value: Word }))
                {
                    if (item.TryRead(entry, binding, out var one))
                    {
                        written.Add(one);
                    }
                }

                value = new(list.Items.Any(i => i is YamlScalar { Value: Word }), written);
                return true;
            default:
                binding.Report(DiagnosticCodes.WrongType, node.Start, $"expected 'declared' or a list, found {node.Describe}");
                return false;
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var word = new JsonObject { ["const"] = Word };
        return new()
        {
            ["anyOf"] = new JsonArray(word, new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["anyOf"] = new JsonArray(word.DeepClone(), item.Schema()) },
            }),
        };
    }
}
