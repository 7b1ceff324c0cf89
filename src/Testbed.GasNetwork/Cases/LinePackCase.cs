using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>A result under the key that the case has for it: one number, or a series.</summary>
public sealed record LinePackValue(string Key, IReadOnlyList<double> Values, bool IsSeries);

/// <summary>What became of a line-pack case.</summary>
/// <param name="Id">The case's id.</param>
/// <param name="Values">Its results, in the case's order.</param>
/// <param name="Problem">Why there are none, or not all; null when all is well.</param>
/// <param name="LargestMassError">The largest relative error of mass of a single step.</param>
public sealed record LinePackOutcome(string Id, IReadOnlyList<LinePackValue> Values, string? Problem, double LargestMassError);

/// <summary>A reference case of one pipe and the gas in it, ideal, isothermal, level.</summary>
public abstract record LinePackCase
{
    /// <summary>The case's id.</summary>
    public required string Id { get; init; }

    /// <summary>The pipe, from node 0 to node 1, with its gas; what is given there differs by case.</summary>
    public required TransientModel Pipe { get; init; }

    /// <summary>Calculates it.</summary>
    public abstract LinePackOutcome Solve();

    /// <summary>Volume of the pipe, m3.</summary>
    protected double VolumeM3 => AreaM2 * Pipe.Pipes[0].LengthM;

    /// <summary>Cross-section, m2.</summary>
    protected double AreaM2 => Math.PI * Pipe.Pipes[0].DiameterM * Pipe.Pipes[0].DiameterM / 4.0;

    /// <summary>A number under a key.</summary>
    protected static LinePackValue One(string key, double value) => new(key, [value], false);

    /// <summary>A series under a key.</summary>
    protected static LinePackValue Many(string key, IReadOnlyList<double> values) => new(key, values, true);

    /// <summary>Pressure of the same gas spread evenly, Pa: the mean over the volume.</summary>
    protected double MeanPa(TransientSolver solver) => solver.LinePackKg * Pipe.Gas.RtJPerKg / VolumeM3;

    /// <summary>Results, or why there are none.</summary>
    protected LinePackOutcome Outcome(TransientResult result, double massError, params LinePackValue[] values) => result.Converged
        ? new(Id, values, null, massError)
        : new(Id, [], FormattableString.Invariant($"stuck at {result.WorstNode} at {result.TimeSeconds} s"), massError);
}
