using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>
/// Collects the evidence of one trial. Lines come out in the order (tick, phase, participant, flow, sequence in the flow), never in order of arrival.
/// Ordinary traffic is kept as a count and a rolling hash per flow; whole PDUs only where the attacker caused them or a control acted. Trial thread only.
/// </summary>
public sealed class TrialRecorder : ITrialRecorder
{
    /// <summary>Carried PDUs of an attacker that are kept whole; a storm, or hours of a compromised master, goes on as counts.</summary>
    private const int MaxWholeForwarded = 400;

    private const int MaxSteps = 60;
    private const string StepFact = "step";

    private readonly SimulationClock _clock;
    private readonly string _trial;
    private readonly HashSet<string> _attackers = new(StringComparer.Ordinal);
    private readonly List<(string Key, string Line)> _step = [];
    private readonly Dictionary<OrdinaryFlow, (long Count, ulong Hash)> _ordinary = [];
    private readonly SortedDictionary<string, (ControlReaction Reaction, int Count)> _reactions = new(StringComparer.Ordinal);
    private readonly LedgerExcerpt _excerpt = new();
    private readonly List<AttackStep> _steps = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder? _text;
    private const string AttackerKey = " " + AttackRange.Participant;

    private int _wholeForwarded;
    private string _phase = "start";
    private string _participant = "";

    /// <summary>Starts an empty record.</summary>
    /// <param name="clock">Simulated time.</param>
    /// <param name="trial">The trial's id.</param>
    /// <param name="keepText">Keeps the lines, for evidence.jsonl and replay; the hash is always made.</param>
    public TrialRecorder(SimulationClock clock, string trial, bool keepText)
    {
        (_clock, _trial) = (clock, trial);
        _text = keepText ? new StringBuilder() : null;
    }

    /// <summary>Sees every ledger line as it comes, for traces and live output.</summary>
    public Action<LedgerEntry>? OnLedger { get; set; }

    /// <inheritdoc/>
    public long Tick => _clock.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Application PDUs and connections seen.</summary>
    public long Pdus { get; private set; }

    /// <summary>Tick of the first alert by a control, or null.</summary>
    public long? FirstAlertTick { get; private set; }

    /// <summary>What controls did about the attack (or what an attack made happen).</summary>
    public IReadOnlyList<ControlReaction> Reactions => [.. _reactions.Values.Select(r => r.Reaction with { Count = r.Count })];

    /// <summary>A few telling lines.</summary>
    public IReadOnlyList<string> Excerpt => _excerpt.Lines;

    /// <summary>What the attacker did and what came of it, the first of it; times since the trial's start.</summary>
    public IReadOnlyList<AttackStep> Steps => _steps;

    /// <summary>The evidence lines so far.</summary>
    public string Text => _text?.ToString() ?? "";

    /// <summary>Names an asset or guest as the attacker's; its PDUs are kept whole from now on.</summary>
    public void MarkAttacker(string subject) => _attackers.Add(subject);

    /// <summary>Says whose turn it is; lines until the next call belong to it.</summary>
    public void BeginStep(string phase, string participant)
    {
        FlushStep();
        (_phase, _participant) = (phase, participant);
    }

    /// <inheritdoc/>
    public void Ledger(LedgerEntry entry)
    {
        OnLedger?.Invoke(entry);
        Pdus++;
        var ofAttack = _attackers.Contains(entry.From) || _attackers.Contains(entry.To);
        if (entry.Action == LedgerAction.Alerted)
        {
            FirstAlertTick ??= entry.Tick;
        }

        if (entry.Action is LedgerAction.Forwarded && (!ofAttack || ++_wholeForwarded > MaxWholeForwarded))
        {
            CountOrdinary(entry);
            return;
        }

        if (entry.Action is LedgerAction.Forwarded)
        {
            _excerpt.Carried(entry);
        }

        var acted = entry.Action is LedgerAction.Blocked or LedgerAction.Alerted or LedgerAction.Altered
            || (entry.Action == LedgerAction.Recorded && (ofAttack || IsOwnAct(entry.Rule)));
        if (acted && entry.Control.Length > 0)
        {
            React(entry);
        }
        else if (entry.Action == LedgerAction.Recorded && !ofAttack)
        {
            CountOrdinary(entry);
            return;
        }

        Add($"{entry.Place}|{entry.From}|{entry.To}|{entry.Port:D5}|{entry.Where}", Line(entry));
    }

