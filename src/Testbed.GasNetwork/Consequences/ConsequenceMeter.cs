namespace Testbed.GasNetwork;

/// <summary>
/// Adds up the consequences of a run from what is observed after each step. Pure and separate from the solver; sampling is that of the
/// observations, so feed it at 1 s or finer where 60 s rules matter; peaks within a twin's step are seen. Not thread safe.
/// </summary>
public sealed class ConsequenceMeter
{
    private readonly GasNetworkModel _model;
    private readonly double?[] _limit;
    private readonly int[] _groupNode;
    private readonly double[] _pressure;
    private readonly double[] _peak;
    private readonly double[] _above;
    private readonly double[] _belowSeconds;
    private readonly double[] _outAt;
    private readonly bool[] _out;
    private readonly bool[] _unsafe;
    private double _seconds;
    private double _vented;
    private double _unserved;
    private double _customerSeconds;
    private double? _firstOut;
    private int _customersOut;
    private int _unsafeCustomers;

    /// <summary>Starts counting from nothing.</summary>
    /// <param name="model">A model without problems.</param>
    public ConsequenceMeter(GasNetworkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        var tiers = model.Tiers.ToDictionary(t => t.Id, t => t.LimitPaGauge, StringComparer.Ordinal);
        var nodes = model.Nodes.Select((n, i) => (n.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        _limit = [.. model.Nodes.Select(n => tiers[n.TierId])];
        _groupNode = [.. model.Demands.Select(d => nodes[d.NodeId])];
        _pressure = new double[model.Nodes.Count];
        _peak = new double[model.Nodes.Count];
        Array.Fill(_peak, double.NegativeInfinity);
        _above = new double[model.Nodes.Count];
        _belowSeconds = new double[model.Demands.Count];
        _outAt = new double[model.Demands.Count];
        _out = new bool[model.Demands.Count];
        _unsafe = new bool[model.Demands.Count];
    }

    private ConsequenceMeter(ConsequenceMeter other)
    {
        _model = other._model;
        _limit = other._limit;
        _groupNode = other._groupNode;
        _pressure = (double[])other._pressure.Clone();
        _peak = (double[])other._peak.Clone();
        _above = (double[])other._above.Clone();
        _belowSeconds = (double[])other._belowSeconds.Clone();
        _outAt = (double[])other._outAt.Clone();
        _out = (bool[])other._out.Clone();
        _unsafe = (bool[])other._unsafe.Clone();
        (_seconds, _vented, _unserved, _customerSeconds) = (other._seconds, other._vented, other._unserved, other._customerSeconds);
        (_firstOut, _customersOut, _unsafeCustomers) = (other._firstOut, other._customersOut, other._unsafeCustomers);
    }

    /// <summary>Customers counted out so far.</summary>
    public int CustomersOut => _customersOut;

    /// <summary>Whether a demand's customers are counted out.</summary>
    /// <param name="demandIndex">Index in the model's demands.</param>
    public bool IsOut(int demandIndex) => _out[demandIndex];

    /// <summary>An independent copy that counts on from here, for snapshots.</summary>
    public ConsequenceMeter Copy() => new(this);

    /// <summary>Counts a step the twin has just taken; a step that did not converge counts nothing.</summary>
    public void Observe(GasTwin twin, in StepResult step)
    {
        ArgumentNullException.ThrowIfNull(twin);
        if (!step.Converged)
        {
            return;
        }

        twin.ReadPressuresPaGauge(_pressure);
        Observe(step.Seconds, _pressure, step.Mass.VentedKg, step.Mass.UnservedKg);
        twin.ReadPeaksPaGauge(_pressure);
        for (var i = 0; i < _peak.Length; i++)
        {
            _peak[i] = Math.Max(_peak[i], _pressure[i]);
        }
    }

    /// <summary>Counts a stretch of time.</summary>
    /// <param name="seconds">Its length, s.</param>
    /// <param name="pressuresPaGauge">Pressures at its end, Pa gauge, in the order of the model's nodes.</param>
    /// <param name="ventedKg">Gas vented in it, kg.</param>
    /// <param name="unservedKg">Gas not supplied in it, kg.</param>
    public void Observe(double seconds, ReadOnlySpan<double> pressuresPaGauge, double ventedKg, double unservedKg)
    {
        _seconds += seconds;
        _vented += ventedKg;
        _unserved += unservedKg;
        for (var i = 0; i < _peak.Length; i++)
        {
            _peak[i] = Math.Max(_peak[i], pressuresPaGauge[i]);
            if (pressuresPaGauge[i] > _limit[i])
            {
                _above[i] += seconds;
            }
        }

        for (var d = 0; d < _groupNode.Length; d++)
        {
            ObserveGroup(d, pressuresPaGauge[_groupNode[d]], seconds);
        }

        _customerSeconds += _customersOut * seconds;
    }

    /// <summary>What has been counted so far.</summary>
    public ConsequenceReport Report() => new(
        _seconds,
        _vented,
        _unserved,
        _customersOut,
        _customerSeconds / 60.0,
        _firstOut,
        _unsafeCustomers,
        [.. _model.Demands.Select((d, i) => (Demand: d, Index: i)).Where(p => _out[p.Index])
            .Select(p => new GroupConsequence(p.Demand.Id, p.Demand.Customers, _outAt[p.Index], _unsafe[p.Index]))],
        [.. _model.Nodes.Select((n, i) => new NodeConsequence(n.Id, _seconds > 0.0 ? _peak[i] : 0.0, _limit[i], _above[i]))]);

    private void ObserveGroup(int group, double pressurePaGauge, double seconds)
    {
        var demand = _model.Demands[group];
        if (demand.Outage is not { } rule || demand.Customers == 0)
        {
            return;
        }

        if (_out[group])
        {
            if (!_unsafe[group] && pressurePaGauge > rule.UnsafeAbovePaGauge)
            {
                _unsafe[group] = true;
                _unsafeCustomers += demand.Customers;
            }

            return;
        }

        _belowSeconds[group] = pressurePaGauge < rule.OutBelowPaGauge ? _belowSeconds[group] + seconds : 0.0;
        if (_belowSeconds[group] > rule.AfterSeconds)
        {
            _out[group] = true;
            _customersOut += demand.Customers;
            _outAt[group] = _seconds;
            _firstOut ??= _seconds;
        }
    }
}
