using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.1 on a link that modems encrypt: a command is recorded, the client sends another, and the first comes again, within the running connection and, with all that
/// opened it, on one of the attacker's own. Breach: the device holds the first value again. Cells: conduits with <c>link-encryption</c> and a declared write.
/// </summary>
public sealed class ReplayedFrame() : Probe("replayed-frame", "SR 3.1")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) => LinkSubject.All(scenario).Select(s => At(s.View.Conduit.Id, s.View.To.Id, "span+replay"));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var subject = LinkSubject.Of(range.Scenario, cell);
        var target = subject.Write!;
        var (first, second) = subject.Values(range.Truth.Point(target.Asset.Id, target.Point.Name));
        var tap = new ReplayTap();
        using var on = range.Spans.Tap(cell.Place, tap);
        using var link = await ModbusLink.OpenAsync(range, subject.View.From.Id, target.Asset.Id, target.Service);
        var opened = tap.Length;
        if (link is null || !await link.WriteAsync(target, first))
        {
            return AttackOutcome.Inapplicable($"{subject.View.From.Id} could not write over {cell.Place}.");
        }

        var (command, all) = (tap.From(opened), tap.From(0));
        await link.WriteAsync(target, second);
        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        if (!range.Holds(target, second))
        {
            return AttackOutcome.Inapplicable($"{target.Asset.Id} did not take the second command.");
        }

        range.Act("T0856", $"a recorded command on the span of {cell.Place}");
        tap.Again(command);
        await link.SendAsync(subject.ReadPdu());
        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        if (range.Holds(target, first))
        {
            return AttackOutcome.Succeeded($"{target.Asset.Id} obeyed a command again that was replayed in a running connection.");
        }

        await OnANewConnectionAsync(range, subject, all);
        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        return range.Holds(target, first)
            ? AttackOutcome.Succeeded($"{target.Asset.Id} obeyed a command again that was replayed on a new connection.")
            : AttackOutcome.Resisted($"{target.Asset.Id} obeyed no command that was replayed on {cell.Place}.");
    }

    private static async Task OnANewConnectionAsync(IAttackRange range, SpanSubject subject, byte[] recorded)
    {
        if (await new SpanHost(range, subject.View.Conduit, subject.View.Flow).DialAsync() is not { } stream)
        {
            return;
        }

        await using (stream)
        {
            using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
            await using var onEnd = patience.Token.Register(stream.Dispose);
            try
            {
                await stream.WriteAsync(recorded);
                _ = await stream.ReadAsync(new byte[64]);
            }
            catch (Exception e) when (SpanHost.IsRefusal(e))
            {
                // Refused or cut: the device tells whether it obeyed.
            }
        }
    }
}
