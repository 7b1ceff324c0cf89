namespace Testbed.GasNetwork;

/// <summary>What the process suffered over a run.</summary>
/// <param name="ObservedSeconds">Time observed, s.</param>
/// <param name="VentedKg">Gas blown off by relief valves, kg.</param>
/// <param name="UnservedKg">Gas wanted and not supplied, kg.</param>
/// <param name="CustomersOut">Customers who lost supply; they stay counted until somebody visits them, which is outside this model.</param>
/// <param name="CustomerMinutesOut">Sum over these customers of the time since they went out, min.</param>
/// <param name="FirstCustomerOutAtSeconds">When the first went out, s after the first observation; null when none did.</param>
/// <param name="UnsafeRepressurisations">Customers counted out whose pressure came back before anybody isolated them.</param>
/// <param name="Groups">The groups of customers who went out, in the model's order of demands.</param>
/// <param name="Nodes">Pressures by node, in the model's order.</param>
public sealed record ConsequenceReport(
    double ObservedSeconds,
    double VentedKg,
    double UnservedKg,
    int CustomersOut,
    double CustomerMinutesOut,
    double? FirstCustomerOutAtSeconds,
    int UnsafeRepressurisations,
    IReadOnlyList<GroupConsequence> Groups,
    IReadOnlyList<NodeConsequence> Nodes);
