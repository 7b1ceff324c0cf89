namespace Testbed.Attacks;

/// <summary>
/// SR 3.8, conduit: an on-path attacker sends a command of his own inside the running session of a legitimate client. Breach: the device applies it.
/// Plain Modbus/TCP has no session of its own; inside a zone that is SR 1.2's subject.
/// </summary>
public sealed class InjectedCommand() : SpanProbe("injected-command", "SR 3.8")
{
    /// <inheritdoc/>
    protected override bool NeedsWrite => true;

    /// <inheritdoc/>
    protected override bool OnConsoles => true;

    /// <inheritdoc/>
    private protected override Task<AttackOutcome> ProbeConsoleAsync(FlowView view, IAttackRange range) => ForgeConsoleAsync(view, range, add: true);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range)
    {
        var target = subject.Write!;
        var (sent, forged) = subject.Values(range.Truth.Point(target.Asset.Id, target.Point.Name));
        var raw = range.Holds(target, sent) ? forged : sent;
        var frame = Modbus.ModbusFrame.ToAdu(0x7A7A, target.Unit, ModbusLink.WritePdu(target, raw));
        var tap = new InjectTap(subject.ReadPdu(), frame);
        range.Act("T0855", $"command injected into a session on {subject.View.Conduit.Id}");
        using (range.Spans.Tap(subject.View.Conduit.Id, tap))
        {
            await ClientReadsAsync(subject, range);
            await range.WaitAsync(AttackTimes.Settle(target.Asset));
        }

        return range.Holds(target, raw)
            ? AttackOutcome.Succeeded($"{target.Asset.Id} applied {target.Point.Name} injected into the session of {subject.View.From.Id}.")
            : AttackOutcome.Resisted($"Nothing injected into the session of {subject.View.From.Id} was applied.");
    }
}
