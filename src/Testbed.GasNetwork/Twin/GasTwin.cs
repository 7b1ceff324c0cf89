using Testbed.GasNetwork.Solver;

namespace Testbed.GasNetwork;

/// <summary>
/// A running gas network: isothermal, line pack lumped at nodes, backward Euler on mass. <see cref="Initialise"/> brings it to the steady
/// operating state of the start hour, <see cref="Step"/> moves it on; between steps anyone may read values and move actuators. Deterministic:
/// the same calls give the same bits on one build and platform. Not thread safe. A step in quiet operation allocates nothing.
/// </summary>
public sealed partial class GasTwin
{
    private const double SecondsPerDay = 86_400.0;

    private readonly CompiledNetwork _net;
    private readonly StateLayout _layout;
    private readonly NodalSolver _solver;
    private readonly SolverOptions _options;
    private readonly HandleTable _handles;
    private readonly double[] _profileFactors;
    private readonly double[] _peakInStep;
    private readonly double[] _state;
    private readonly double[] _beforeStep;
    private readonly double[] _beforeSubStep;

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

        Model = model;
        _net = new CompiledNetwork(model);
        _layout = _net.Layout;
        _solver = new NodalSolver(_net);
        _options = options ?? new SolverOptions();
        _handles = new HandleTable(model);
        _profileFactors = new double[model.Profiles.Count];
        _peakInStep = new double[model.Nodes.Count];
        _state = new double[_layout.Length];
        _beforeStep = new double[_layout.Length];
        _beforeSubStep = new double[_layout.Length];
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
            var linePack = LinePackKg();
            return new MassBalance(_state[_layout.TotalIn], _state[_layout.TotalDelivered], _state[_layout.TotalVented], _state[_layout.TotalUnserved],
                linePack - _state[_layout.LinePackStart], linePack);
        }
    }

    /// <summary>Copies the whole state.</summary>
    public GasState Capture() => new(_state);

    /// <summary>Returns to a captured state; the twin then continues bit for bit like the one that was captured.</summary>
    /// <exception cref="ArgumentException">The state belongs to a model of another shape.</exception>
    public void Restore(GasState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Values.Length != _state.Length)
        {
            throw new ArgumentException($"The state has {state.Values.Length} values, this network has {_state.Length}.", nameof(state));
        }

        state.CopyTo(_state);
        ForgetPeaks();
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

            _state[_layout.Pressure + i] = gauge + _net.AmbientPa[i];
        }

        for (var s = 0; s < Model.Sources.Count; s++)
        {
            _state[_layout.SourcePressure + s] = Model.Sources[s].PressurePaGauge + _net.AmbientPa[_net.SourceNode[s]];
        }

        _state.AsSpan(_layout.DemandScale, Model.Demands.Count).Fill(1.0);
        _state.AsSpan(_layout.MonitorStem, Model.Runs.Count).Fill(1.0);
        _state.AsSpan(_layout.ThrottlePowered, Model.ControlValves.Count).Fill(1.0);
        for (var r = 0; r < Model.Runs.Count; r++)
        {
            _state[_layout.SetPoint + r] = Model.Runs[r].Worker.SetPointPaGauge;
            _state[_layout.SetPointTarget + r] = Model.Runs[r].Worker.SetPointPaGauge;
        }

        for (var t = 0; t < _net.ThrottleCapacity.Length; t++)
        {
            var valves = Model.ControlValves.Count;
            var position = t < valves ? Model.ControlValves[t].InitialPosition : Model.ShutOffValves[t - valves].InitiallyOpen ? 1.0 : 0.0;
            _state[_layout.ThrottlePosition + t] = position;
            _state[_layout.ThrottleDemand + t] = position;
        }
    }

    private double SecondsOfDay(double elapsed) => (_state[_layout.StartSecondsOfDay] + elapsed) % SecondsPerDay;

    private double LinePackKg()
    {
        var sum = 0.0;
        for (var i = 0; i < _net.VolumeM3.Length; i++)
        {
            sum += _net.IsBoundary[i] ? 0.0 : _net.VolumeM3[i] * _net.Density(_state[_layout.Pressure + i]);
        }

        return sum;
    }
}
