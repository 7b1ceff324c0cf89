using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0859 Valid Accounts, without a person: malware logs on at every server and host it finds with the passwords that many know, and goes on from there. Breach: a
/// session at one of them; those are reached.
/// </summary>
public sealed class SpreadOverHosts() : Technique("spread-over-hosts", "T0859", "", [Rdf], [Iac])
{
    /// <summary>Machines that office malware runs on: no controllers.</summary>
    internal static bool IsMachine(AssetConfig asset) => !asset.Kind.IsController();

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var scenario = context.Range.Scenario;
        var machines = scenario.Zones.Where(z => !scenario.IsExternal(z.Id)).OrderBy(z => z.Id, StringComparer.Ordinal)
            .SelectMany(z => scenario.In(z.Id)).Where(a => IsMachine(a) && a.Services.Any(s => s.Protocol == ServiceProtocol.Console)).ToList();
        if (machines.Count == 0 || context.Vantage.Kind == VantageKind.Span)
        {
            return StepOutcome.Absent("There are no machines to spread over.");
        }

        Act(context, $"malware spreads from {context.Vantage.From}");
        var (before, zones) = (context.Reached.Count, new Queue<(string From, string Zone)>([(context.Vantage.From, context.Vantage.Zone)]));
        while (zones.TryDequeue(out var at))
        {
            foreach (var machine in machines.Where(m => !context.Reached.Contains(m.Id) && m.Id != at.From && IsNear(scenario, at.Zone, m.Zone)))
            {
                var port = machine.Services.First(s => s.Protocol == ServiceProtocol.Console).Port;
                if (await StolenEntry.InAsync(context.Range, at.From, machine, port, "any", "read") is { } session)
                {
                    await session.Link.DisposeAsync();
                    context.Reached.Add(machine.Id);
                    zones.Enqueue((machine.Id, machine.Zone));
                }
            }
        }

        var won = context.Reached.Count - before;
        return won > 0
            ? new(BreachKind.Session, $"Malware runs on {Number.Text(won)} machines: {string.Join(", ", context.Reached.Order(StringComparer.Ordinal))}.")
            : StepOutcome.Nothing("Malware found no machine that let it in.");
    }

    private static bool IsNear(Scenario scenario, string a, string b) => a == b || scenario.Between(a, b) is not null;
}

/// <summary>
/// T0826 Loss of Availability: every machine that was reached is encrypted and stands until the play ends. Breach: the target is one of them.
/// </summary>
public sealed class EncryptHosts() : Technique("encrypt-hosts", "T0826", "", [Rdf, Ra], [Iac, Ra])
{
    private static readonly TimeSpan Spent = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var machines = context.Range.Scenario.Assets.Where(a => SpreadOverHosts.IsMachine(a) && context.Reached.Contains(a.Id)).Select(a => a.Id).ToList();
        if (machines.Count == 0)
        {
            return StepOutcome.Nothing("No machine was reached, so none is encrypted.");
        }

        Act(context, $"{string.Join(", ", machines)} encrypted");
        machines.ForEach(m => context.Keep(context.Range.Faults.Outage(m)));
        await context.Range.WaitAsync(Spent);
        var polls = context.Range.Scenario.Traffic.Polls.Where(p => p.From == context.Target.Id).ToList();
        return machines.Contains(context.Target.Id)
            ? new(BreachKind.Availability, $"{context.Target.Id} stands, and with it {Number.Text(polls.Count)} polls; encrypted: {string.Join(", ", machines)}.")
            : StepOutcome.Nothing($"{context.Target.Id} goes on; encrypted: {string.Join(", ", machines)}.");
    }
}

/// <summary>
/// T0814 Denial of Service against a boundary: connections are opened until its tables are full (<c>connections</c>), and it has to do without. Then a point is written
/// that the vantage may not write. Breach: the write is applied. How many connections fill the tables is the attacker's guess; where fewer are taken, the boundary stands.
/// </summary>
public sealed class ExhaustBoundary() : Technique("exhaust-boundary", "T0814", "connections point value", [Ra, Rdf], [])
{
    private static readonly TimeSpan Failing = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Vantage.Conduit is not { } conduit || context.Service(ServiceProtocol.Modbus) is not { } service || PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"No boundary stands before {context.Target.Id}.");
        }

        Act(context, $"{context.Vantage.From} fills the tables of {conduit.Id}");
        var wanted = Math.Max(1, context.Count("connections", 12));
        var carried = await FillAsync(context, service, wanted);
        if (carried == wanted)
        {
            context.Keep(context.Range.Faults.BreakBoundary(conduit.Id, BoundaryFailure.Exhausted));
            await context.Range.WaitAsync(Failing);
        }

        var raw = PointChoice.Value(context, target);
        using var link = await context.ModbusAsync();
        if (link is not null)
        {
            await link.WriteAsync(target, raw);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        }

        var judged = await Written.JudgeAsync(context, service, target, raw, link is not null);
        return judged with { Text = $"{conduit.Id} carried {Number.Text(carried)} of {Number.Text(wanted)} connections. {judged.Text}" };
    }

    // A connection that opens proves little: what is carried is what gets an answer.
    private static async Task<int> FillAsync(StepContext context, ServiceConfig service, int wanted)
    {
        var links = new List<ModbusLink>();
        try
        {
            while (links.Count < wanted && await ModbusLink.OpenAsync(context.Range, context.Vantage.From, context.Target.Id, service) is { } link)
            {
                links.Add(link);
                if (!(await link.SendAsync(StormInZone.ReadOfFirstPoint(context.Target))).IsOk)
                {
                    return links.Count - 1;
                }
            }

            return links.Count;
        }
        finally
        {
            links.ForEach(l => l.Dispose());
        }
    }
}
