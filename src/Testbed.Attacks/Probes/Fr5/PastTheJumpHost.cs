using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 5.2 at a conduit that people cross by a jump host: another machine of the host's zone dials the console beyond; malware on the host forwards a stranger's bytes to it without
/// a session. Then somebody entitled logs on at the host and goes on. Breach: one of the first hears the console, or the last does not. Cells: conduits with a
/// <c>jump-host</c>, and the zone behind.
/// </summary>
public sealed class PastTheJumpHost() : Probe("past-the-jump-host", "SR 5.2")
{
    private const string Direct = "direct", Relay = "relay", Guest = "guest-1";

    /// <inheritdoc/>
    protected override bool StandsAtBothPlaces => true;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from conduit in scenario.Conduits
        let flow = Flow(scenario, conduit)
        where flow is not null
        from attempt in new[] { Direct, Relay }
        from place in new[] { conduit.Id, flow.To.Zone }
        select At(place, flow.To.Id, $"{conduit.Id}:jump+{attempt}");

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var flow = Flow(range.Scenario, range.Scenario.Conduit(cell.Interface.Split(':')[0])!)!;
        var isRelay = cell.Interface.EndsWith(Relay, StringComparison.Ordinal);
        using var guest = range.Network.Enter(flow.From.Zone, Guest);
        if (isRelay ? await ThroughRelayAsync(range, flow) : await HearsAsync(range, Guest, flow.To.Id, flow.Flow.Port))
        {
            return AttackOutcome.Succeeded(isRelay
                ? $"{flow.To.Id} talked to a stranger whose bytes {flow.From.Id} forwarded without a session."
                : $"{flow.To.Id} talked to a stranger who passed {flow.From.Id} by.");
        }

        var link = await ConsoleLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Flow.Port);
        if (link is null)
        {
            return AttackOutcome.Succeeded($"Nobody got to {flow.To.Id} from a session at {flow.From.Id} either.");
        }

        await link.DisposeAsync();
        return AttackOutcome.Resisted($"The way to {flow.To.Id} led over a session at {flow.From.Id} only.");
    }

    private static FlowView? Flow(Scenario scenario, ConduitConfig conduit) => scenario.Control<JumpHostConfig>(conduit.Id) is { } jump
        ? scenario.Flows(ServiceProtocol.Console).FirstOrDefault(f => f.Conduit.Id == conduit.Id && f.From.Id == jump.Host) : null;

    private static async Task<bool> ThroughRelayAsync(IAttackRange range, FlowView flow)
    {
        var port = range.Scenario.FreePort(flow.From);
        using var relay = range.Network.Listen(flow.From.Id, port, async connection =>
        {
            await using var near = connection.Stream;
            if (await range.OpenAsync(flow.From.Id, flow.To.Id, flow.Flow.Port) is { } far)
            {
                // One way is enough to hear whether the console talks.
                await using (far)
                {
                    await CopyAsync(far, near);
                }
            }
        });
        range.Act("T0886", $"a relay on {flow.From.Id} to the console of {flow.To.Id}");
        return await HearsAsync(range, Guest, flow.From.Id, port);
    }

    private static async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[256];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // Either end hung up.
        }
    }

    private static async Task<bool> HearsAsync(IAttackRange range, string from, string to, int port)
    {
        range.Act("T0822", $"{from} to port {port} of {to}");
        if (await range.OpenAsync(from, to, port) is not { } stream || await ConsoleLink.OverAsync(range, stream) is not { } link)
        {
            return false;
        }

        await link.DisposeAsync();
        return true;
    }
}
