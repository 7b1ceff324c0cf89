using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork.Equipment;

/// <summary>
/// Displacement compressors: suction volume times load, the load following the outlet pressure and falling to nothing towards the highest ratio; nothing
/// backwards, a by-pass check valve forwards.
/// </summary>
internal sealed class CompressorFlows(
    IReadOnlyList<Compressor> compressors, int[] from, int[] to, double[] ambientPa, double rt, Compressibility z, double kgPerNm3PerH, ArraySegment<double> isOn)
    : FlowPart(from, to)
{
    public override void Evaluate(TransientState state, double[] knownStem, double weight, double[] slopeFrom, double[] slopeTo)
    {
        for (var i = 0; i < Count; i++)
        {
            var c = compressors[i];
            var (at, up, down) = (First + i, state.Pressure[From[i]], state.Pressure[To[i]]);
            var (flow, byFrom, byTo) = isOn[i] != 0.0 ? Driven(c, up, down, down - ambientPa[To[i]]) : (0.0, 0.0, 0.0);
            if (up > down && c.BypassKg > 0.0)
            {
                var unit = KgCapacityLaw.Unit(up, down);
                var open = c.BypassKg * kgPerNm3PerH;
                (flow, byFrom, byTo) = (flow + (open * unit.FlowKgPerS), byFrom + (open * unit.SlopeFrom), byTo + (open * unit.SlopeTo));
            }

            (state.PointFlow[at], slopeFrom[at], slopeTo[at]) = (flow, byFrom, byTo);
        }
    }

    private (double Flow, double ByFrom, double ByTo) Driven(Compressor c, double up, double down, double outletGaugePa)
    {
        var band = c.BandFraction * c.OutletPaGauge;
        var (load, loadSlope) = Ramp((c.OutletPaGauge - outletGaugePa) / band, -1.0 / band);
        var ratio = down / up;
        var (room, roomSlope) = Ramp((c.HighestRatio - ratio) / (0.1 * c.HighestRatio), -1.0 / (0.1 * c.HighestRatio));
        var zUp = z.At(up);
        var density = up / (rt * zUp);
        var densitySlope = density / up * (1.0 - (up * z.SlopeAt(up) / zUp));
        var volume = c.SuctionM3PerH / 3600.0;
        return (
            volume * density * load * room,
            volume * load * ((densitySlope * room) - (density * roomSlope * ratio / up)),
            volume * density * ((loadSlope * room) + (load * roomSlope / up)));
    }

    private static (double Value, double Slope) Ramp(double value, double slope) => value <= 0.0 ? (0.0, 0.0) : value < 1.0 ? (value, slope) : (1.0, 0.0);
}
