using Testbed.Core;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0846 Remote System Discovery: dials usual ports of every asset of the target's zone. Finding is no breach by itself.</summary>
public sealed class NetworkScan() : Technique("network-scan", "T0846", "", [Rdf, Tre], [Tre])
{
    private static readonly int[] Ports = [22, 23, 80, 443, 502, 802, 2222, 4840, 6514, 20000, 44818];

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        Act(context, $"{context.Vantage.From} scans {context.Target.Zone}");
        var open = 0;
        foreach (var asset in context.Vantage.Kind == VantageKind.Span ? [] : context.Range.Scenario.In(context.Target.Zone))
        {
            foreach (var port in Ports)
            {
                if (await context.Range.OpenAsync(context.Vantage.From, asset.Id, port) is { } stream)
                {
                    open++;
                    await stream.DisposeAsync();
                }
            }
        }

        return StepOutcome.Nothing($"{Number.Text(open)} open ports found in {context.Target.Zone}.");
    }
}
