namespace Testbed.Attacks;

/// <summary>
/// SR 3.1 RE 1: an on-path attacker puts another value into a valid frame, first into a command, then into a reading. Breach: the device holds the forged
/// set point, or the client takes the forged reading.
/// </summary>
public sealed class ForgedFrame() : SpanProbe("forged-frame", "SR 3.1 RE 1")
{
    /// <inheritdoc/>
    protected override bool OnConsoles => true;

    /// <inheritdoc/>
    private protected override Task<AttackOutcome> ProbeConsoleAsync(FlowView view, IAttackRange range) => ForgeConsoleAsync(view, range, add: false);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range)
    {
        range.Act("T0830", $"values changed on the span of {subject.View.Conduit.Id}");
        if (subject.Write is not null && await SpanTampering.CommandIsForgedAsync(subject, range))
        {
            return AttackOutcome.Succeeded($"{subject.View.To.Id} applied {subject.Write.Point.Name} as forged on {subject.View.Conduit.Id}.");
        }

        return await SpanTampering.ReadingIsForgedAsync(subject, range, words => [.. words.Select(w => (ushort)(w + 7))])
            ? AttackOutcome.Succeeded($"{subject.View.From.Id} took a reading as forged on {subject.View.Conduit.Id}.")
            : AttackOutcome.Resisted($"No forged value was taken on {subject.View.Conduit.Id}.");
    }
}
