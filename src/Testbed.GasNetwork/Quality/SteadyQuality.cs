using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Quality;

/// <summary>Makes of a steady state what quality tracking needs. Pure; thread safe.</summary>
public static class SteadyQuality
{
    /// <summary>
    /// Network and flows of a steady state. Sources are the nodes of given pressure, in order of their index, then those with a negative withdrawal; links are
    /// the model's links, then its regulators. All source concentrations are 0.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="state">Its state; one that has converged.</param>
    /// <param name="components">Number of components to be carried.</param>
    public static (QualityNetwork Network, QualityFlows Flows) Of(SteadyModel model, SteadyState state, int components)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(state);
        var held = model.FixedPa.Keys.Order().ToList();
        var injected = Enumerable.Range(0, model.Nodes.Count).Where(n => model.WithdrawalKgPerS[n] < 0.0 && !model.FixedPa.ContainsKey(n)).ToList();
        var network = new QualityNetwork
        {
            NodeCount = model.Nodes.Count,
            Pipes = [.. model.Pipes.Select(p => new QualityEdge(p.From, p.To))],
            Links = [.. model.Links.Select(l => new QualityEdge(l.From, l.To)), .. model.Regulators.Select(r => new QualityEdge(r.From, r.To))],
            Sources = [.. held, .. injected],
        };
        var flows = new QualityFlows(network, components);
        for (var i = 0; i < model.Pipes.Count; i++)
        {
            var pipe = model.Pipes[i];
            flows.PipeStartKgPerS[i] = state.PipeFlowKgPerS[i];
            flows.PipeMassKg[i] = LinePackKg(model.Gas, pipe.LengthM, pipe.DiameterM, state.PressurePa[pipe.From], state.PressurePa[pipe.To]);
        }

        state.LinkFlowKgPerS.Concat(state.RegulatorFlowKgPerS).ToArray().CopyTo(flows.LinkKgPerS, 0);
        for (var n = 0; n < model.Nodes.Count; n++)
        {
            flows.WithdrawalKgPerS[n] = Math.Max(0.0, model.WithdrawalKgPerS[n]);
        }

        for (var s = 0; s < network.Sources.Count; s++)
        {
            flows.SourceKgPerS[s] = s < held.Count ? Leaving(network, flows, model, held[s]) : -model.WithdrawalKgPerS[injected[s - held.Count]];
        }

        return (network, flows);
    }

    /// <summary>
    /// Gas in a pipe, kg: cross-section times length times the density at <c>p_m = 2/3 (p_i^2 + p_i p_j + p_j^2)/(p_i + p_j)</c>, the mean of a pressure whose
    /// square falls linearly along the pipe.
    /// </summary>
    public static double LinePackKg(SteadyGas gas, double lengthM, double diameterM, double fromPa, double toPa)
    {
        ArgumentNullException.ThrowIfNull(gas);
        var mean = 2.0 / 3.0 * (fromPa + toPa - (fromPa * toPa / (fromPa + toPa)));
        return Math.PI * diameterM * diameterM / 4.0 * lengthM * mean / (gas.Compressibility.At(mean) * gas.RtJPerKg);
    }

    private static double Leaving(QualityNetwork network, QualityFlows flows, SteadyModel model, int node)
    {
        double Of(IReadOnlyList<QualityEdge> edges, double[] flow) =>
            edges.Select((e, i) => e.From == node ? flow[i] : e.To == node ? -flow[i] : 0.0).Sum();
        return model.WithdrawalKgPerS[node] + Of(network.Pipes, flows.PipeStartKgPerS) + Of(network.Links, flows.LinkKgPerS);
    }
}
