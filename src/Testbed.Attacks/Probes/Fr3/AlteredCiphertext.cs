using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.1 RE 1 on a link that modems encrypt: an on-path attacker who knows which command passes flips the bits of its value, in the clear or in the ciphertext. Breach: the
/// device holds the forged value. Cells: conduits with <c>link-encryption</c> and a declared write.
/// </summary>
public sealed class AlteredCiphertext() : Probe("altered-ciphertext", "SR 3.1 RE 1")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) => LinkSubject.All(scenario).Select(s => At(s.View.Conduit.Id, s.View.To.Id, "span+flip"));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var subject = LinkSubject.Of(range.Scenario, cell);
        var target = subject.Write!;
        var (sent, forged) = subject.Values(range.Truth.Point(target.Asset.Id, target.Point.Name));
        var tap = new FlipTap(ModbusLink.WritePdu(target, sent), ModbusLink.WritePdu(target, forged));
        range.Act("T0830", $"a value changed on the span of {cell.Place}");
        using (range.Spans.Tap(cell.Place, tap))
        {
            using var link = await ModbusLink.OpenAsync(range, subject.View.From.Id, target.Asset.Id, target.Service);
            if (link is not null)
            {
                await link.WriteAsync(target, sent);
            }
        }

        await range.WaitAsync(AttackTimes.Settle(target.Asset));
        return tap.Altered == 0 ? AttackOutcome.Inapplicable($"No command of a known length passed {cell.Place}.")
            : range.Holds(target, forged) ? AttackOutcome.Succeeded($"{target.Asset.Id} applied {target.Point.Name} as changed on {cell.Place}.")
            : AttackOutcome.Resisted($"{target.Asset.Id} did not apply {target.Point.Name} as changed on {cell.Place}.");
    }
}
