using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>Writes a conduit's ledger lines and hands events to its monitors.</summary>
internal sealed class GatewayLedger(ITrialRecorder recorder, BoundaryMechanism boundary)
{
    /// <summary>A PDU or connection was carried; <paramref name="control"/> is the control that permitted it, or empty.</summary>
    public void Forwarded(FlowContext flow, string control, string rule, string pdu) => Write(flow, control, LedgerAction.Forwarded, rule, pdu);

    /// <summary>A PDU or connection was stopped.</summary>
    public void Blocked(FlowContext flow, string control, string rule, string pdu) => Write(flow, control, LedgerAction.Blocked, rule, pdu);

    /// <summary>A control did its part without stopping anything.</summary>
    public void Recorded(FlowContext flow, string control, string rule) => Write(flow, control, LedgerAction.Recorded, rule, "");

    /// <summary>Tells the monitors.</summary>
    public void Event(GatewayEvent e)
    {
        foreach (var control in boundary.Working)
        {
            control.OnEvent(e);
        }
    }

    private void Write(FlowContext flow, string control, LedgerAction action, string rule, string pdu) => recorder.Ledger(
        new LedgerEntry(recorder.Tick, flow.Conduit.Id, flow.End, control, action, rule, flow.From, flow.To, flow.Port, pdu));
}
