namespace Testbed.Conduits;

/// <summary>A connection in the plant's terms: the segment it crosses (zone, span), who opened it to whom, and a number unique in the trial.</summary>
public sealed record WireLabel(string Segment, string From, string To, int Port, int Ordinal);
