using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork;

/// <summary>
/// A running gas network: isothermal, finite volumes, second order in time with controlled steps (see <c>Transient</c>), and all equipment.
/// <see cref="Initialise"/> brings it to the steady operating state of the start hour, <see cref="Step"/> moves it on; between steps anyone may read values and move actuators. Deterministic:
/// the same calls give the same bits on one build and platform. Not thread safe. A step in quiet operation allocates nothing.
/// </summary>
public sealed partial class GasTwin
{
    private const double SecondsPerDay = 86_400.0;

    private readonly TwinNetwork _net;
    private readonly StateLayout _layout;
    private readonly TwinActuators _actuators;
    private readonly TwinFlows _flows;
    private readonly TransientEngine _engine;
    private readonly OdorantTracking? _odorant;
    private readonly SolverOptions _options;
    private readonly HandleTable _handles;
    private readonly double[] _peakInStep;
    private readonly double[] _state;
    private readonly double[] _beforeStep;

    /// <summary>Builds a twin; call <see cref="Initialise"/> before the first step.</summary>
    /// <param name="model">A model without problems.</param>
    /// <param name="start">Time of day at which it starts; selects the demands.</param>
    /// <param name="options">Solver limits; null for the defaults.</param>
    /// <exception cref="ArgumentException"><see cref="GasNetworkModel.Validate"/> finds a problem; the message lists the first.</exception>
    public GasTwin(GasNetworkModel model, TimeOnly start, SolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var problems = model.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(
                $"The gas network has {problems.Count} problem(s), first: {problems[0].ElementId}.{problems[0].Property} {problems[0].Message}", nameof(model));
        }

        (Model, _options, _handles) = (model, options ?? new SolverOptions(), new HandleTable(model));
        (_net, _layout) = (new TwinNetwork(model, _options), new StateLayout(model));
        var grid = new TransientGrid(_net.Transient);
        var actuating = new double[_layout.Engine];
        _actuators = new TwinActuators(model, _net, _layout, actuating);
        _flows = TwinFlows.Create(model, _net, _layout, actuating, _actuators);
        var boundary = new TwinBoundary(_net, grid.PointCount, new(actuating, _layout.SourcePressure, model.Sources.Count));
        _engine = new TransientEngine(_net.Transient, grid, boundary, _flows, _options.MaximumIterations);
        if (model.Odorisers.Count > 0)
        {
            _odorant = new OdorantTracking(model, _net, grid, _flows, _flows.Injections);
        }

