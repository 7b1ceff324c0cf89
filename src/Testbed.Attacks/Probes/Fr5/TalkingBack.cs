using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.2 RE 1, the direction that nothing is allowed in: somebody has taken the receiver's place and hides an answer in his acknowledgement; the receiving side opens
/// connections to the sending one. Breach: the sender reads the answer, or a line arrives. Cells: conduits with a data diode.
/// </summary>
public sealed class TalkingBack() : Probe("talking-back", "SR 5.2 RE 1")
{
    private const string Reply = "reply", Connection = "connection";

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from conduit in scenario.Conduits
        let diode = scenario.Control<DataDiodeConfig>(conduit.Id)
        where diode is not null
        let push = Push(scenario, conduit)
        where push is not null
        from attempt in new[] { Reply, Connection }
        select At(conduit.Id, attempt == Reply ? push.To.Id : push.From.Id, $"back:{attempt}");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = Push(range.Scenario, range.Scenario.Conduit(cell.Place)!)!;
        if (cell.Interface.EndsWith(Connection, StringComparison.Ordinal))
        {
            var port = range.Scenario.FreePort(flow.From);
            using var accomplice = Accomplice.Start(range, flow.From.Id, port)!;
            range.Act("T0885", $"{flow.To.Id} opens a connection to {flow.From.Id}");
            return await accomplice.ReachedAsync(range, flow.To.Id, flow.From.Id, port, "against the direction")
                ? AttackOutcome.Succeeded($"{flow.To.Id} reached {flow.From.Id} against the direction of {cell.Place}.")
                : AttackOutcome.Resisted($"{flow.To.Id} did not reach {flow.From.Id} against the direction of {cell.Place}.");
        }

        // What listens in the receiver's place answers everything with what it got.
        using var outage = range.Faults.Outage(flow.To.Id);
        await range.WaitAsync(TimeSpan.FromSeconds(1));
        using var impostor = Accomplice.Start(range, flow.To.Id, flow.Flow.Port);
        if (impostor is null)
        {
            return AttackOutcome.Inapplicable($"Nobody could take the place of {flow.To.Id}.");
        }

        range.Act("T0869", $"an answer to {flow.From.Id} hidden in the acknowledgement");
        var heard = await AnswerAsync(range, flow);
        return !impostor.Received.Contains(Line, StringComparison.Ordinal) ? AttackOutcome.Inapplicable($"What {flow.From.Id} sent did not arrive at {flow.To.Id}.")
            : heard ? AttackOutcome.Succeeded($"{flow.From.Id} read an answer from beyond {cell.Place}.")
            : AttackOutcome.Resisted($"{flow.From.Id} sent through {cell.Place} and read no answer.");
    }

    private const string Line = "reading to push";

    private static FlowView? Push(Scenario scenario, ConduitConfig conduit) =>
        DeclaredUse.Flows(scenario, conduit.Id).FirstOrDefault(f => f.Service.Protocol.IsPush());

    private static async Task<bool> AnswerAsync(IAttackRange range, FlowView flow)
    {
        if (await range.OpenAsync(flow.From.Id, flow.To.Id, flow.Flow.Port) is not { } stream)
        {
            return false;
        }

        using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
        await using (stream)
        {
            await using var onEnd = patience.Token.Register(stream.Dispose);
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Line));
                return await stream.ReadAsync(new byte[64]) > 0;
            }
            catch (Exception e) when (ConnectionEnd.Is(e))
            {
                return false;
            }
        }
    }
}
