using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Cases;

/// <summary>A small withdrawal that begins at the end of a pipe, at rest or on top of a steady flow: the drop at the outlet spreads as heat does.</summary>
public sealed record SmallStepCase : LinePackCase
{
    private const double BeginS = 1.0;

    /// <summary>Pressure held at the inlet, Pa absolute.</summary>
    public required double InletPa { get; init; }

    /// <summary>Steady flow before, kg/s; 0 for rest.</summary>
    public required double FlowKgPerS { get; init; }

    /// <summary>What is withdrawn in addition, kg/s.</summary>
    public required double MoreKgPerS { get; init; }

    /// <summary>Times of the results after the step, s, rising.</summary>
    public required IReadOnlyList<double> TimeS { get; init; }

    /// <inheritdoc/>
    public override LinePackOutcome Solve()
    {
        var solver = new TransientSolver(Pipe with
        {
            Sources = [new(0, TimeSeries.Constant(InletPa))],
            Withdrawals = [new(1, TimeSeries.Step(FlowKgPerS, BeginS, FlowKgPerS + MoreKgPerS))],
        });
        var result = FlowKgPerS > 0.0 ? solver.StartSteady() : solver.StartAtRest([InletPa, InletPa]);
        if (result.Converged)
        {
            result = solver.AdvanceTo(BeginS);
        }

        var (before, changes, error) = (solver.PressurePa(1), new List<double>(), 0.0);
        foreach (var time in TimeS)
        {
            result = result.Converged ? solver.AdvanceTo(BeginS + time) : result;
            error = Math.Max(error, result.LargestMassError);
            changes.Add(solver.PressurePa(1) - before);
        }

        var pipe = Pipe.Pipes[0];
        // Diffusivity of pressure: by the slope of friction over flow, laminar (Hagen-Poiseuille) or turbulent.
        var diffusivity = FlowKgPerS > 0.0
            ? InletPa * AreaM2 * pipe.DiameterM / (pipe.GivenFriction * FlowKgPerS)
            : InletPa * pipe.DiameterM * pipe.DiameterM / (32.0 * Pipe.Gas.ViscosityPaS);
        var tau = 4.0 * pipe.LengthM * pipe.LengthM / (Math.PI * Math.PI * diffusivity);
        return Outcome(
            result, error, One("kappa_m2_s", diffusivity), Many("t_s", TimeS), Many("dp_outlet_Pa", changes), One("tau_s", tau),
            One("steady_drop_Pa", InletPa - before));
    }
}
