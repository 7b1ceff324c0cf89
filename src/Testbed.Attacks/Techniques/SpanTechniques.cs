using Testbed.Core;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0830 Adversary-in-the-Middle: changes the value of a legitimate set-point write inside a valid frame.</summary>
public sealed class ForgeCommand() : Technique("span-forge-command", "T0830", "", [Si], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Subject(write: true) is not { } subject)
        {
            return StepOutcome.Absent($"No write to {context.Target.Id} crosses this span.");
        }

        Act(context, $"write to {context.Target.Id} changed on {context.Vantage.Conduit!.Id}");
        return await SpanTampering.CommandIsForgedAsync(subject, context.Range)
            ? new(BreachKind.Write, $"{context.Target.Id} applied a forged {subject.Write!.Point.Name}.")
            : StepOutcome.Nothing($"{context.Target.Id} applied no forged value.");
    }
}

/// <summary>
/// T0856 Spoof Reporting Message: from now on readings of the target that cross the span are the first good ones seen (<c>mode: freeze</c>, the default) or
/// shifted (<c>mode: shift</c>), until the play ends. Breach: a client takes one.
/// </summary>
public sealed class SpoofReadings() : Technique("span-spoof-readings", "T0856", "mode", [Si], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Subject(write: false) is not { } subject)
        {
            return StepOutcome.Absent($"No reading of {context.Target.Id} crosses this span.");
        }

        var shift = context.Parameters.GetValueOrDefault("mode") == "shift";
        Act(context, $"readings of {context.Target.Id} forged on {context.Vantage.Conduit!.Id}");
        var taken = await SpanTampering.ReadingIsForgedAsync(subject, context.Range, words => [.. words.Select(w => (ushort)(w + 3))]);
        if (taken)
        {
            // Only where it works is it kept up: breaking an encrypted session would only give the attacker away.
            foreach (var poll in context.Range.Scenario.Traffic.Polls.Where(p => p.To == context.Target.Id && p.Table >= Scenarios.ModbusTable.InputRegister))
            {
                var function = (byte)(poll.Table == Scenarios.ModbusTable.InputRegister ? 4 : 3);
                ushort[]? first = null;
                context.Keep(context.Range.Spans.Tap(
                    context.Vantage.Conduit!.Id,
                    new SpoofReadingsTap((byte)poll.Unit, function, poll.Count, w => shift ? [.. w.Select(x => (ushort)(x + 3))] : first ??= w)));
            }
        }

        return taken
            ? new(BreachKind.Reading, $"{subject.View.From.Id} took forged readings of {context.Target.Id}.")
            : StepOutcome.Nothing($"No forged reading of {context.Target.Id} was taken.");
    }
}

/// <summary>T0842 Network Sniffing: listens for <c>seconds</c> and tries to understand. Breach: a dialogue with the target in the clear.</summary>
public sealed class SniffSpan() : Technique("span-sniff", "T0842", "seconds", [Dc], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var frame = await Sniffing.FrameAsync(context, Act);
        return frame is null
            ? StepOutcome.Nothing($"Nothing readable on {context.Vantage.Conduit?.Id}.")
            : new(BreachKind.Read, $"Requests to {context.Target.Id} are readable on {context.Vantage.Conduit!.Id}.");
    }
}

/// <summary>T0848 Rogue Master, by replay: sends a sniffed request again from a host of the attacker's own. Breach: the target answers it.</summary>
public sealed class ReplayFrame() : Technique("span-replay", "T0848", "seconds", [Iac, Si], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (await Sniffing.FrameAsync(context, Act) is not { } frame || context.Subject(write: false) is not { } subject)
        {
            return StepOutcome.Nothing($"Nothing to replay on {context.Vantage.Conduit?.Id}.");
        }

        var host = new SpanHost(context.Range, context.Vantage.Conduit!, subject.View.Flow);
        if (await host.PlainAsync(host.Address(subject.View.From.Id)) is not { } stream)
        {
            return StepOutcome.Nothing("The gateway end took no connection.");
        }

        using var link = ModbusLink.Over(context.Range, stream, frame[6]);
        var answer = link.Client.ExpectAsync((ushort)((frame[0] << 8) | frame[1]), frame[6]);
        await link.Client.SendRawAsync(frame);
        return (await answer).IsOk
            ? new(BreachKind.Read, $"{context.Target.Id} answered a replayed request.")
            : StepOutcome.Nothing($"{context.Target.Id} did not answer the replay.");
    }
}

/// <summary>Finds Modbus requests among captured bytes.</summary>
internal static class Sniffing
{
    /// <summary>A whole read request to the target as captured while it is being polled; null when nothing is readable.</summary>
    public static async Task<byte[]?> FrameAsync(StepContext context, Action<StepContext, string> act)
    {
        if (context.Subject(write: false) is not { } subject)
        {
            return null;
        }

        act(context, $"listening on {context.Vantage.Conduit!.Id}");
        var capture = new FrameTap((byte)(subject.View.Service.Unit ?? 1));
        using (context.Range.Spans.Tap(context.Vantage.Conduit!.Id, capture))
        {
            for (var waited = 0; waited < context.Count("seconds", 60) && capture.Frame is null; waited++)
            {
                await context.Range.WaitAsync(TimeSpan.FromSeconds(1));
            }
        }

        return capture.Frame;
    }

    private sealed class FrameTap(byte unit) : ISpanTap
    {
        public byte[]? Frame { get; private set; }

        public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            byte[] head = [0, 0, 0, 6, unit];
            var at = Frame is null && direction == SpanDirection.ToServer ? bytes.Span.IndexOf(head) - 2 : -1;
            if (at >= 0 && at + 12 <= bytes.Length && bytes.Span[at + 7] is >= 1 and <= 4)
            {
                Frame = bytes.Slice(at, 12).ToArray();
            }

            return bytes;
        }
    }
}
