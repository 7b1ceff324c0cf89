using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>Steady flow through a pipe, its line pack, and the pressure to which it settles when both ends are closed.</summary>
public sealed record SteadyLinePackCase : LinePackCase
{
    private const double CloseAtS = 1.0;
    private const double LongestS = 1e8;

    /// <summary>Pressure at the inlet, Pa absolute.</summary>
    public required double InletPa { get; init; }

    /// <summary>Flow, kg/s.</summary>
    public required double FlowKgPerS { get; init; }

    /// <inheritdoc/>
    public override LinePackOutcome Solve()
    {
        var solver = new TransientSolver(Pipe with
        {
            Sources = [new(0, TimeSeries.Constant(InletPa), CloseAtS)], Withdrawals = [new(1, TimeSeries.Step(FlowKgPerS, CloseAtS, 0.0))],
        });
        var result = solver.StartSteady();
        if (!result.Converged)
        {
            return Outcome(result, 0.0);
        }

        var (outlet, mean, mass, error) = (solver.PressurePa(1), MeanPa(solver), solver.LinePackKg, 0.0);
        for (var until = 3_600.0; result.Converged && until < LongestS; until *= 2.0)
        {
            result = solver.AdvanceTo(until);
            error = Math.Max(error, result.LargestMassError);
            if (Math.Abs(solver.PressurePa(1) - solver.PressurePa(0)) < 1e-9 * solver.PressurePa(0))
            {
                break;
            }
        }

        return Outcome(
            result, error, One("p_out_Pa", outlet), One("p_mean_Pa", mean), One("linepack_kg", mass),
            One("shut_in_equilibrium_Pa", 0.5 * (solver.PressurePa(0) + solver.PressurePa(1))));
    }
}
