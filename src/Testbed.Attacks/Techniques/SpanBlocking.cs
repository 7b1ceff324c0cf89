using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0803 Block Command Message: a command is swallowed on the span and its acknowledgement forged, by writing what the device holds already. Breach: the client is told
/// that it was done, and it was not.
/// </summary>
public sealed class BlockCommand() : Technique("block-command", "T0803", "", [Si], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Subject(write: true) is not { } subject)
        {
            return StepOutcome.Absent($"No write to {context.Target.Id} crosses this span.");
        }

        var target = subject.Write!;
        var present = context.Range.Truth.Point(target.Asset.Id, target.Point.Name);
        var (sent, now) = (subject.Values(present).Sent, target.ToRaw(present ?? 0));
        Act(context, $"command to {context.Target.Id} swallowed on {context.Vantage.Conduit!.Id}");
        var tap = new SwallowTap(ModbusLink.WritePdu(target, sent), ModbusLink.WritePdu(target, now));
        using var on = context.Range.Spans.Tap(context.Vantage.Conduit!.Id, tap);
        using var link = await ModbusLink.OpenAsync(context.Range, subject.View.From.Id, target.Asset.Id, target.Service);
        var isTold = link is not null && await link.WriteAsync(target, sent);
        await context.Range.WaitAsync(AttackTimes.Settle(target.Asset));
        return isTold && tap.Altered > 0 && sent != now && !context.Range.Holds(target, sent)
            ? new(BreachKind.Availability, $"{subject.View.From.Id} was told that {target.Text(sent)} was done, and {context.Target.Id} never saw it.")
            : StepOutcome.Nothing($"No command to {context.Target.Id} was lost unnoticed.");
    }

    private sealed class SwallowTap(byte[] wanted, byte[] harmless) : OnPath
    {
        protected override ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            var (from, to) = direction == SpanDirection.ToServer ? (wanted, harmless) : (harmless, wanted);
            var at = bytes.Span.IndexOf(from);
            if (at < 0 || (direction == SpanDirection.ToClient && Altered == 0))
            {
                return bytes;
            }

            var copy = bytes.ToArray();
            to.CopyTo(copy, at);
            Altered++;
            return copy;
        }

        protected override SpanDirection? Breaks => SpanDirection.ToServer;
    }
}

/// <summary>
/// T0804 Block Reporting Message: for <c>seconds</c> the answers to one kind of poll vanish from the span while the others pass, so that the link looks alive. Breach:
/// readings are missing and the rest still arrives.
/// </summary>
public sealed class BlockReports() : Technique("block-reports", "T0804", "seconds", [Si], [])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var all = context.Range.Scenario.Traffic.Polls.Where(p => p.To == context.Target.Id).ToList();
        if (context.Vantage.Conduit is not { } conduit || all.FirstOrDefault(p => p.Table >= ModbusTable.InputRegister) is not { } blocked)
        {
            return StepOutcome.Absent($"No reading of {context.Target.Id} crosses this span.");
        }

        var others = all.Where(p => p.Id != blocked.Id).ToList();
        var (failed, good) = (context.Range.Truth.Polls(blocked.Id).Failed, others.Sum(p => context.Range.Truth.Polls(p.Id).Good));
        Act(context, $"answers of {context.Target.Id} held back on {conduit.Id}");
        var function = (byte)(blocked.Table == ModbusTable.InputRegister ? 4 : 3);
        using (context.Range.Spans.Tap(conduit.Id, new HoldBackTap((byte)blocked.Unit, function, blocked.Count)))
        {
            await context.Range.WaitAsync(TimeSpan.FromSeconds(context.Number("seconds", 30)));
        }

        var isAlive = others.Count == 0 || others.Sum(p => context.Range.Truth.Polls(p.Id).Good) > good;
        return context.Range.Truth.Polls(blocked.Id).Failed > failed && isAlive
            ? new(BreachKind.Availability, $"Readings of {context.Target.Id} stayed away while the rest of the link was alive.")
            : StepOutcome.Nothing($"No reading of {context.Target.Id} could be picked out and held back.");
    }

    // What is encrypted passes: the attacker cannot tell one answer from another, and to stop them all is to cut the line, which shows at once.
    private sealed class HoldBackTap(byte unit, byte function, int count) : OnPath
    {
        private readonly byte[] _head = [0, 0, 0, (byte)((2 * count) + 3), unit, function, (byte)(2 * count)];

        protected override ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            // The head begins behind the transaction id; what else came in the same piece goes on.
            var start = direction == SpanDirection.ToClient ? bytes.Span.IndexOf(_head) - 2 : -1;
            if (start < 0)
            {
                return bytes;
            }

            Altered++;
            var end = Math.Min(bytes.Length, start + _head.Length + 2 + (2 * count));
            return (byte[])[.. bytes.Span[..start], .. bytes.Span[end..]];
        }
    }
}

/// <summary>
/// T0878 Alarm Suppression: records on their way to the collector vanish from the span while somebody guesses passwords at the device. Breach: the device recorded it,
/// the collector never hears of it, and the link is alive.
/// </summary>
public sealed class SuppressAlarms() : Technique("suppress-alarms", "T0878", "seconds", [Si, Tre], [])
{
    private const string Nobody = "zz-nobody";

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var scenario = context.Range.Scenario;
        var target = context.Target;
        if (context.Vantage.Conduit is not { } conduit || scenario.Control<AuditConfig>(target.Id)?.Collector is not { } collector
            || conduit.Flows.All(f => f.From != target.Id || f.To != collector) || context.Service(ServiceProtocol.Console) is not { } console)
        {
            return StepOutcome.Absent($"No records of {target.Id} cross this span.");
        }

        Act(context, $"records of {target.Id} held back on {conduit.Id}");
        using (context.Range.Spans.Tap(conduit.Id, new HoldBackRecords()))
        using (context.Range.Network.Enter(target.Zone, $"{AttackRangeExtensions.Attacker}-noise"))
        {
            if (await ConsoleLink.OpenAsync(context.Range, $"{AttackRangeExtensions.Attacker}-noise", target.Id, console.Port) is { } link)
            {
                await using (link)
                {
                    await link.LogOnAsync(Nobody, "wrong");
                }
            }

            await context.Range.WaitAsync(TimeSpan.FromSeconds(context.Number("seconds", 20)));
        }

        await context.Range.WaitAsync(TimeSpan.FromSeconds(context.Number("seconds", 20)));
        var isRecorded = context.Range.Truth.Audit(target.Id).Any(r => $"{r.Subject} {r.Detail}".Contains(Nobody, StringComparison.Ordinal));
        var isHeard = context.Range.Truth.Collected(collector).Any(m => m.Message.Contains(Nobody, StringComparison.Ordinal));
        return isRecorded && !isHeard
            ? new(BreachKind.Concealment, $"{collector} never heard of what {target.Id} had recorded.")
            : StepOutcome.Nothing(isRecorded ? $"{collector} heard of what {target.Id} had recorded." : $"{target.Id} had recorded nothing that could be hidden.");
    }

    private sealed class HoldBackRecords : OnPath
    {
        protected override ReadOnlyMemory<byte> OnPlain(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            var at = direction == SpanDirection.ToServer ? bytes.Span.IndexOf(">1 2"u8) : -1;
            if (at < 0 || bytes.Span[..at].LastIndexOf((byte)'<') < 0)
            {
                return bytes;
            }

            Altered++;
            return ReadOnlyMemory<byte>.Empty;
        }
    }
}
