namespace Testbed.StructuredText;

/// <summary>Which type several arguments have in common (6.6.1.7): the narrowest to which all convert implicitly; untyped literals take the type of the
/// others where they can.</summary>
internal static class Overload
{
    /// <summary>Narrow before wide, integers before reals.</summary>
    private static readonly ElementaryType[] ByWidth =
        [.. Enum.GetValues<Elementary>().Select(ElementaryType.Of).OrderBy(t => t.IsReal).ThenBy(t => t.Size).ThenBy(t => t.Kind)];

    /// <summary>Whether an argument may stand for a parameter of a type.</summary>
    public static bool Fits(ArgumentType argument, StType type) =>
        ImplicitConversion.Exists(argument.Type, type) || (argument.IsUntypedLiteral && LiteralFits(argument.Type, type));

    /// <summary>The common type of arguments among those that a function takes; null where there is none.</summary>
    public static StType? Common(IEnumerable<ArgumentType> arguments, Func<StType, bool> takes)
    {
        var all = arguments.ToArray();
        if (all.Length == 0)
        {
            return null;
        }

        if (all.Any(a => a.Type is TextType or ElementaryType { Kind: Elementary.Char or Elementary.WChar }))
        {
            return CommonText(all, takes);
        }

        if (all.Any(a => a.Type is not ElementaryType))
        {
            return all.All(a => ReferenceEquals(a.Type, all[0].Type)) && takes(all[0].Type) ? all[0].Type : null;
        }

        if (!all.All(a => a.IsUntypedLiteral))
        {
            return ByWidth.FirstOrDefault(t => takes(t) && all.All(a => a.IsUntypedLiteral ? Fits(a, t) : ImplicitConversion.Exists(a.Type, t)));
        }

        // Nothing but literals: their own type, though no arithmetic in eight bits.
        return ByWidth.FirstOrDefault(t => takes(t) && !(t.IsInteger && t.Size == 1) && all.All(a => ImplicitConversion.Exists(a.Type, t)))
            ?? ByWidth.FirstOrDefault(t => t.Kind != Elementary.Bool && takes(t) && all.All(a => Fits(a, t)));
    }

    private static StType? CommonText(ArgumentType[] all, Func<StType, bool> takes)
    {
        var common = all.FirstOrDefault(a => !a.IsUntypedLiteral, all[0]).Type;
        if (takes(common) && all.All(a => Fits(a, common)) && common is ElementaryType)
        {
            return common;
        }

        StType? text = new TextType(IsWide(common), 1);
        foreach (var argument in all)
        {
            text = text is null ? null : ImplicitConversion.Common(text, argument.Type);
        }

        return text is not null && takes(text) ? text : null;
    }

    private static bool IsWide(StType type) => type is TextType { IsWide: true } or ElementaryType { Kind: Elementary.WChar };

    private static bool LiteralFits(StType literal, StType type) => (literal, type) switch
    {
        (ElementaryType { IsInteger: true }, ElementaryType { IsReal: true }) => true,
        (ElementaryType { IsInteger: true, IsSigned: false } a, ElementaryType { IsSigned: true }) => type.Size > a.Size,
        (ElementaryType { IsInteger: true } a, ElementaryType { IsInteger: true } or ElementaryType { IsBitString: true }) => type.Size >= a.Size,
        (ElementaryType { IsReal: true }, ElementaryType { IsReal: true }) => true,
        (TextType { IsWide: false, MaxLength: 1 }, ElementaryType { Kind: Elementary.Char }) => true,
        (TextType { IsWide: true, MaxLength: 1 }, ElementaryType { Kind: Elementary.WChar }) => true,
        _ => false,
    };
}
