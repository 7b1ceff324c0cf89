namespace Testbed.GasNetwork.Steady;

/// <summary>What a regulator does in a steady state.</summary>
public enum RegulatorMode
{
    /// <summary>It holds its set point.</summary>
    Active,

    /// <summary>Wide open: its inlet is below the set point.</summary>
    Open,

    /// <summary>Locked up: its outlet is held above the set point from elsewhere.</summary>
    Shut,
}

/// <summary>A steady state with the modes of its regulators.</summary>
/// <param name="State">Pressures and flows.</param>
/// <param name="Modes">Mode per regulator.</param>
/// <param name="Problem">Why no state was found, with the element at fault; null when one was.</param>
public sealed record SteadyOperation(SteadyState? State, IReadOnlyList<RegulatorMode> Modes, ModelProblem? Problem)
{
    private const int MaximumPumpRounds = 100;

    /// <summary>
    /// Solves with every regulator active, then changes the modes that contradict the result, one round after the other. A wide open regulator is a link
    /// without resistance, a shut one is left out. Mistakes of the model come back as <see cref="Problem"/>; nothing is thrown.
    /// </summary>
    public static SteadyOperation Solve(SteadyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var modes = new RegulatorMode[model.Regulators.Count];
        var ratios = model.Pumps.Select(p => 1.0 + (p.LiftPa(0.0) / 101_325.0)).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (With(model, modes, ratios).Validate() is [var problem, ..])
            {
                return new(null, modes, problem);
            }

            var state = Settle(model, modes, ratios);
            if (!state.Converged)
            {
                return new(state, modes, new(state.WorstNode ?? "model", "balance", FormattableString.Invariant(
                    $"is out of balance by {state.WorstResidualKgPerS:G3} kg/s after {state.Iterations} iterations")));
            }

            if (!seen.Add(string.Concat(modes.Select(m => m.ToString()[0]))) || !Switch(model, modes, state))
            {
                return Verified(model, modes, state);
            }
        }
    }

    /// <summary>Solves for given modes: each pump becomes a ratio, corrected until its lift fits the flow that it gets.</summary>
    private static SteadyState Settle(SteadyModel model, RegulatorMode[] modes, double[] ratios)
    {
        for (var round = 1; ; round++)
        {
            // Another ratio makes no other mistakes.
            var whole = new SteadySolver(With(model, modes, ratios), []).Solve();
            var (change, first) = (0.0, whole.LinkFlowKgPerS.Count - ratios.Length);
            for (var i = 0; i < ratios.Length; i++)
            {
                var suction = whole.PressurePa[model.Pumps[i].From];
                var density = suction / (model.Gas.RtJPerKg * model.Gas.Compressibility.At(suction));
                var wanted = 1.0 + (model.Pumps[i].LiftPa(whole.LinkFlowKgPerS[first + i] * 3600.0 / density) / suction);
                change = Math.Max(change, Math.Abs(wanted - ratios[i]));
                ratios[i] = wanted;
            }

            if (!whole.Converged || !(change > 1e-12) || round == MaximumPumpRounds)
            {
                return Complete(whole, model, modes) with { Converged = whole.Converged && change <= 1e-12 };
            }
        }
    }

    private static SteadyModel With(SteadyModel model, RegulatorMode[] modes, double[] ratios) => model with
    {
        Pumps = [],
        Regulators = [.. model.Regulators.Where((_, r) => modes[r] == RegulatorMode.Active)],
        Links =
        [
            .. model.Links,
            .. model.Regulators.Where((_, r) => modes[r] == RegulatorMode.Open).Select(r => new SteadyLink(r.Id, r.From, r.To, 1.0)),
            .. model.Pumps.Select((p, i) => new SteadyLink(p.Id, p.From, p.To, ratios[i])),
        ],
    };

    /// <summary>Puts the flows of open regulators, solved as links, back to where the model has them.</summary>
    private static SteadyState Complete(SteadyState state, SteadyModel model, RegulatorMode[] modes)
    {
        var (active, open) = (0, model.Links.Count);
        var flows = modes.Select(mode => mode switch
        {
            RegulatorMode.Active => state.RegulatorFlowKgPerS[active++],
            RegulatorMode.Open => state.LinkFlowKgPerS[open++],
            _ => 0.0,
        }).ToArray();
        return state with { RegulatorFlowKgPerS = flows, LinkFlowKgPerS = [.. state.LinkFlowKgPerS.Take(model.Links.Count)] };
    }

    /// <summary>Changes the modes that the result contradicts; false when there are none.</summary>
    private static bool Switch(SteadyModel model, RegulatorMode[] modes, SteadyState state)
    {
        var changed = false;
        for (var r = 0; r < modes.Length; r++)
        {
            var wanted = Wanted(model.Regulators[r], modes[r], state.RegulatorFlowKgPerS[r], state.PressurePa);
            changed |= wanted != modes[r];
            modes[r] = wanted;
        }

        return changed;
    }

    private static RegulatorMode Wanted(SteadyRegulator regulator, RegulatorMode mode, double flow, IReadOnlyList<double> pressure)
    {
        var (inlet, outlet, margin) = (pressure[regulator.From], pressure[regulator.To], 1e-9 * regulator.OutletPa);
        return mode switch
        {
            RegulatorMode.Active when flow < -1e-9 => RegulatorMode.Shut,
            RegulatorMode.Active when inlet < regulator.OutletPa - margin => RegulatorMode.Open,
            RegulatorMode.Open when flow < -1e-9 => RegulatorMode.Shut,
            RegulatorMode.Open when inlet > regulator.OutletPa + margin => RegulatorMode.Active,
            RegulatorMode.Shut when outlet < Math.Min(regulator.OutletPa, inlet) - margin => RegulatorMode.Active,
            _ => mode,
        };
    }

    private static SteadyOperation Verified(SteadyModel model, RegulatorMode[] modes, SteadyState state)
    {
        for (var r = 0; r < modes.Length; r++)
        {
            if (Wanted(model.Regulators[r], modes[r], state.RegulatorFlowKgPerS[r], state.PressurePa) != modes[r])
            {
                return new(state, modes, new(model.Regulators[r].Id, "mode", "finds no mode in which all regulators agree"));
            }
        }

        return new(state, modes, null);
    }
}
