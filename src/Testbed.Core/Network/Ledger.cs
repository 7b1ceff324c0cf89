namespace Testbed.Core;

/// <summary>What a control did with one PDU, connection, log-on or event.</summary>
public enum LedgerAction
{
    /// <summary>Carried unchanged.</summary>
    Forwarded,

    /// <summary>Stopped: dropped, refused or answered with an exception.</summary>
    Blocked,

    /// <summary>Carried changed (only an attacker or a clamping control does this).</summary>
    Altered,

    /// <summary>Raised an alert and carried on.</summary>
    Alerted,

    /// <summary>Wrote an audit record or put an output into its fail state: the control acted without stopping anything.</summary>
    Recorded,
}

/// <summary>
/// One line of the ledger. Every PDU through a gateway gets one; every control, on a conduit or in an asset, writes one when it acts.
/// </summary>
/// <param name="Tick">Simulated milliseconds since the scenario's start.</param>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Where">The asset or gateway end, for example <c>PLC-CGS</c> or <c>C4.gw-b</c>.</param>
/// <param name="Control">The control's id, or empty for a line that only counts traffic.</param>
/// <param name="Action">What was done.</param>
/// <param name="Rule">The rule that decided, such as <c>default-deny</c> or <c>hr-100-range</c>; alert names are <c>conduit/control/rule</c>.</param>
/// <param name="From">The logical source asset.</param>
/// <param name="To">The logical destination asset.</param>
/// <param name="Port">The logical port.</param>
/// <param name="Pdu">The decoded application PDU, culture invariant, or empty.</param>
public sealed record LedgerEntry(
    long Tick, string Place, string Where, string Control, LedgerAction Action, string Rule, string From, string To, int Port, string Pdu);

/// <summary>
/// Takes what happens in a trial. Only allowed fields reach it (logical ids, ticks, decoded PDUs, rules), so that evidence is byte-identical.
/// Called on the trial's executor only.
/// </summary>
public interface ITrialRecorder
{
    /// <summary>Simulated milliseconds since the scenario's start.</summary>
    long Tick { get; }

    /// <summary>Adds a ledger line. Ordinary traffic (empty control, <see cref="LedgerAction.Forwarded"/>) is kept as a count and rolling hash per flow.</summary>
    void Ledger(LedgerEntry entry);

    /// <summary>Adds a free evidence line of a participant: a named fact with a value already formatted culture-invariantly.</summary>
    void Fact(string participant, string name, string value);
}
