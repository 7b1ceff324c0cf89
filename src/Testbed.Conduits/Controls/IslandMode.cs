using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Closes the boundary by order (SR 5.2 RE 2). Both ends listen for orders in their zone; an order at one holds for the whole conduit, since what passes one end only is
/// on the span and nowhere. Orders are believed from the declared assets, with the key.
/// </summary>
public sealed class IslandMode : ConduitControl
{
    private readonly IslandModeConfig _config;
    private long _challenges;

    /// <summary>Listens at both ends.</summary>
    public IslandMode(IslandModeConfig config, ConduitContext context)
        : base(config, context)
    {
        _config = config;
        foreach (var zone in new[] { context.Conduit.ZoneA, context.Conduit.ZoneB })
        {
            var end = context.Conduit.Gateway(zone);
            context.Network.Listen(end, IslandOrder.Port, connection => TakeOrderAsync(connection, end));
        }
    }

    /// <summary>Whether the boundary is closed.</summary>
    public bool IsIsland { get; private set; }

    /// <summary>Ends the connections that are carried; set by the gateway.</summary>
    internal Action CutRunning { get; set; } = () => { };

    /// <inheritdoc/>
    public override string? RefuseConnect(FlowContext flow) => IsIsland ? "island" : null;

    private async Task TakeOrderAsync(AcceptedConnection connection, string end)
    {
        await using var stream = connection.Stream;
        var challenge = IslandOrder.Challenge(_config.Key, ++_challenges);
        try
        {
            await IslandOrder.WriteAsync(stream, challenge);
            if (await IslandOrder.ReadAsync(stream) is not { } answer)
            {
                return;
            }

            var isGood = IslandOrder.TryRead(_config.Key, challenge, answer, out var order, out var who) && _config.OrderedFrom.Contains(connection.Peer);
            Context.Recorder.Ledger(new(
                Context.Recorder.Tick, Context.Conduit.Id, end, _config.Id, isGood ? LedgerAction.Recorded : LedgerAction.Blocked,
                isGood ? $"island-{order}" : "order-refused", connection.Peer, end, IslandOrder.Port, isGood ? $"by {who}" : "order"));
            if (isGood)
            {
                Obey(order);
            }

            await IslandOrder.WriteAsync(stream, isGood ? IslandOrder.Done : IslandOrder.Refused);
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The caller left before he had his answer.
        }
    }

    private void Obey(string order)
    {
        IsIsland = order == IslandOrder.On;
        if (IsIsland && _config.CutsRunning)
        {
            CutRunning();
        }
    }
}
