using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.1: what passes a span is recorded and sent again on a new connection, and single bits are flipped on the way. Breach: the replay is answered, or a
/// flipped value is taken for good. Cabling is declared. The relay sits above TCP, so that checksums of the link do not help.
/// </summary>
public sealed class AlteredTraffic() : SpanProbe("altered-traffic", "SR 3.1")
{
    /// <inheritdoc/>
    protected override bool OnConsoles => true;

    /// <inheritdoc/>
    private protected override Task<AttackOutcome> ProbeConsoleAsync(FlowView view, IAttackRange range) => ForgeConsoleAsync(view, range, add: false);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range)
    {
        var capture = new CaptureTap();
        using (range.Spans.Tap(subject.View.Conduit.Id, capture))
        {
            await ClientReadsAsync(subject, range);
        }

        range.Act("T0856", $"replay on the span of {subject.View.Conduit.Id}");
        if (await ReplayIsAnsweredAsync(subject, capture, range))
        {
            return AttackOutcome.Succeeded($"A recorded request was answered again on {subject.View.Conduit.Id}.");
        }

        return await SpanTampering.ReadingIsForgedAsync(subject, range, words => [.. words.Select(w => (ushort)(w ^ 0x0010))])
            ? AttackOutcome.Succeeded($"{subject.View.From.Id} took a reading with a flipped bit.")
            : AttackOutcome.Resisted($"Replayed and flipped bytes on {subject.View.Conduit.Id} had no effect.");
    }

    private static async Task<bool> ReplayIsAnsweredAsync(SpanSubject subject, CaptureTap capture, IAttackRange range)
    {
        var recorded = capture.ClientBytesWith(subject.ReadPdu()) ?? capture.LongestClientBytes();
        var host = new SpanHost(range, subject.View.Conduit, subject.View.Flow);
        if (recorded.Length == 0 || await host.DialAsync() is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
            try
            {
                await stream.WriteAsync(recorded, patience.Token);
                var answer = new byte[9];
                return await stream.FillAsync(answer, patience.Token) == answer.Length && answer[2] == 0 && answer[3] == 0 && answer[7] == subject.ReadFunction;
            }
            catch (Exception e) when (SpanHost.IsRefusal(e))
            {
                return false;
            }
        }
    }
}
