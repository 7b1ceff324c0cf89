using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>Lets only those Modbus requests pass that a rule covers, and stops what is not strictly valid.</summary>
public sealed class ModbusInspection(ModbusInspectionConfig config, ConduitContext context) : ConduitControl(config, context)
{
    private readonly ModbusPolicy _policy = new(config.Rules, context.Scenario);

    /// <inheritdoc/>
    public override bool IsStrict => true;

    /// <inheritdoc/>
    public override PduVerdict OnRequest(FlowContext flow, in ModbusAdu adu, in ModbusRequest request, ModbusExceptionCode? invalid)
    {
        var verdict = _policy.Judge(flow, adu.UnitId, request, invalid, Context.Recorder.Tick);
        if (!verdict.Blocked && request.IsWrite)
        {
            _policy.NoteWrite(flow, adu.UnitId, request, Context.Recorder.Tick);
        }

        return verdict;
    }
}
