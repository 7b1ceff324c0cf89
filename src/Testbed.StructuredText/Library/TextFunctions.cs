using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Functions of texts (table 34). Positions count from 1. Lengths and positions outside of a text are cut to it: a negative length is 0, a position past the
/// end leaves nothing. Results are as long as they
/// come out; an assignment cuts them to the target. CHAR and WCHAR are taken as texts of one character.
/// </summary>
internal static class TextFunctions
{
    /// <summary>No text is longer: two bytes of length in memory.</summary>
    private const int Longest = ushort.MaxValue;

    private static readonly ElementaryType Count = ElementaryType.Of(Elementary.Int);
    private static readonly string[] Two = ["IN1", "IN2"];

    public static IEnumerable<StandardFunction> All() =>
    [
        Make("LEN", ["IN"], 1, "ANY_STRING", (_, a) => Expression.Convert(Expression.Property(a[0], nameof(string.Length)), typeof(short)), Count),
        Make("LEFT", ["IN", "L"], 1, "ANY_STRING", (_, a) => Define.Call((Func<string, long, string>)Left, [.. a])),
        Make("RIGHT", ["IN", "L"], 1, "ANY_STRING", (_, a) => Define.Call((Func<string, long, string>)Right, [.. a])),
        Make("MID", ["IN", "L", "P"], 1, "ANY_STRING", (_, a) => Define.Call((Func<string, long, long, string>)Mid, [.. a])),
        new("CONCAT", Two, true, Concatenate, "CONCAT(IN1 : ANY_STRING, IN2 : ANY_STRING, ...) : ANY_STRING"),
        Make("INSERT", ["IN1", "IN2", "P"], 2, "ANY_STRING", (_, a) => Define.Call((Func<string, string, long, string>)Insert, [.. a])),
        Make("DELETE", ["IN", "L", "P"], 1, "ANY_STRING", (_, a) => Define.Call((Func<string, long, long, string>)Delete, [.. a])),
        Make("REPLACE", ["IN1", "IN2", "L", "P"], 2, "ANY_STRING", (_, a) => Define.Call((Func<string, string, long, long, string>)Replace, [.. a])),
        Make("FIND", Two, 2, "ANY_STRING", (_, a) => Define.Call((Func<string, string, short>)Find, [.. a]), Count),
    ];

    /// <summary>So many texts, then integers that become LINT.</summary>
    private static StandardFunction Make(string name, string[] inputs, int texts, string generic, Func<StType, IReadOnlyList<Expression>, Expression> emit,
        StType? result = null) => new(
        name,
        inputs,
        false,
        arguments =>
        {
            if (arguments.Count != inputs.Length || Text(arguments.Take(texts)) is not { } type)
            {
                return null;
            }

            var counts = arguments.Skip(texts).Select(a => Overload.Common([a], Any.Int)).ToArray();
            return counts.Any(c => c is null || c.ClrType == typeof(ulong))
                ? null
                : new FunctionMatch([.. Enumerable.Repeat<StType>(type, texts), .. counts!], result ?? type, a => emit(type, [.. a.Take(texts), .. a.Skip(texts).Select(Wide)]));
        },
        $"{name}({string.Join(", ", inputs.Select((n, i) => $"{n} : {(i < texts ? generic : "ANY_INT")}"))}) : {result?.Name ?? generic}");

    /// <summary>The common text type, as long as all arguments together.</summary>
    private static TextType? Text(IEnumerable<ArgumentType> arguments)
    {
        var all = arguments.ToArray();
        return Overload.Common(all, Any.Text) is TextType type
            ? new TextType(type.IsWide, Math.Min(Longest, all.Sum(a => a.Type is TextType t ? t.MaxLength : 1))) : null;
    }

    private static Expression Wide(Expression value) => value.Type == typeof(long) ? value : Expression.Convert(value, typeof(long));

    private static FunctionMatch? Concatenate(IReadOnlyList<ArgumentType> arguments) => arguments.Count >= 2 && Text(arguments) is { } type
        ? new FunctionMatch([.. arguments.Select(_ => type)], type, a => Define.Fold(a, (x, y) => Define.Call((Func<string, string, string>)string.Concat, x, y)))
        : null;

    private static int Clamp(long value, int most) => (int)Math.Clamp(value, 0, most);

    private static string Left(string text, long length) => text[..Clamp(length, text.Length)];

    private static string Right(string text, long length) => text[^Clamp(length, text.Length)..];

    private static string Mid(string text, long length, long position)
    {
        var start = Clamp(position - 1, text.Length);
        return text.Substring(start, Clamp(length, text.Length - start));
    }

    private static string Insert(string text, string inserted, long position) => text.Insert(Clamp(position, text.Length), inserted);

    private static string Delete(string text, long length, long position)
    {
        var start = Clamp(position - 1, text.Length);
        return text.Remove(start, Clamp(length, text.Length - start));
    }

    private static string Replace(string text, string replacement, long length, long position)
    {
        var start = Clamp(position - 1, text.Length);
        return string.Concat(text.AsSpan(0, start), replacement, text.AsSpan(start + Clamp(length, text.Length - start)));
    }

    private static short Find(string text, string sought) => sought.Length == 0 ? (short)0 : (short)(text.IndexOf(sought, StringComparison.Ordinal) + 1);
}
