using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Whether one asset may, and will, reach one service of another.</summary>
/// <param name="From">The asset that opens the connection.</param>
/// <param name="FromZone">Its zone.</param>
/// <param name="To">The asset that answers.</param>
/// <param name="ToZone">Its zone.</param>
/// <param name="Port">Logical port.</param>
/// <param name="Protocol">What is spoken there.</param>
/// <param name="IsDeclared">True within a zone, and across zones when a flow is declared.</param>
/// <param name="DeclaredBy"><c>same-zone</c>, the flow's id, or empty.</param>
/// <param name="Predicted">What a dial should give with the configured controls.</param>
/// <param name="PredictedBy">The rule, control or link that decides it.</param>
public sealed record ReachabilityRow(
    string From, string FromZone, string To, string ToZone, int Port, ServiceProtocol Protocol, bool IsDeclared, string DeclaredBy,
    DialOutcome Predicted, string PredictedBy)
{
    /// <summary>True when the controls let pass what nobody declared.</summary>
    public bool IsTooWide => Predicted == DialOutcome.Open && !IsDeclared;

    /// <summary>True when the controls stop what was declared to pass between zones.</summary>
    public bool IsTooNarrow => Predicted != DialOutcome.Open && IsDeclared && FromZone != ToZone;
}
