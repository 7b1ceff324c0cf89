using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Testbed.StructuredText.Tests;

/// <summary>A syntax tree as a short text without spans: <c>Assign(Name(x), Binary(Add, Name(a), Literal(Integer, -, 1)))</c>; and all its nodes.</summary>
internal static class TreeDump
{
    public static string Of(object? value) => value switch
    {
        null => "-",
        SyntaxNode node => $"{NameOf(node)}({string.Join(", ", Parts(node).Select(Of))})",
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static IEnumerable<SyntaxNode> Nodes(SyntaxNode root)
    {
        var open = new Stack<SyntaxNode>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var part in Parts(node).SelectMany(p => p is IEnumerable list and not string ? list.Cast<object?>() : [p]).OfType<SyntaxNode>())
            {
                open.Push(part);
            }
        }
    }

    private static IEnumerable<object?> Parts(SyntaxNode node) =>
        node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != nameof(SyntaxNode.Span)).Select(p => p.GetValue(node));

    private static string NameOf(SyntaxNode node) => node.GetType().Name.Replace("Expression", "", StringComparison.Ordinal)
        .Replace("Statement", "", StringComparison.Ordinal).Replace("Syntax", "", StringComparison.Ordinal);
}
