namespace Testbed.GasNetwork.Transient;

/// <summary>What is imposed at a time: withdrawals of all points, pressures of sources, and when something breaks. Each series is looked up once.</summary>
internal sealed class TransientBoundary : IBoundaryConditions
{
    private readonly TimeSeries[] _series;
    private readonly double[] _value;
    private readonly int[] _seriesOf;
    private readonly int[] _node;
    private readonly double[] _scale;
    private readonly TransientSource[] _sources;

    public TransientBoundary(TransientModel model, int points)
    {
        _series = [.. model.Withdrawals.Select(w => w.Series).Distinct()];
        _value = new double[_series.Length];
        _seriesOf = [.. model.Withdrawals.Select(w => Array.IndexOf(_series, w.Series))];
        _node = [.. model.Withdrawals.Select(w => w.Node)];
        _scale = [.. model.Withdrawals.Select(w => w.Scale)];
        _sources = [.. model.Sources];
        (Withdrawal, IsSource) = (new double[points], new bool[points]);
    }

    /// <summary>Withdrawal of each point, kg/s.</summary>
    public double[] Withdrawal { get; }

    /// <summary>Sum of what is taken, kg/s.</summary>
    public double TakenKgPerS { get; private set; }

    /// <summary>Sum of what is injected, kg/s.</summary>
    public double InjectedKgPerS { get; private set; }

    /// <summary>Which points are sources at present.</summary>
    public bool[] IsSource { get; }

    /// <summary>Sets which sources still supply from a time on.</summary>
    public void SetSources(double seconds)
    {
        foreach (var source in _sources)
        {
            IsSource[source.Node] = seconds < source.UntilSeconds;
        }
    }

    /// <summary>Sets the pressures of sources that still supply.</summary>
    public void SetPressures(double seconds, double[] pressure)
    {
        foreach (var source in _sources)
        {
            if (IsSource[source.Node])
            {
                pressure[source.Node] = source.PressurePa.At(seconds);
            }
        }
    }

    /// <summary>Sets withdrawals to those up to a time, or from it on.</summary>
    public void SetWithdrawals(double seconds, bool isUpTo)
    {
        for (var i = 0; i < _series.Length; i++)
        {
            _value[i] = isUpTo ? _series[i].Before(seconds) : _series[i].At(seconds);
        }

        for (var i = 0; i < _node.Length; i++)
        {
            Withdrawal[_node[i]] = 0.0;
        }

        (TakenKgPerS, InjectedKgPerS) = (0.0, 0.0);
        for (var i = 0; i < _node.Length; i++)
        {
            var value = _scale[i] * _value[_seriesOf[i]];
            Withdrawal[_node[i]] += value;
            TakenKgPerS += Math.Max(value, 0.0);
            InjectedKgPerS += Math.Max(-value, 0.0);
        }
    }

    /// <summary>The next kink, jump or end of supply later than a time.</summary>
    public double NextEvent(double afterSeconds)
    {
        var next = double.PositiveInfinity;
        foreach (var series in _series)
        {
            next = Math.Min(next, series.NextBreak(afterSeconds));
        }

        foreach (var source in _sources)
        {
            if (source.UntilSeconds > afterSeconds)
            {
                next = Math.Min(next, Math.Min(source.UntilSeconds, source.PressurePa.NextBreak(afterSeconds)));
            }
        }

        return next;
    }

    /// <summary>Whether flows jump at a time, rather than change their slope.</summary>
    public bool JumpsAt(double seconds)
    {
        foreach (var series in _series)
        {
            if (series.JumpsAt(seconds))
            {
                return true;
            }
        }

        foreach (var source in _sources)
        {
            if (source.UntilSeconds == seconds)
            {
                return true;
            }
        }

        return false;
    }
}
