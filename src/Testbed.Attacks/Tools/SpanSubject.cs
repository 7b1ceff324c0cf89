using Testbed.Modbus;
using Testbed.Scenarios;
using Table = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>
/// What a legitimate client does over a conduit while somebody sits on its span: a declared write if a flow has one to a single register, else a declared read.
/// </summary>
internal sealed record SpanSubject(FlowView View, WriteTarget? Write, ModbusAccessConfig? WriteRule, Table ReadTable, int ReadAddress, int ReadCount)
{
    /// <summary>
    /// The subject of a conduit: its first Modbus flow that writes, else the first that reads; null without Modbus flows that touch known points.
    /// </summary>
    public static SpanSubject? Of(Scenario scenario, ConduitConfig conduit) => Each(scenario, conduit).FirstOrDefault();

    /// <summary>The subject of plain Modbus, then that of Modbus/TCP Security, as far as the conduit carries them.</summary>
    public static IEnumerable<SpanSubject> Each(Scenario scenario, ConduitConfig conduit) =>
        new[] { ServiceProtocol.Modbus, ServiceProtocol.ModbusSecurity }.Select(p => Of(scenario, conduit, p)).OfType<SpanSubject>();

    /// <summary>What the interface of a cell ends in: nothing for plain Modbus, the service's id for the secured one.</summary>
    public string Suffix => View.Service.Protocol == ServiceProtocol.ModbusSecurity ? $":{View.Service.Id}" : "";

    private static SpanSubject? Of(Scenario scenario, ConduitConfig conduit, ServiceProtocol protocol)
    {
        var flows = scenario.Flows(protocol).Where(f => f.Conduit.Id == conduit.Id).ToList();
        return flows.Select(f => ForFlow(f, write: true)).FirstOrDefault(s => s is not null)
            ?? flows.Select(f => ForFlow(f, write: false)).FirstOrDefault(s => s is not null);
    }

    /// <summary>The subject of one flow.</summary>
    public static SpanSubject? ForFlow(FlowView view, bool write)
    {
        var read = Readable(view);
        if (!write)
        {
            return read is { } r ? new(view, null, null, r.Table, r.Address, r.Count) : null;
        }

        foreach (var rule in view.Flow.Access.Where(a => a.Functions.Any(f => f is 5 or 6)).DefaultIfEmpty(null))
        {
            var target = WriteTarget.Of(view.To, view.Service).FirstOrDefault(t => t.Point is { Words: 1, Bit: null, Order: WordOrder.Abcd } && (
                rule is null ? view.Flow.Access.Count == 0 : FlowPolicy.Covers(rule, new(t.SingleFunction, t.Point.Address, null))));
            if (target is not null)
            {
                var own = read ?? (target.Point.Table, target.Point.Address, 1);
                return new(view, target, rule, own.Table, own.Address, own.Count);
            }
        }

        return null;
    }

    /// <summary>Two declared values next to the present one: what the client sends and what the attacker makes of it.</summary>
    public (ushort Sent, ushort Forged) Values(double? present)
    {
        if (Write!.Point.Table == Table.Coil)
        {
            var state = (ushort)((present ?? 0) == 0 ? 0 : 1);
            return (state, (ushort)(1 - state));
        }

        var now = (int)Write.ToRaw(present ?? Write.Point.Initial ?? 0);
        int low = WriteRule?.MinValue ?? 0, high = WriteRule?.MaxValue ?? ushort.MaxValue;
        var step = Math.Clamp((WriteRule?.MaxChange ?? 8) / 4, 1, 8);
        var sent = Math.Clamp(now + step, low, high);
        var forged = Math.Clamp(now - step, low, high);
        return ((ushort)sent, (ushort)(forged == now || forged == sent ? Math.Clamp(sent + step, low, high) : forged));
    }

    /// <summary>The read request's PDU.</summary>
    public byte[] ReadPdu()
    {
        var pdu = new byte[5];
        ModbusRequestEncoder.WriteRead(pdu, ReadFunction, (ushort)ReadAddress, ReadCount);
        return pdu;
    }

    /// <summary>FC 1 to 4.</summary>
    public byte ReadFunction => (byte)(ReadTable switch { Table.Coil => 1, Table.DiscreteInput => 2, Table.HoldingRegister => 3, _ => 4 });

    private static (Table Table, int Address, int Count)? Readable(FlowView view)
    {
        foreach (var table in new[] { Table.InputRegister, Table.HoldingRegister, Table.DiscreteInput, Table.Coil })
        {
            var function = table switch { Table.Coil => 1, Table.DiscreteInput => 2, Table.HoldingRegister => 3, _ => 4 };
            var addresses = view.To.Points.Where(p => p.Table == table && p.IsReadable).Select(p => p.Address).Order().ToList();
            var first = addresses.FindIndex(a => Allowed(view.Flow, function, a));
            if (first < 0)
            {
                continue;
            }

            var count = 1;
            while (count < 4 && addresses.Contains(addresses[first] + count) && Allowed(view.Flow, function, addresses[first] + count))
            {
                count++;
            }

            return (table, addresses[first], count);
        }

        return null;
    }

    private static bool Allowed(FlowConfig flow, int function, int address) =>
        flow.Access.Count == 0 || flow.Access.Any(a => FlowPolicy.Covers(a, new(function, address, null)));
}
