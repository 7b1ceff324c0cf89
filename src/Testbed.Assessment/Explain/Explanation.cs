using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Why a level is what it is, in plain words.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Fr">The FR.</param>
/// <param name="Because">Why the claim is what it is.</param>
/// <param name="Blocking">The rows that keep it from rising, with their cells, evidence and controls.</param>
/// <param name="ToRise">What the next level needs, in the order in which to work on it.</param>
/// <param name="Notes">What else the reader should know: declared rows, claims above SL-C, untested levels.</param>
public sealed record Explanation(
    string Place, FoundationalRequirement Fr, IReadOnlyList<string> Because, IReadOnlyList<string> Blocking, IReadOnlyList<string> ToRise,
    IReadOnlyList<string> Notes)
{
    /// <summary>The explanation as printed: headed paragraphs of indented lines, without a final line break.</summary>
    public override string ToString() => string.Join(
        '\n',
        Paragraph("Why", Because).Concat(Paragraph("Blocking", Blocking)).Concat(Paragraph("To raise it, in this order", ToRise))
            .Concat(Paragraph("Note", Notes)));

    private static IEnumerable<string> Paragraph(string head, IReadOnlyList<string> lines) =>
        lines.Count == 0 ? [] : lines.Select(l => $"  {l}").Prepend(head);
}
