namespace Testbed.StructuredText.Tests.Library;

public sealed class LibrarySourcesTests
{
    private static readonly string[] Counters = ["CTU", "CTD", "CTUD"];
    private static readonly string[] Timers = ["TP", "TON", "TOF"];

    [Fact]
    public void Declares_The_Standard_Function_Blocks_Without_A_Mistake()
    {
        var sources = LibrarySources.All;
        var sink = new DiagnosticSink(sources);
        var names = sources.SelectMany((_, i) => StParser.Parse(sources, i, sink).Declarations).Cast<PouDeclaration>().Select(p => p.Name.Text).ToList();

        Assert.Empty(sink.All);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        string[] expected =
        [
            "SR", "RS", "R_TRIG", "F_TRIG", .. Counters, .. Counters.SelectMany(c => new[] { "INT", "DINT", "UDINT", "LINT", "ULINT" }.Select(t => $"{c}_{t}")), .. Timers,
            .. Timers.SelectMany(t => new[] { $"{t}_TIME", $"{t}_LTIME" }), "SEMA", "RTC", "SPLIT_LDATE", "SPLIT_DATE", "SPLIT_LTOD", "SPLIT_TOD", "SPLIT_LDT", "SPLIT_DT", "PID", "RAMP", "HYSTERESIS", "LIMITS_ALARM", "INTEGRAL", "DERIVATIVE",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Variants_Have_The_Lines_Of_The_Text_They_Are_Made_Of() =>
        Assert.All(LibrarySources.All.GroupBy(s => s.Name), g => Assert.Single(g.Select(s => s.Text.Count(c => c == '\n')).Distinct()));
}
