using System.Collections.Concurrent;
using Testbed.Core;
using Testbed.GasNetwork;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The scenario cannot be simulated: its process has no steady state or breaks an invariant.</summary>
public sealed class TwinInvariantException(string message) : Exception(message);

/// <summary>
/// What all twins of a run share: the scenario, its keys, the compiled gas model and its steady state. Immutable after construction but for the lazily
/// issued certificates and the gas twins at rest; thread safe.
/// </summary>
public sealed class TwinBlueprint : IDisposable
{
    private readonly ConcurrentBag<GasTwin> _atRest = [];

    /// <summary>Solves the steady state and makes keys, or takes those given.</summary>
    /// <exception cref="TwinInvariantException">The process has no steady state.</exception>
    public TwinBlueprint(Scenario scenario, ulong seed, PkiMaterial? certificates = null)
    {
        (Scenario, Seed) = (scenario, seed);
        Pki = new ScenarioPki(PkiPlans.Of(scenario), certificates);
        Gas = GasModelFactory.Create(scenario.Process);
        var problems = Gas.Validate();
        if (problems.Count > 0)
        {
            throw new TwinInvariantException("The process cannot be simulated: " + string.Join("; ", problems.Select(p => $"{p.ElementId}: {p.Message}")));
        }

        var twin = new GasTwin(Gas, TimeOnly.FromTimeSpan(scenario.Start.TimeOfDay));
        var steady = twin.Initialise();
        if (!steady.Converged)
        {
            throw new TwinInvariantException($"The process has no steady state: node {steady.WorstNodeId} is out of balance by {steady.WorstResidualKgPerS:G3} kg/s.");
        }

        InitialGas = twin.Capture();
        GiveBack(twin);
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>The run seed.</summary>
    public ulong Seed { get; }

    /// <summary>Keys and certificates of the run.</summary>
    public ScenarioPki Pki { get; }

    /// <summary>The gas model.</summary>
    public GasNetworkModel Gas { get; }

    /// <summary>The steady state at the scenario's start.</summary>
    public GasState InitialGas { get; }

    /// <summary>A gas twin in the steady state: one that a trial has given back, else a new one. Restoring makes them equal bit for bit.</summary>
    public GasTwin NewGasTwin()
    {
        if (!_atRest.TryTake(out var twin))
        {
            twin = new GasTwin(Gas, TimeOnly.FromTimeSpan(Scenario.Start.TimeOfDay));
        }

        twin.Restore(InitialGas);
        return twin;
    }

    /// <summary>
    /// Takes back a gas twin that nobody will use again. Compiling one takes longer than most trials when the network is large.
    /// </summary>
    public void GiveBack(GasTwin twin) => _atRest.Add(twin);

    /// <inheritdoc/>
    public void Dispose() => Pki.Dispose();
}
