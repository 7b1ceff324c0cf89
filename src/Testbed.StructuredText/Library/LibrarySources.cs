using System.Text.RegularExpressions;

namespace Testbed.StructuredText;

/// <summary>
/// The standard function blocks, the functions with several results and the blocks of continuous control as Structured Text, embedded in the assembly. They
/// may call two functions that no user's program has: <c>__TIME()</c>, the time
/// of the task as TIME, and <c>__CYCLE()</c>, the time since the same task ran last (0 at first). Forms that differ in a type only are made of one text, line
/// by line, so that a line of a fault is right.
/// </summary>
internal static partial class LibrarySources
{
    private static readonly (string Type, string Least, string Most)[] CounterTypes =
    [
        ("INT", "-32768", "32767"), ("DINT", "-2147483648", "2147483647"), ("UDINT", "0", "4294967295"),
        ("LINT", "-9223372036854775808", "9223372036854775807"), ("ULINT", "0", "18446744073709551615"),
    ];

    /// <summary>In the order in which they are compiled.</summary>
    public static IReadOnlyList<StSource> All { get; } =
    [
        Read("bistables"), Read("counters"), .. CounterTypes.Select(t => Counters(t.Type, t.Least, t.Most)), Read("timers"), Timers("TIME"), Timers("LTIME"),
            Read("dates"), Read("control"),
    ];

    private static StSource Read(string name)
    {
        using var stream = typeof(LibrarySources).Assembly.GetManifestResourceStream($"Testbed.StructuredText.Library.{name}.st")
            ?? throw new InvalidOperationException($"The assembly lacks {name}.st");
        using var reader = new StreamReader(stream);
        return new StSource($"library/{name}.st", reader.ReadToEnd());
    }

    private static StSource Counters(string type, string least, string most)
    {
        var source = Read("counters");
        var text = CounterName().Replace(source.Text, $"$0_{type}");
        return source with { Text = IntWord().Replace(text, type).Replace("-32768", least, StringComparison.Ordinal).Replace("32767", most,
            StringComparison.Ordinal) };
    }

    private static StSource Timers(string type)
    {
        var source = Read("timers");
        var text = TimeWord().Replace(source.Text, type).Replace("T#0s", $"{type}#0s", StringComparison.Ordinal);
        return source with { Text = TimerName().Replace(text, $"$0_{type}") };
    }

    [GeneratedRegex(@"(?<=FUNCTION_BLOCK )CT(UD|U|D)\b")]
    private static partial Regex CounterName();

    [GeneratedRegex(@"(?<=FUNCTION_BLOCK )T(P|ON|OF)\b")]
    private static partial Regex TimerName();

    [GeneratedRegex(@"\bINT\b")]
    private static partial Regex IntWord();

    [GeneratedRegex(@"\bTIME\b")]
    private static partial Regex TimeWord();
}
