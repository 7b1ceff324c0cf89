using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0884 Connection Proxy: a controller that was got hold of (by its console or its engineering service) carries the attacker's connection on to another asset
/// (<c>to</c>), as its own, and a point there is written. Breach: that asset holds it although the controller may not write it. What runs as a proxy in the controller
/// is the attacker's own; that its product can be made to route is assumed.
/// </summary>
public sealed class ProxyThroughController() : Technique("proxy-through-controller", "T0884", "to point value", [Uc, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var scenario = context.Range.Scenario;
        var next = PlayScene.Assets(scenario, context.Parameters.GetValueOrDefault("to", "over-pressure-plc")).FirstOrDefault(a =>
            a.Id != context.Target.Id && (a.Zone == context.Target.Zone || scenario.Between(a.Zone, context.Target.Zone) is not null));
        var service = next?.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Modbus);
        var proxied = context with { Target = next ?? context.Target, Vantage = context.Vantage with { Kind = VantageKind.Asset, From = context.Target.Id, Zone = context.Target.Zone } };
        if (service is null || PointChoice.Point(proxied, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} leads to nothing that could be written.");
        }

        Act(context, $"{context.Vantage.From} goes through {context.Target.Id} to {next!.Id}");
        if (!await Foothold.WinAsync(context))
        {
            return StepOutcome.Nothing($"Nobody got hold of {context.Target.Id}.");
        }

        var raw = PointChoice.Value(proxied, target);
        var port = scenario.FreePort(context.Target);
        using var relay = Relay.Start(context.Range, context.Target.Id, port, next.Id, service.Port);
        if (await context.Range.OpenAsync(context.Vantage.From, context.Target.Id, port) is not { } stream)
        {
            return StepOutcome.Nothing($"The proxy in {context.Target.Id} could not be reached.");
        }

        using var link = ModbusLink.Over(context.Range, stream, (byte)(service.Unit ?? 1));
        await link.WriteAsync(target, raw);
        await context.Range.WaitAsync(AttackTimes.Settle(next));
        return await Written.JudgeAsync(proxied, service, target, raw, connected: true);
    }
}

/// <summary>How a controller is got hold of.</summary>
internal static class Foothold
{
    /// <summary>True when its console or its engineering service let somebody in without an account of his own; the asset is reached then.</summary>
    public static async Task<bool> WinAsync(StepContext context)
    {
        if (context.Reached.Contains(context.Target.Id))
        {
            return true;
        }

        var isWon = await ByEngineeringAsync(context);
        if (!isWon && context.Service(ServiceProtocol.Console) is { } console
            && await StolenEntry.InAsync(context.Range, context.Vantage.From, context.Target, console.Port, "any", "configure") is { } session)
        {
            await session.Link.DisposeAsync();
            isWon = true;
        }

        if (isWon)
        {
            context.Reached.Add(context.Target.Id);
        }

        return isWon;
    }

    private static async Task<bool> ByEngineeringAsync(StepContext context)
    {
        if (EngineeringAccess.ServiceOf(context.Target) is null || await context.ModbusAsync() is not { } link)
        {
            return false;
        }

        using (link)
        {
            using var access = EngineeringAccess.Over(context.Range, link);
            return await access.BreakInAsync(context.Target);
        }
    }
}

/// <summary>Base of techniques that send something to malware which listens on the target, over a path that no flow declares.</summary>
public abstract class TransferTechnique : Technique
{
    private const string Line = "part 1 of 1 of a tool";

    /// <summary>Sets what is fixed.</summary>
    private protected TransferTechnique(string id, string attackId)
        : base(id, attackId, "", [Rdf], [Rdf])
    {
    }

    /// <inheritdoc/>
    internal sealed override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var port = context.Vantage.Kind == VantageKind.Span || context.Vantage.Zone == context.Target.Zone ? null : Port(context);
        using var accomplice = port is { } p ? Accomplice.Start(context.Range, context.Target.Id, p) : null;
        if (accomplice is null)
        {
            return StepOutcome.Absent($"There is no boundary between {context.Vantage.From} and {context.Target.Id} to carry anything across.");
        }

        Act(context, $"{context.Vantage.From} sends to port {Number.Text(port!.Value)} of {context.Target.Id}");
        return await accomplice.ReachedAsync(context.Range, context.Vantage.From, context.Target.Id, port.Value, Line)
            ? new(BreachKind.Transfer, $"What {context.Vantage.From} sent arrived at port {Number.Text(port.Value)} of {context.Target.Id}, which no flow declares.")
            : StepOutcome.Nothing($"What {context.Vantage.From} sent did not arrive at {context.Target.Id}.");
    }

    /// <summary>The port to use; null when there is none.</summary>
    private protected abstract int? Port(StepContext context);
}

/// <summary>T0867 Lateral Tool Transfer: a tool is brought to the target over a port of the attacker's choice.</summary>
public sealed class ToolTransfer() : TransferTechnique("tool-transfer", "T0867")
{
    /// <inheritdoc/>
    private protected override int? Port(StepContext context) => context.Range.Scenario.FreePort(context.Target);
}

/// <summary>T0885 Commonly Used Port: the same over a port that filters by port number alone let through.</summary>
public sealed class CommonPort() : TransferTechnique("common-port", "T0885")
{
    private static readonly int[] Common = [502, 443, 80, 123, 22];

    /// <inheritdoc/>
    private protected override int? Port(StepContext context) => Common.Where(p => context.Target.Services.All(s => s.Port != p)
        && !FlowPolicy.Declares(context.Range.Scenario, context.Vantage.From, context.Target.Id, p)).Select(p => (int?)p).FirstOrDefault();
}
