using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of passive capture on a span while a declared client reads: the breach is that the request or the answer passes in the clear. Where a
/// conduit has no Modbus, it is the greeting of a console.
/// </summary>
public abstract class ConfidentialityProbe : SpanProbe
{
    /// <summary>Sets id and requirement.</summary>
    protected ConfidentialityProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <summary>True when the conduit carries data that the scenario classifies as confidential.</summary>
    protected static bool CarriesConfidential(Scenario scenario, ConduitConfig conduit) =>
        conduit.Features.Contains(PlaceFeatures.ConfidentialData)
        || conduit.Flows.Any(f => scenario.Asset(f.From) is { Confidential: true } || scenario.Asset(f.To) is { Confidential: true });

    /// <inheritdoc/>
    protected sealed override bool OnConsoles => true;

    /// <inheritdoc/>
    private protected sealed override async Task<AttackOutcome> ProbeConsoleAsync(FlowView view, IAttackRange range)
    {
        var capture = new CaptureTap();
        range.Act("T0842", $"capture on the span of {view.Conduit.Id}");
        ConsoleLink? link;
        using (range.Spans.Tap(view.Conduit.Id, capture))
        {
            link = await ConsoleLink.OpenAsync(range, view.From.Id, view.To.Id, view.Flow.Port);
            await (link?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        return link is not null && capture.Saw(Encoding.UTF8.GetBytes($"220 {link.Greeting.Lines[^1]}"))
            ? AttackOutcome.Succeeded($"The console of {view.To.Id} passed {view.Conduit.Id} in the clear.")
            : AttackOutcome.Resisted($"Nothing readable among the bytes captured on {view.Conduit.Id}.");
    }

    /// <inheritdoc/>
    private protected sealed override async Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range)
    {
        var capture = new CaptureTap();
        range.Act("T0842", $"capture on the span of {subject.View.Conduit.Id}");
        using (range.Spans.Tap(subject.View.Conduit.Id, capture))
        {
            await ClientReadsAsync(subject, range);
        }

        return capture.Saw(subject.ReadPdu())
            ? AttackOutcome.Succeeded($"The dialogue of {subject.View.From.Id} and {subject.View.To.Id} passed {subject.View.Conduit.Id} in the clear.")
            : AttackOutcome.Resisted($"Nothing readable among the bytes captured on {subject.View.Conduit.Id}.");
    }
}
