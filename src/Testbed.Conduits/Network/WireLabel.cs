using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>A connection in the plant's terms: the segment it crosses (zone, span), who opened it to whom, and a number unique in the trial.</summary>
public sealed record WireLabel(string Segment, string From, string To, int Port, int Ordinal)
{
    /// <summary>The conduit that it is part of; null within a zone and over links that belong to no conduit.</summary>
    public string? Conduit { get; init; }

    /// <summary>Where on the conduit.</summary>
    public WirePoint Point { get; init; }
}
