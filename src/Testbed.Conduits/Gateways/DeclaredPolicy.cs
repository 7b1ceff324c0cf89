using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Tells monitors what the declared flows of the conduit do not allow, whatever the armed controls do: a monitor compares with the declaration.
/// </summary>
internal sealed class DeclaredPolicy(ConduitConfig conduit, Scenario scenario, Func<long> tick)
{
    private readonly ModbusPolicy _policy = new(
        [.. conduit.Flows.SelectMany(f => f.Access.Select(a => new ModbusRuleConfig(f.Id, f.From, f.To, f.Port, null, a)))], scenario);

    /// <summary>Reports a request to the monitors.</summary>
    public void Report(
        FlowContext flow, byte unit, in ModbusRequest request, ModbusExceptionCode? invalid, string text, GatewayLedger ledger)
    {
        ledger.Event(new GatewayEvent(GatewayEvents.Request, flow.From, flow.To, flow.Port, text));
        if (invalid is not null)
        {
            ledger.Event(new GatewayEvent(GatewayEvents.Malformed, flow.From, flow.To, flow.Port, text));
            return;
        }

        if (!request.IsWrite)
        {
            // A flow that is declared without its functions says nothing about reads; one that is not declared is a new source's.
            if (conduit.Flows.Any(f => f.From == flow.From && f.To == flow.To && f.Port == flow.Port && f.Access.Count > 0)
                && _policy.Judge(flow, unit, request, invalid, tick()).Blocked)
            {
                ledger.Event(new GatewayEvent(GatewayEvents.UndeclaredRead, flow.From, flow.To, flow.Port, text));
            }

            return;
        }

        var verdict = _policy.Judge(flow, unit, request, invalid, tick());
        if (!verdict.Blocked)
        {
            _policy.NoteWrite(flow, unit, request, tick());
            return;
        }

        var kind = verdict.Rule is "value-out-of-range" or "rate-of-change" or "value-not-known" ? GatewayEvents.ValueOutOfRange : GatewayEvents.UnauthorisedWrite;
        ledger.Event(new GatewayEvent(kind, flow.From, flow.To, flow.Port, text));
    }
}
