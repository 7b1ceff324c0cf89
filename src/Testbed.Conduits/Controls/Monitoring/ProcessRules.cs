using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>One thing that physics does not allow a station's readings to say together.</summary>
internal abstract class ProcessRule
{
    /// <summary>How long a contradiction has to stand: readings of one station are not of one instant, and valves take time.</summary>
    public const long StandsMs = 30_000;

    private long? _since;

    /// <summary>The contradiction in a sentence once it has stood long enough; else null.</summary>
    public string? Judge(StationReadings readings, long now)
    {
        if (Contradiction(readings, now) is not { } text)
        {
            _since = null;
            return null;
        }

        _since ??= now;
        return now - _since >= StandsMs ? text : null;
    }

    /// <summary>The contradiction in these readings, or null.</summary>
    protected abstract string? Contradiction(StationReadings readings, long now);

    /// <summary>Culture-invariant text.</summary>
    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Mass balance with every way shut: the meter shows more than 2 % of its span although all that feeds it reads closed.</summary>
internal sealed class FlowWithoutPath(Transmitter meter, StationNet net) : ProcessRule
{
    private const double Tolerance = 0.02;
    private const double ClosedPercent = 0.5;

    /// <inheritdoc/>
    protected override string? Contradiction(StationReadings readings, long now)
    {
        if (readings.Of(meter, now) is not { } flow || flow.Value <= Tolerance * meter.Sensor.Span)
        {
            return null;
        }

        var closed = readings.Transmitters.Where(t => readings.Of(t, now) is { } r && IsClosed(t.Sensor, r.Value))
            .Select(t => t.Sensor.Quantity == "slam-shut" ? net.RunOf(t.Sensor.Element) ?? "" : t.Sensor.Element).ToHashSet(StringComparer.Ordinal);
        return closed.Count == 0 || net.IsFed(net.Ends(meter.Sensor.Element)!.Value.From, meter.Sensor.Element, closed)
            ? null
            : Text($"flow without a path: {meter.Point.Name} says {flow.Value:F0} while {string.Join(", ", closed.Order(StringComparer.Ordinal))} read closed");
    }

    private static bool IsClosed(SensorConfig sensor, double value) => sensor.Quantity switch
    {
        "slam-shut" or "shut-off" => value >= 0.5,
        "position" => value <= ClosedPercent,
        _ => false,
    };
}

/// <summary>
/// A valve against the meter behind it: what must pass the valve at its position and pressures (KG law, taken at 80 %), less 2 % of the meter's span, is more than
/// the meter shows.
/// </summary>
internal sealed class ValveAgainstFlow(Transmitter position, ControlValveConfig valve, Transmitter meter, StationNet net) : ProcessRule
{
    private const double AtmosphereBar = 1.01325;
    private const double OfCapacity = 0.8;
    private const double Tolerance = 0.02;

    private readonly IReadOnlySet<string> _before = net.Beside(valve.From), _behind = net.Beside(valve.To);

    /// <inheritdoc/>
    protected override string? Contradiction(StationReadings readings, long now)
    {
        if (readings.Of(position, now) is not { } open || readings.Of(meter, now) is not { } flow
            || Pressure(readings, _before, now) is not { } before || Pressure(readings, _behind, now) is not { } behind || before <= behind)
        {
            return null;
        }

        // Critical below half the inlet pressure.
        var unit = behind > before / 2 ? Math.Sqrt(behind * (before - behind)) : before / 2;
        var passes = OfCapacity * valve.Kg * Math.Clamp(open.Value / 100, 0, 1) * unit;
        return passes - (Tolerance * meter.Sensor.Span) > flow.Value
            ? Text($"valve against flow: {valve.Id} at {open.Value:F0} % passes at least {passes:F0} Nm3/h, {meter.Point.Name} says {flow.Value:F0}")
            : null;
    }

    private static double? Pressure(StationReadings readings, IReadOnlySet<string> nodes, long now)
    {
        foreach (var t in readings.Transmitters.Where(t => t.Sensor.Quantity is "pressure-bar" or "pressure-mbar" && nodes.Contains(t.Sensor.Element)))
        {
            if (readings.Of(t, now) is { } reading)
            {
                return (t.Sensor.Quantity == "pressure-bar" ? reading.Value : reading.Value / 1000) + AtmosphereBar;
            }
        }

        return null;
    }
}

/// <summary>
/// Mass balance of the section behind a meter: pressure rises by more gas within two minutes than twice the highest metered flow of that time, and 5 % of the
/// meter's span, bring in. What is taken out is left out, which only makes the rule slower to speak.
/// </summary>
internal sealed class FasterThanFilled(Transmitter meter, Transmitter pressure, double volumeM3) : ProcessRule
{
    private const long WindowMs = 120_000;
    private const double AtmosphereBar = 1.01325;

    private readonly Queue<(long Tick, double Bar, double Flow)> _window = new();

    /// <inheritdoc/>
    protected override string? Contradiction(StationReadings readings, long now)
    {
        if (readings.Of(meter, now) is not { } flow || readings.Of(pressure, now) is not { } p)
        {
            _window.Clear();
            return null;
        }

        var bar = pressure.Sensor.Quantity == "pressure-bar" ? p.Value : p.Value / 1000;
        if (_window.Count == 0 || _window.Last().Tick < p.Tick)
        {
            _window.Enqueue((p.Tick, bar, flow.Value));
        }

        while (p.Tick - _window.Peek().Tick > WindowMs)
        {
            _window.Dequeue();
        }

        var first = _window.Peek();
        var hours = (p.Tick - first.Tick) / 3_600_000.0;
        var filled = volumeM3 * (bar - first.Bar) / AtmosphereBar;
        var metered = _window.Max(w => w.Flow);
        return hours > 0 && filled > ((2 * Math.Max(metered, 0)) + (0.05 * meter.Sensor.Span)) * hours
            ? Text($"pressure without flow: {pressure.Point.Name} rose by {bar - first.Bar:F2} bar in {hours * 3600:F0} s, which {meter.Point.Name} of at most {metered:F0} does not fill")
            : null;
    }
}

/// <summary>A noisy transmitter that gives the same reading eight times in a row or more, although something was written to the station meanwhile.</summary>
internal sealed class FrozenReading(Transmitter transmitter) : ProcessRule
{
    private const int Repeats = 8;

    /// <inheritdoc/>
    protected override string? Contradiction(StationReadings readings, long now) =>
        readings.Of(transmitter, now) is { Same: >= Repeats } reading && reading.Value > 0 && readings.WrittenAt >= reading.Since
            ? Text($"frozen reading: {transmitter.Point.Name} has said {reading.Value:F2} {reading.Same} times, over a write")
            : null;
}
