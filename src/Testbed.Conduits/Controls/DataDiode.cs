using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Says which way a one-way conduit goes. It is the medium's physics rather than a decision, so the gateway asks it by itself, before any other control and also while what decides
/// at the boundary has failed.
/// </summary>
public sealed class DataDiode(DataDiodeConfig config, ConduitContext context) : ConduitControl(config, context)
{
    /// <summary>Whether the receiver's answers are kept from the sender.</summary>
    public bool KeepsReplies => !config.Returns.Contains(DiodeReturn.Replies);

    /// <summary>The rule that refuses a connection against the direction, or null.</summary>
    public string? RefusesAlways(FlowContext flow) =>
        Context.Scenario.ZoneOf(flow.To) == config.FromZone && !config.Returns.Contains(DiodeReturn.Connections) ? "against-direction" : null;
}
