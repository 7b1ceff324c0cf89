using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.2 RE 3: what protects the boundary fails (its process, its power, its tables, its rule set), then a declared client goes on with the connection it has and opens
/// another, and a guest of its zone tries the same service. Breach: one of them is answered, a controller at either end leaves out a scan, or the declared client is
/// not served again after the repair.
/// </summary>
public sealed class OpenWhenFailed() : Probe("open-when-failed", "SR 5.2 RE 3")
{
    private const string Guest = "guest-1";

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from conduit in scenario.Conduits
        let flow = DeclaredUse.Flows(scenario, conduit.Id).FirstOrDefault()
        where flow is not null
        from failure in Enum.GetValues<BoundaryFailure>()
        select At(conduit.Id, flow.To.Id, $"{flow.Flow.Id}:{failure}");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = DeclaredUse.Flows(range.Scenario, cell.Place).First();
        var failure = Enum.Parse<BoundaryFailure>(cell.Interface.Split(':')[1]);
        if (!await DeclaredUse.IsServedAsync(range, flow))
        {
            return AttackOutcome.Inapplicable($"{flow.From.Id} was not served at {flow.To.Id} while the boundary worked.");
        }

        await using var running = await DeclaredUse.OpenAsync(range, flow);
        using var guest = range.Network.Enter(flow.From.Zone, Guest);
        AttackOutcome? breach;
        using (range.Faults.BreakBoundary(cell.Place, failure))
        {
            await range.WaitAsync(TimeSpan.FromSeconds(1));
            range.Act("T0814", $"what protects {cell.Place} has failed: {failure}");
            breach = await BreachAsync(range, flow, running);
        }

        await range.WaitAsync(TimeSpan.FromSeconds(1));
        if (breach is null && DeclaredUse.Stalled(range, flow) is { } stalled)
        {
            breach = AttackOutcome.Succeeded($"{stalled.Id} left out a scan while the boundary had failed.");
        }

        return breach ?? (await DeclaredUse.IsServedAsync(range, flow)
            ? AttackOutcome.Resisted($"Nothing passed {cell.Place} while what protects it had failed ({failure}), and the declared flow came back.")
            : AttackOutcome.Succeeded($"{cell.Place} stayed closed after the repair."));
    }

    private static async Task<AttackOutcome?> BreachAsync(IAttackRange range, FlowView flow, RunningUse? running)
    {
        if (await DeclaredUse.AnswersAsync(running, flow))
        {
            return AttackOutcome.Succeeded($"{flow.From.Id} was still served over the connection it had.");
        }

        foreach (var from in new[] { flow.From.Id, Guest })
        {
            if (await ServiceTouch.AnswersAsync(range, from, flow.To, flow.Service))
            {
                return AttackOutcome.Succeeded($"{flow.To.Id} answered {from} through the failed boundary.");
            }
        }

        return null;
    }
}
