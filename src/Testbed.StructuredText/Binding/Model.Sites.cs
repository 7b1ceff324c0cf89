namespace Testbed.StructuredText;

/// <summary>Places in the sources that faults are reported at, numbered.</summary>
internal sealed partial class Model
{
    private readonly Dictionary<(int Source, int Line), int> _siteNumbers = [];
    private readonly List<(int Source, int Line)> _sites = [];
    private readonly Dictionary<int, int[]> _lineStarts = [];

    /// <summary>All sources, those of the library first.</summary>
    public IReadOnlyList<StSource> Sources { get; init; } = [];

    public IReadOnlyList<(int Source, int Line)> Sites => _sites;

    /// <summary>The number of the line in which something starts.</summary>
    public int SiteOf(SourceSpan span)
    {
        if (!_lineStarts.TryGetValue(span.Source, out var starts))
        {
            var text = Sources[span.Source].Text;
            starts = [0, .. Enumerable.Range(0, text.Length).Where(i => text[i] == '\n').Select(i => i + 1)];
            _lineStarts.Add(span.Source, starts);
        }

        var index = System.Array.BinarySearch(starts, span.Start);
        var key = (span.Source, index >= 0 ? index + 1 : ~index);
        if (!_siteNumbers.TryGetValue(key, out var number))
        {
            number = _sites.Count;
            _sites.Add(key);
            _siteNumbers.Add(key, number);
        }

        return number;
    }
}
