using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>CHAR and WCHAR as texts of one character, and back.</summary>
internal static class CharacterText
{
    private static readonly string[] Narrow = [.. Enumerable.Range(0, 256).Select(c => ((char)c).ToString())];

    /// <summary>A call that makes a text of a character.</summary>
    public static Expression ToText(Expression value, ElementaryType type) =>
        Expression.Call(((Func<ushort, string>)ToText).Method, type.Kind == Elementary.WChar ? value : Expression.Convert(value, typeof(ushort)));

    /// <summary>One character; those of ISO 8859-1 are made once.</summary>
    public static string ToText(ushort character) => character < Narrow.Length ? Narrow[character] : ((char)character).ToString();

    /// <summary>The first character; an empty text gives NUL.</summary>
    public static ushort First(string text) => text.Length == 0 ? (ushort)0 : text[0];
}
