namespace Testbed.GasNetwork.Transient;

/// <summary>
/// A quantity over time, s: straight lines between points, constant outside them, or a sine about a mean. Two points of one time are a jump: the first is
/// the value up to it, the second the value from it on. Immutable; thread safe.
/// </summary>
public sealed class TimeSeries
{
    private readonly double[] _times;
    private readonly double[] _values;
    private readonly double _amplitude;
    private readonly double _angularPerS;

    private TimeSeries(double[] times, double[] values, double amplitude = 0.0, double angularPerS = 0.0) =>
        (_times, _values, _amplitude, _angularPerS) = (times, values, amplitude, angularPerS);

    /// <summary>The same value for ever.</summary>
    public static TimeSeries Constant(double value) => new([0.0], [value]);

    /// <summary><c>mean + amplitude sin(2 pi t / period)</c>.</summary>
    public static TimeSeries Sine(double mean, double amplitude, double periodSeconds) =>
        new([0.0], [mean], amplitude, 2.0 * Math.PI / periodSeconds);

    /// <summary>One value before a time, another from it on.</summary>
    public static TimeSeries Step(double before, double atSeconds, double after) => new([atSeconds, atSeconds], [before, after]);

    /// <summary>Straight lines between points.</summary>
    /// <exception cref="ArgumentException">No points, not as many times as values, times that fall, or three of one time.</exception>
    public static TimeSeries Linear(IReadOnlyList<double> timesSeconds, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(timesSeconds);
        ArgumentNullException.ThrowIfNull(values);
        if (timesSeconds.Count == 0 || timesSeconds.Count != values.Count)
        {
            throw new ArgumentException($"{timesSeconds.Count} times do not fit {values.Count} values");
        }

        for (var i = 1; i < timesSeconds.Count; i++)
        {
            if (!(timesSeconds[i] >= timesSeconds[i - 1]) || (i > 1 && timesSeconds[i] == timesSeconds[i - 2]))
            {
                throw new ArgumentException($"time {timesSeconds[i]} s follows {timesSeconds[i - 1]} s: times must rise, twice the same is a jump");
            }
        }

        return new([.. timesSeconds], [.. values]);
    }

    /// <summary>Whether the value jumps anywhere.</summary>
    public bool HasJumps
    {
        get
        {
            for (var i = 1; i < _times.Length; i++)
            {
                if (IsJump(i))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Lowest of the points; for a sine that of the curve.</summary>
    public double Lowest => _values.Min() - Math.Abs(_amplitude);

    /// <summary>Whether every value is a finite number.</summary>
    public bool IsFinite => Array.TrueForAll(_values, double.IsFinite) && Array.TrueForAll(_times, double.IsFinite) && double.IsFinite(_amplitude)
        && double.IsFinite(_angularPerS);

    /// <summary>Value from this time on.</summary>
    public double At(double seconds)
    {
        var next = FirstAfter(seconds);
        return next == 0 ? Swing(_values[0], seconds) : next == _times.Length ? Swing(_values[^1], seconds) : Between(next - 1, next, seconds);
    }

    /// <summary>Value up to this time; differs from <see cref="At"/> where the series jumps.</summary>
    public double Before(double seconds)
    {
        var next = FirstAfter(seconds);
        while (next > 0 && _times[next - 1] == seconds)
        {
            next--;
        }

        return next == 0 ? Swing(_values[0], seconds) : next == _times.Length ? Swing(_values[^1], seconds) : Between(next - 1, next, seconds);
    }

    /// <summary>The next kink or jump later than a time; infinity when there is none.</summary>
    public double NextBreak(double afterSeconds)
    {
        var next = FirstAfter(afterSeconds);
        // Points on a constant are no breaks: nothing happens there.
        for (; next < _times.Length; next++)
        {
            var isFlat = (next == 0 || _values[next] == _values[next - 1]) && (next + 1 == _times.Length || _values[next + 1] == _values[next]);
            if (!isFlat)
            {
                return _times[next];
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Whether the value jumps at a time.</summary>
    public bool JumpsAt(double seconds) => Before(seconds) != At(seconds);

    private bool IsJump(int i) => _times[i] == _times[i - 1] && _values[i] != _values[i - 1];

    private double Swing(double value, double seconds) => _amplitude == 0.0 ? value : value + (_amplitude * Math.Sin(_angularPerS * seconds));

    private double Between(int low, int high, double seconds) =>
        _values[low] + ((_values[high] - _values[low]) * ((seconds - _times[low]) / (_times[high] - _times[low])));

    private int FirstAfter(double seconds)
    {
        var (low, high) = (0, _times.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_times[middle] <= seconds)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
