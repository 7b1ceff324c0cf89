using System.Globalization;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>
/// The few ledger lines of a trial that tell its story: what controls did, and what of the attacker's was carried. Bounded per kind, so that a storm
/// of one kind leaves room for the others. Trial thread only.
/// </summary>
internal sealed class LedgerExcerpt
{
    private const int MaxActed = 12;
    private const int MaxPerRule = 2;
    private const int MaxEncrypted = 3;
    private const int MaxWrites = 4;
    private const int MaxOtherCarried = 2;

    private readonly List<string> _lines = [];
    private int _acted;
    private int _encrypted;
    private int _writes;
    private int _others;

    /// <summary>The lines, in order of arrival.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>A control acted, for the so-manieth time by this rule.</summary>
    public void Acted(LedgerEntry e, int before)
    {
        // Every span that is encrypted says so once: true, and seldom the story.
        var full = e.Rule == "encrypted" ? _encrypted++ >= MaxEncrypted || before > 0 : before >= MaxPerRule;
        if (!full && _acted++ < MaxActed)
        {
            Add(e);
        }
    }

    /// <summary>Something of the attacker's was carried: writes tell more than reads.</summary>
    public void Carried(LedgerEntry e)
    {
        if (e.Pdu is not ("" or "connect") && (e.Pdu.Contains(" = ", StringComparison.Ordinal) ? _writes++ < MaxWrites : _others++ < MaxOtherCarried))
        {
            Add(e);
        }
    }

    private void Add(LedgerEntry e)
    {
        // A line that no control wrote names none, and no rule.
        string[] words = [e.Where, e.Control, e.Action.ToString().ToLowerInvariant(), e.Rule];
        var head = string.Join(' ', words.Where(w => w.Length > 0));
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{e.Tick / 1000.0:F3} s {head}: {e.From} -> {e.To}:{e.Port} {e.Pdu}").TrimEnd());
    }
}
