using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of passive capture on a span while a declared client reads: the breach is that the request or the answer passes in the clear. Conduits without
/// Modbus flows have no cell here.
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
