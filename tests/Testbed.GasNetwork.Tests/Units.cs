using Testbed.GasNetwork.Steady;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Tests;

/// <summary>
/// Other units than kg, m and s: each number of a model times what one unit is in the others. The unit of length is the square of that of time, so that the
/// acceleration of gravity keeps its number.
/// </summary>
internal readonly record struct Units(double Mass, double Time)
{
    public double Length => Time * Time;

    public double Flow => Mass / Time;

    public double Pressure => Mass / (Length * Time * Time);

    private double Viscosity => Mass / (Length * Time);

    private double Rt => Length * Length / (Time * Time);

    /// <summary>A model whose Z is linear with -2.2e-8 per pascal.</summary>
    public SteadyModel Of(SteadyModel model)
    {
        var (length, flow, pressure) = (Length, Flow, Pressure);
        return model with
        {
            Gas = Of(model.Gas),
            HeightM = [.. model.HeightM.Select(h => h * length)],
            FixedPa = model.FixedPa.ToDictionary(f => f.Key, f => f.Value * pressure),
            WithdrawalKgPerS = [.. model.WithdrawalKgPerS.Select(w => w * flow)],
            Pipes = [.. model.Pipes.Select(Of)],
        };
    }

    /// <summary>A model over time, but for its sources and withdrawals; its Z as above.</summary>
    public TransientModel Of(TransientModel model, IReadOnlyList<TransientSource> sources, IReadOnlyList<TransientWithdrawal> withdrawals)
    {
        var length = Length;
        return model with
        {
            Gas = Of(model.Gas),
            HeightM = [.. model.HeightM.Select(h => h * length)],
            Pipes = [.. model.Pipes.Select(Of)],
            Sources = sources,
            Withdrawals = withdrawals,
            LargestCellM = model.LargestCellM * length,
            FixedStepSeconds = model.FixedStepSeconds * Time,
        };
    }

    private SteadyGas Of(SteadyGas gas) => gas with
    {
        RtJPerKg = gas.RtJPerKg * Rt, ViscosityPaS = gas.ViscosityPaS * Viscosity, Compressibility = Compressibility.Linear(-2.2e-8 / Pressure),
    };

    private SteadyPipe Of(SteadyPipe pipe) => pipe with
    {
        LengthM = pipe.LengthM * Length, DiameterM = pipe.DiameterM * Length, RoughnessM = pipe.RoughnessM * Length,
    };
}
