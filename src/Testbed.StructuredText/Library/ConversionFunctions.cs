namespace Testbed.StructuredText;

/// <summary>
/// <c>A_TO_B</c> for every pair of elementary types and texts that <see cref="Conversion"/> knows, with the long and the short names of the date types, and
/// the overloaded <c>TO_B</c> (tables 22 to 27), which some
/// controllers call <c>ANY_TO_B</c>.
/// </summary>
internal static class ConversionFunctions
{
    private static readonly string[] Inputs = ["IN"];

    /// <summary>Names and the types they stand for; a text has the default length.</summary>
    public static IReadOnlyList<(string Name, StType Type)> Types { get; } =
    [
        .. Enum.GetValues<Elementary>().Select(k => (ElementaryType.Of(k).Name, (StType)ElementaryType.Of(k))),
        ("TOD", ElementaryType.Of(Elementary.TimeOfDay)), ("LTOD", ElementaryType.Of(Elementary.LTimeOfDay)),
        ("DT", ElementaryType.Of(Elementary.DateAndTime)), ("LDT", ElementaryType.Of(Elementary.LDateAndTime)),
        ("STRING", new TextType(false, TextType.DefaultLength)), ("WSTRING", new TextType(true, TextType.DefaultLength)),
    ];

    public static IEnumerable<StandardFunction> All()
    {
        foreach (var to in Types)
        {
            foreach (var name in new[] { $"TO_{to.Name}", $"ANY_TO_{to.Name}" })
            {
                yield return new StandardFunction(name, Inputs, false, a => Overloaded(a, to.Type), $"{name}(IN : ANY_ELEMENTARY) : {to.Type.Name}");
            }

            foreach (var from in Types.Where(f => f.Type != to.Type && Conversion.Exists(f.Type, to.Type)))
            {
                yield return Define.Fixed($"{from.Name}_TO_{to.Name}", Inputs, [from.Type], to.Type, a => Conversion.Emit(a[0], from.Type, to.Type));
            }
        }
    }

    private static FunctionMatch? Overloaded(IReadOnlyList<ArgumentType> arguments, StType to)
    {
        if (arguments.Count != 1 || Overload.Common(arguments, Any.Elementary) is not { } from || !Conversion.Exists(from, to))
        {
            return null;
        }

        return new FunctionMatch([from], to, a => Conversion.Emit(a[0], from, to));
    }
}
