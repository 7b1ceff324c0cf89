using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1, conduit: the operator's station uses its declared connection for commands nobody declared: other registers, coils, function codes.
/// Breach: one is applied. One cell per declared Modbus flow that leaves something forbidden.
/// </summary>
public sealed class UndeclaredOperatorCommand() : Probe("undeclared-operator-command", "SR 2.1")
{
    /// <summary>Writes tried per cell.</summary>
    public const int Tries = 4;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) => scenario.ModbusFlows()
        .Where(f => FlowPolicy.UndeclaredWrites(scenario, f.From.Id, f.To, f.Service).Any())
        .Select(f => At(f.Conduit.Id, f.To.Id, $"{f.Service.Id}:{f.Flow.Id}"));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = range.Scenario.ModbusFlows().First(f => f.Flow.Id == cell.Interface.Split(':')[1] && f.Conduit.Id == cell.Place);
        using var link = await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service);
        if (link is null)
        {
            return AttackOutcome.Resisted($"{flow.From.Id} got no connection to {flow.To.Id}.");
        }

        foreach (var (target, multiple) in FlowPolicy.UndeclaredWrites(range.Scenario, flow.From.Id, flow.To, flow.Service).Take(Tries))
        {
            var raw = target.DifferentInRange(range.Truth.Point(flow.To.Id, target.Point.Name));
            range.Act("T0855", $"{flow.From.Id} writes undeclared {target.Point.Name}");
            await link.WriteAsync(target, raw, multiple);
            await range.WaitAsync(AttackTimes.Settle(flow.To));
            if (range.Holds(target, raw))
            {
                return AttackOutcome.Succeeded($"{flow.To.Id} applied {target.Point.Name} from {flow.From.Id}, which flow {flow.Flow.Id} does not allow.");
            }
        }

        return AttackOutcome.Resisted($"No undeclared command of {flow.From.Id} was applied by {flow.To.Id}.");
    }
}