    /// <inheritdoc/>
    public void Fact(string participant, string name, string value)
    {
        if (participant == AttackRange.Participant && _steps.Count < MaxSteps && (name == StepFact || IsTechnique(name)))
        {
            _steps.Add(new(Tick / 1000.0, name == StepFact ? "" : name, value));
        }

        Add($" {participant}", Render(w =>
        {
            w.WriteString("fact", name);
            w.WriteString("of", participant);
            w.WriteString("value", value);
        }));
    }

    /// <summary>Closes the record: ordinary traffic and the outcome, then the hash (hex).</summary>
    public string Finish(string outcome, string reason)
    {
        FlushStep();
        (_phase, _participant) = ("end", "");
        foreach (var (flow, (count, hash)) in _ordinary.Select(o => (Flow: o.Key.Text, o.Value)).OrderBy(o => o.Flow, StringComparer.Ordinal))
        {
            Add($" {flow}", Render(w =>
            {
                w.WriteString("flow", flow);
                w.WriteNumber("count", count);
                w.WriteString("hash", hash.ToString("x16", CultureInfo.InvariantCulture));
            }));
        }

        Add("~", Render(w =>
        {
            w.WriteString("outcome", outcome);
            w.WriteString("reason", reason);
        }));
        FlushStep();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>What a device's control does of itself, without a request that could be traced to the attacker: closing services, taking the fail state.</summary>
    private static bool IsOwnAct(string rule) =>
        rule is "master-silent" or "program-stands" or "crash" or "encrypted" or "backup-scheduled" or "collector-lost" || rule.StartsWith("service-", StringComparison.Ordinal);

    private void CountOrdinary(LedgerEntry e)
    {
        ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(_ordinary, new(e.Place, e.Where, e.From, e.To, e.Port, e.Control, e.Action), out _);
        var hash = 14695981039346656037UL;
        foreach (var c in e.Pdu)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        // A sum, so that requests and answers under way at the same tick may pass each other; the tick keeps the order between ticks.
        counted = (counted.Count + 1, counted.Hash + ((hash ^ (ulong)e.Tick) * 1099511628211UL));
    }

    private void React(LedgerEntry e)
    {
        var key = $"{e.Control}|{e.Place}|{e.Rule}|{e.Action}";
        var (reaction, count) = _reactions.GetValueOrDefault(key, (new ControlReaction(e.Control, e.Place, e.Rule, e.Action, 0), 0));
        _reactions[key] = (reaction, count + 1);
        _excerpt.Acted(e, count);
    }

    // T and four digits, a dot and three more where it is a technique's part.
    private static bool IsTechnique(string name) => name.Length >= 5 && name[0] == 'T' && char.IsAsciiDigit(name[1]) && char.IsAsciiDigit(name[4]);

    private string Line(LedgerEntry e) => Render(w =>
    {
        w.WriteString("place", e.Place);
        w.WriteString("where", e.Where);
        w.WriteString("control", e.Control);
        w.WriteString("action", e.Action.ToString());
        w.WriteString("rule", e.Rule);
        w.WriteString("from", e.From);
        w.WriteString("to", e.To);
        w.WriteNumber("port", e.Port);
        w.WriteString("pdu", e.Pdu);
    });

    private string Render(Action<Utf8JsonWriter> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("trial", _trial);
            writer.WriteNumber("tick", Tick);
            writer.WriteString("phase", _phase);
            writer.WriteString("participant", _participant);
            fields(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void Add(string key, string line) => _step.Add((key, line));

    /// <summary>What ordinary traffic is counted by.</summary>
    private readonly record struct OrdinaryFlow(string Place, string Where, string From, string To, int Port, string Control, LedgerAction Action)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Place}|{Where}|{From}|{To}|{Port}|{Control}|{Action}");
    }

    private void FlushStep()
    {
        if (_step.Count == 0)
        {
            return;
        }

        // Facts of the attacker keep their sequence; those of devices (calls in flight at once) and lines of one flow in one step have none of their own (several connections may feed it), so their text orders them.
        foreach (var (_, line) in _step.OrderBy(s => s.Key, StringComparer.Ordinal).ThenBy(s => s.Key == AttackerKey ? "" : s.Line, StringComparer.Ordinal))
        {
            _hash.AppendData(Encoding.UTF8.GetBytes(line));
            _hash.AppendData("\n"u8);
            _text?.Append(line).Append('\n');
        }

        _step.Clear();
    }
}
