using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.2 RE 2: a stranger sends the gateway a forged order to close, then somebody entitled orders it at his console, traffic is tried in both directions, and he
/// opens the boundary again. Breach: the forged order is obeyed, there is no way to order it, anything passes the closed boundary (a connection that ran before
/// included), a controller leaves out a scan meanwhile, or the declared client is not served after the return. That roles decide who may order is SR 2.1's subject.
/// </summary>
public sealed class OpenIsland() : Probe("open-island", "SR 5.2 RE 2")
{
    private const string Guest = "guest-1";
    private static readonly TimeSpan Islanded = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from conduit in scenario.Conduits
        let flow = DeclaredUse.Flows(scenario, conduit.Id).FirstOrDefault()
        where flow is not null
        from place in new[] { conduit.Id, conduit.ZoneA, conduit.ZoneB }
        where !scenario.IsExternal(place)
        select At(place, flow.To.Id, $"{conduit.Id}:island");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var conduit = range.Scenario.Conduit(cell.Interface.Split(':')[0])!;
        var flow = DeclaredUse.Flows(range.Scenario, conduit.Id).First();
        if (!await DeclaredUse.IsServedAsync(range, flow))
        {
            return AttackOutcome.Inapplicable($"{flow.From.Id} was not served at {flow.To.Id} before the order.");
        }

        using var guest = range.Network.Enter(flow.From.Zone, Guest);
        await ForgeAsync(range, conduit.Gateway(flow.From.Zone));
        if (!await DeclaredUse.IsServedAsync(range, flow))
        {
            return AttackOutcome.Succeeded($"{conduit.Id} was closed by an order without the key.");
        }

        await using var running = await DeclaredUse.OpenAsync(range, flow);
        return await OrderAsync(range, conduit, IslandOrder.On)
            ? await ReturnAsync(range, conduit, flow, await PassesAsync(range, conduit, flow, running))
            : AttackOutcome.Succeeded($"Nobody could close {conduit.Id}.");
    }

    private static async Task<AttackOutcome> ReturnAsync(IAttackRange range, ConduitConfig conduit, FlowView flow, string? breach)
    {
        await range.WaitAsync(Islanded);
        if (breach is null && DeclaredUse.Stalled(range, flow) is { } stalled)
        {
            breach = $"{stalled.Id} left out a scan on the island.";
        }

        if (breach is null && (!await OrderAsync(range, conduit, IslandOrder.Off) || !await DeclaredUse.IsServedAsync(range, flow)))
        {
            breach = $"{conduit.Id} did not open again.";
        }

        return breach is null
            ? AttackOutcome.Resisted($"{conduit.Id} closed by order, nothing passed, and it opened by order.")
            : AttackOutcome.Succeeded(breach);
    }

    private static async Task<string?> PassesAsync(IAttackRange range, ConduitConfig conduit, FlowView flow, RunningUse? running)
    {
        if (await DeclaredUse.AnswersAsync(running, flow))
        {
            return $"{flow.From.Id} was still served over the connection it had.";
        }

        foreach (var each in DeclaredUse.Flows(range.Scenario, conduit.Id).DistinctBy(f => f.From.Zone))
        {
            if (await DeclaredUse.IsServedAsync(range, each))
            {
                return $"{each.To.Id} answered {each.From.Id} although {conduit.Id} was closed.";
            }
        }

        return null;
    }

    /// <summary>An order as somebody sends it who does not know the key.</summary>
    private static async Task ForgeAsync(IAttackRange range, string gateway)
    {
        if (await range.OpenAsync(Guest, gateway, IslandOrder.Port) is not { } stream)
        {
            return;
        }

        range.Act("T0855", $"forged order to close, sent to {gateway}");
        await using (stream)
        {
            try
            {
                if (await IslandOrder.ReadAsync(stream) is { } challenge)
                {
                    await IslandOrder.WriteAsync(stream, IslandOrder.Answer("", challenge, IslandOrder.On, Guest));
                    await IslandOrder.ReadAsync(stream);
                }
            }
            catch (Exception e) when (ConnectionEnd.Is(e))
            {
                // Refused by silence.
            }
        }
    }

    private static async Task<bool> OrderAsync(IAttackRange range, ConduitConfig conduit, string order)
    {
        if (range.Scenario.Control<IslandModeConfig>(conduit.Id) is not { } island)
        {
            return false;
        }

        foreach (var asset in island.OrderedFrom.Select(range.Scenario.Asset).OfType<AssetConfig>())
        {
            if (asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Console) is { } console
                && range.Scenario.AccountWith(asset, "island") is { } person
                && await ConsoleLink.OpenAsync(range, asset.Id, asset.Id, console.Port) is { } link)
            {
                await using (link)
                {
                    await link.LogOnAsync(person);
                    return await SecondPerson.SendAsync(range, asset, console, link, person, $"ISLAND {order} {conduit.Id}");
                }
            }
        }

        return false;
    }
}