        (_state, _beforeStep) = (actuating, new double[_layout.Engine + _engine.Length]);
        _peakInStep = new double[model.Nodes.Count];
        _state[_layout.StartSecondsOfDay] = start.ToTimeSpan().TotalSeconds;
        SetInitialState();
        ForgetPeaks();
    }

    /// <summary>The model it runs.</summary>
    public GasNetworkModel Model { get; }

    /// <summary>Simulated time since the start, s.</summary>
    public double ElapsedSeconds => _state[_layout.Time];

    /// <summary>Time of day.</summary>
    public TimeOnly TimeOfDay => TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(SecondsOfDay(ElapsedSeconds)));

    /// <summary>Masses since <see cref="Initialise"/>.</summary>
    public MassBalance Totals
    {
        get
        {
            return new MassBalance(
                _state[_layout.TotalIn], _state[_layout.TotalDelivered], _state[_layout.TotalVented], _state[_layout.TotalUnserved],
                _state[_layout.TotalLinePackChange], _engine.LinePackKg);
        }
    }

    /// <summary>Copies the whole state.</summary>
    public GasState Capture()
    {
        var odorant = _odorant is null ? default : _odorant.Tracker.Capture().Values;
        var values = new double[_beforeStep.Length + odorant.Length];
        Save(values);
        odorant.CopyTo(values.AsSpan(_beforeStep.Length));
        return new(values);
    }

    /// <summary>Returns to a captured state; the twin then continues bit for bit like the one that was captured.</summary>
    /// <exception cref="ArgumentException">The state belongs to a model of another shape.</exception>
    public void Restore(GasState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var odorant = state.Values.Length - _beforeStep.Length;
        if (odorant < 0 || odorant > 0 != _odorant is not null)
        {
            throw new ArgumentException($"The state has {state.Values.Length} values, this network has {_beforeStep.Length}.", nameof(state));
        }

        _odorant?.Tracker.Restore(Quality.QualityState.FromValues(state.Values[_beforeStep.Length..]));
        Load(state.Values[.._beforeStep.Length]);
        _odorant?.StandAt(_engine.Now);
        ForgetPeaks();
    }

    private void Save(Span<double> target)
    {
        _state.CopyTo(target);
        _engine.Save(target[_layout.Engine..]);
    }

    private void Load(ReadOnlySpan<double> source)
    {
        source[.._layout.Engine].CopyTo(_state);
        _engine.Load(source[_layout.Engine..]);
        _actuators.UpdateHeating();
        _actuators.MoveTo(ElapsedSeconds);
    }

    private void SetInitialState()
    {
        // The pressure behind a run is at best its worker's set point: the guess from which the steady solve starts.
        var guess = HighestPressures.Compute(Model, (run, inlet) => Math.Min(inlet, run.Worker.SetPointPaGauge));
        for (var i = 0; i < Model.Nodes.Count; i++)
        {
            var node = Model.Nodes[i];
            if (!guess.TryGetValue(node.Id, out var gauge))
            {
                gauge = Model.Tiers.First(t => t.Id == node.TierId).NormalPaGauge;
            }

            _engine.Now.Pressure[i] = gauge + _net.AmbientPa[i];
        }

        FillCuts();
        for (var s = 0; s < Model.Sources.Count; s++)
        {
            _state[_layout.SourcePressure + s] = Model.Sources[s].PressurePaGauge + _net.AmbientPa[_net.SourceNode[s]];
        }

        _state.AsSpan(_layout.DemandScale, Model.Demands.Count).Fill(1.0);
        _state.AsSpan(_layout.InjectionScale, Model.Injections.Count).Fill(1.0);
        _state.AsSpan(_layout.OutletOpening, Model.ReliefValves.Count).Fill(1.0);
        _state[_layout.OutdoorC] = Model.OutdoorC;
        _state.AsSpan(_layout.ThrottlePowered, Model.ControlValves.Count).Fill(1.0);
        for (var r = 0; r < Model.Runs.Count; r++)
        {
            _engine.Now.Stem[(2 * r) + 1] = 1.0;
            _state[_layout.SetPoint + r] = Model.Runs[r].Worker.SetPointPaGauge;
            _state[_layout.SetPointTarget + r] = Model.Runs[r].Worker.SetPointPaGauge;
        }

        for (var i = 0; i < Model.Leaks.Count; i++)
        {
            _state[_layout.OutletOpening + Model.ReliefValves.Count + i] = Model.Leaks[i].InitialOpening;
        }

        for (var i = 0; i < Model.Odorisers.Count; i++)
        {
            _state[_layout.OdorantDose + i] = Model.Odorisers[i].DoseMgPerNm3;
        }

        for (var i = 0; i < Model.Compressors.Count; i++)
        {
            _state[_layout.CompressorOn + i] = Model.Compressors[i].InitiallyOn ? 1.0 : 0.0;
        }

        double[] positions =
        [
            .. Model.ControlValves.Select(v => v.InitialPosition), .. Model.ShutOffValves.Select(v => v.InitiallyOpen ? 1.0 : 0.0), .. Model.Runs.Select(_ => 0.0),
        ];
        positions.CopyTo(_state, _layout.ThrottlePosition);
        positions.CopyTo(_state, _layout.ThrottleDemand);
    }

    /// <summary>Pressures at the cuts of long pipes: on a line between those of their ends.</summary>
    private void FillCuts()
    {
        var (grid, pressure) = (_engine.Grid, _engine.Now.Pressure);
        for (var p = 0; p < Model.Pipes.Count; p++)
        {
            var (from, to) = (pressure[grid.Point(p, 0)], pressure[grid.Point(p, grid.Cells[p])]);
            for (var k = 1; k < grid.Cells[p]; k++)
            {
                pressure[grid.Point(p, k)] = from + ((to - from) * k / grid.Cells[p]);
            }
        }
    }

    private double SecondsOfDay(double elapsed) => (_state[_layout.StartSecondsOfDay] + elapsed) % SecondsPerDay;
}
