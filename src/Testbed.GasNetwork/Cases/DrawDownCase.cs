using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>A pipe at rest without supply, from whose end gas is drawn: its mean pressure falls as mass does.</summary>
public sealed record DrawDownCase : LinePackCase
{
    /// <summary>Pressure at the start, Pa absolute.</summary>
    public required double StartPa { get; init; }

    /// <summary>What is drawn, kg/s.</summary>
    public required double WithdrawalKgPerS { get; init; }

    /// <summary>Times of the results, s, rising.</summary>
    public required IReadOnlyList<double> TimeS { get; init; }

    /// <inheritdoc/>
    public override LinePackOutcome Solve()
    {
        var solver = new TransientSolver(Pipe with { Withdrawals = [new(1, TimeSeries.Constant(WithdrawalKgPerS))] });
        var result = solver.StartAtRest([StartPa, StartPa]);
        var (means, error) = (new List<double>(), 0.0);
        foreach (var time in TimeS)
        {
            result = solver.AdvanceTo(time);
            error = Math.Max(error, result.LargestMassError);
            if (!result.Converged)
            {
                break;
            }

            means.Add(MeanPa(solver));
        }

        return Outcome(result, error, Many("t_s", TimeS), Many("p_mean_Pa", means));
    }
}
