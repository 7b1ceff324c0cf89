using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Modbus.ModbusTable;

namespace Testbed.Conduits;

/// <summary>
/// Judges Modbus requests against rules down to unit, function code, address range, value range and rate of change. Shared by inspection, which
/// blocks, and monitoring, which reports. Keeps the register history of one conduit. Trial thread only.
/// </summary>
public sealed class ModbusPolicy
{
    private readonly IReadOnlyList<ModbusRuleConfig> _rules;
    private readonly RegisterHistory _history = new();

    /// <summary>Seeds the history with the set points at commissioning, the devices' initial values.</summary>
    public ModbusPolicy(IReadOnlyList<ModbusRuleConfig> rules, Scenario scenario)
    {
        _rules = rules;
        foreach (var asset in scenario.Assets.Where(a => rules.Any(r => r.To == a.Id || r.To == "*")))
        {
            var unit = asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Modbus)?.Unit ?? 0;
            foreach (var point in asset.Points.Where(p => p is { Table: Scenarios.ModbusTable.HoldingRegister, Initial: not null, Bit: null }))
            {
                var words = PointCodec.Encode(point, point.Initial!.Value);
                for (var i = 0; i < words.Length; i++)
                {
                    _history.Note(asset.Id, unit, point.Address + i, 0, words[i]);
                }
            }
        }
    }

    /// <summary>The verdict on a request at a simulated time in ms.</summary>
    public PduVerdict Judge(FlowContext flow, byte unit, in ModbusRequest request, ModbusExceptionCode? invalid, long tick)
    {
        if (invalid is { } code)
        {
            return PduVerdict.Block("invalid-request", (byte)code);
        }

        // The nearest miss decides the rule that is blamed: function, then address, then value.
        var verdict = PduVerdict.Block("function-not-allowed", (byte)ModbusExceptionCode.IllegalFunction);
        foreach (var rule in _rules)
        {
            if (!IsFor(rule, flow, unit) || !rule.Access.Functions.Contains(request.FunctionCode))
            {
                continue;
            }

            if (!Covers(rule.Access, request))
            {
                verdict = Worse(verdict, PduVerdict.Block("address-not-allowed", (byte)ModbusExceptionCode.IllegalDataAddress));
                continue;
            }

            var value = JudgeValues(rule, flow, unit, request, tick);
            if (!value.Blocked)
            {
                return value;
            }

            verdict = value;
        }

        return verdict;
    }

    /// <summary>Notes values that were written, or that the device told.</summary>
    public void NoteWrite(FlowContext flow, byte unit, in ModbusRequest request, long tick)
    {
        var registers = request.Registers;
        for (var i = 0; i < registers.Count; i++)
        {
            _history.Note(flow.To, unit, request.Address + i, tick, registers[i]);
        }
    }

    private static PduVerdict Worse(PduVerdict current, PduVerdict candidate) =>
        current.Rule is "value-out-of-range" or "rate-of-change" or "value-not-known" ? current : candidate;

    /// <summary>Addresses of files lie in spaces of their own that a rule cannot name, so that only one without limits covers them.</summary>
    private static bool Covers(ModbusAccessConfig access, in ModbusRequest request) => request.FunctionCode switch
    {
        ModbusFunctionCode.ReadFileRecord or ModbusFunctionCode.WriteFileRecord => access is { FirstAddress: 0, LastAddress: ushort.MaxValue },
        _ when request.Table == ModbusTable.None => true,
        _ => Covers(access, request.Address, request.Quantity) && (request.ReadQuantity == 0 || Covers(access, request.ReadAddress, request.ReadQuantity)),
    };

    private static bool Covers(ModbusAccessConfig access, int first, int count) => first >= access.FirstAddress && first + count - 1 <= access.LastAddress;

    private static bool IsFor(ModbusRuleConfig rule, FlowContext flow, byte unit) =>
        (rule.From == "*" || rule.From == flow.From) && (rule.To == "*" || rule.To == flow.To)
        && (rule.Port == 0 || rule.Port == flow.Port) && (rule.Unit is null || rule.Unit == unit);

    private PduVerdict JudgeValues(ModbusRuleConfig rule, FlowContext flow, byte unit, in ModbusRequest request, long tick)
    {
        if (!request.IsWrite || request.Table != ModbusTable.HoldingRegisters)
        {
            return PduVerdict.Permit(rule.Id);
        }

        if (request.WritesUnknownValues && (rule.Access.MinValue ?? rule.Access.MaxValue ?? rule.Access.MaxChange) is not null)
        {
            // What FC 22 leaves depends on what the register holds now, which only the device knows.
            return PduVerdict.Block("value-not-known", (byte)ModbusExceptionCode.IllegalDataValue);
        }

        var registers = request.Registers;
        for (var i = 0; i < registers.Count; i++)
        {
            int value = registers[i];
            if (value < (rule.Access.MinValue ?? 0) || value > (rule.Access.MaxValue ?? ushort.MaxValue))
            {
                return PduVerdict.Block("value-out-of-range", (byte)ModbusExceptionCode.IllegalDataValue);
            }

            if (rule.Access is { MaxChange: { } change, Period: { } period })
            {
                var reference = _history.ValueAt(flow.To, unit, request.Address + i, tick - (long)period.TotalMilliseconds);
                if (reference is null || Math.Abs(value - reference.Value) > change)
                {
                    return PduVerdict.Block("rate-of-change", (byte)ModbusExceptionCode.IllegalDataValue);
                }
            }
        }

        return PduVerdict.Permit(rule.Id);
    }
}
