using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>Default deny, allow by exception, at connection granularity.</summary>
public sealed class AllowList(AllowListConfig config, ConduitContext context) : ConduitControl(config, context)
{
    /// <inheritdoc/>
    public override string? RefuseConnect(FlowContext flow) =>
        config.Permit.Any(p => p.Covers(flow.From, flow.To, flow.Port)) ? null : "default-deny";
}
