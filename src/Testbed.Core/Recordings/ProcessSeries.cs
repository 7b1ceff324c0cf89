namespace Testbed.Core;

/// <summary>A column of a process recording.</summary>
/// <param name="Name">Quantity with unit, a colon, and what it is of: <c>pressure_bar:N-CGS-OUT</c>.</param>
/// <param name="Values">One value per sample; NaN where there was none.</param>
public sealed record SeriesColumn(string Name, float[] Values);

/// <summary>The state of the attack at a sample.</summary>
public enum AttackPhase
{
    /// <summary>Not begun, or there is none.</summary>
    Before,

    /// <summary>The attacker acts.</summary>
    During,

    /// <summary>He has ended; what he did may last.</summary>
    After,
}

/// <summary>What the process and its operators' screens did over a trial.</summary>
/// <param name="Seconds">Simulated seconds since the trial's start, one per sample.</param>
/// <param name="Phases">The attack at each sample.</param>
/// <param name="Acted">Whether the attacker acted since the sample before.</param>
/// <param name="CustomersOut">Customers without gas so far at each sample.</param>
/// <param name="Columns">The other values; every trial of a scenario has the same, in the same order.</param>
public sealed record ProcessSeries(
    IReadOnlyList<int> Seconds, IReadOnlyList<AttackPhase> Phases, IReadOnlyList<bool> Acted, IReadOnlyList<int> CustomersOut,
    IReadOnlyList<SeriesColumn> Columns);

/// <summary>A trial of a run as it went when it was played again.</summary>
/// <param name="Result">Its result, the run's to the last hash.</param>
/// <param name="Conduits">What passed the conduits, in the scenario's order; those that nothing passed are left out.</param>
/// <param name="Series">The process; null when it was not recorded.</param>
public sealed record TrialRecording(TrialResult Result, IReadOnlyList<ConduitCapture> Conduits, ProcessSeries? Series);
