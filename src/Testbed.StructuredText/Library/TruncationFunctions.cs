namespace Testbed.StructuredText;

/// <summary>Truncation towards zero (table 22): <c>TRUNC_INT</c>, the older <c>REAL_TRUNC_INT</c>, and TRUNC alone, which gives DINT. What does not fit is a
/// range fault.</summary>
internal static class TruncationFunctions
{
    private static readonly string[] Inputs = ["IN"];

    public static IEnumerable<StandardFunction> All()
    {
        yield return Overloaded("TRUNC", ElementaryType.Of(Elementary.DInt));
        foreach (var to in Enum.GetValues<Elementary>().Select(ElementaryType.Of).Where(t => t.IsInteger))
        {
            yield return Overloaded($"TRUNC_{to.Name}", to);
            foreach (var from in new[] { Elementary.Real, Elementary.LReal }.Select(ElementaryType.Of))
            {
                yield return Define.Fixed($"{from.Name}_TRUNC_{to.Name}", Inputs, [from], to, a => NumberConversion.Truncated(a[0], to, to.Name));
            }
        }
    }

    private static StandardFunction Overloaded(string name, ElementaryType to) =>
        Define.Uniform(name, Inputs, false, "ANY_REAL", Any.Real, (_, a) => NumberConversion.Truncated(a[0], to, to.Name), to);
}
