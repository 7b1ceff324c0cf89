namespace Testbed.GasNetwork.Transient;

/// <summary>
/// Isothermal flow in a network of pipes over time: finite volumes on a staggered grid, second order in space and in time, steps as long as the tolerance
/// allows, every event met exactly. Starts at time 0 after <see cref="StartSteady"/> or <see cref="StartAtRest"/>. Deterministic; not thread safe; steps
/// allocate nothing.
/// </summary>
public sealed partial class TransientSolver
{
    private readonly TransientModel _model;
    private readonly TransientGrid _grid;
    private readonly TransientBoundary _boundary;
    private readonly TransientEngine _engine;
    private bool _isStarted;

    /// <summary>Cuts the pipes and analyses the network.</summary>
    /// <exception cref="ArgumentException"><see cref="TransientModel.Validate"/> finds a mistake; the message holds the first.</exception>
    public TransientSolver(TransientModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Validate() is [var first, ..])
        {
            throw new ArgumentException($"{first.ElementId}.{first.Property}: {first.Message}", nameof(model));
        }

        _model = model;
        _grid = new TransientGrid(model);
        _boundary = new TransientBoundary(model, _grid.PointCount);
        _engine = new TransientEngine(model, _grid, _boundary, new NoPointFlows());
    }

    /// <summary>Where the solver stands, s.</summary>
    public double TimeSeconds => _engine.TimeSeconds;

    /// <summary>Number of points at which pressures are calculated, nodes included.</summary>
    public int PointCount => _grid.PointCount;

    /// <summary>Absolute pressure of a node, Pa.</summary>
    public double PressurePa(int node) => Now.Pressure[node];

    /// <summary>Number of cells of a pipe.</summary>
    public int Cells(int pipe) => _grid.Cells[pipe];

    /// <summary>Absolute pressure in a pipe, Pa: at its start (0), between cells, at its end (<see cref="Cells"/>).</summary>
    public double PressurePa(int pipe, int point) => Now.Pressure[_grid.Point(pipe, point)];

    /// <summary>Flow in the middle of a cell of a pipe, kg/s, positive from the pipe's start to its end.</summary>
    public double FlowKgPerS(int pipe, int cell) => Now.Flow[_grid.FirstCell[pipe] + cell];

    /// <summary>Flow into the start of a pipe, kg/s.</summary>
    public double InflowKgPerS(int pipe) => FlowKgPerS(pipe, 0) + HalfCellRate(pipe, _model.Pipes[pipe].From);

    /// <summary>Flow out of the end of a pipe, kg/s.</summary>
    public double OutflowKgPerS(int pipe) => FlowKgPerS(pipe, _grid.Cells[pipe] - 1) - HalfCellRate(pipe, _model.Pipes[pipe].To);

    /// <summary>What a source supplies, kg/s; 0 for a node that is none, or none any more.</summary>
    public double SupplyKgPerS(int node) => _boundary.IsSource[node] ? _engine.GivenRate(node) - Now.Inflow[node] : 0.0;

    /// <summary>Flow through a regulator, kg/s.</summary>
    public double RegulatorFlowKgPerS(int regulator) => Now.RegulatorFlow[regulator];

    /// <summary>Gas in all pipes, kg.</summary>
    public double LinePackKg => _engine.LinePackKg;

    /// <summary>
    /// A regulator that no real one could follow in the last step, its inlet below its set point or its flow backwards; null when there is none.
    /// </summary>
    public string? StarvedRegulator { get; private set; }

    private TransientState Now => _engine.Now;

    /// <summary>Advances to a time, s. Where it fails the solver stands at the last good step.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public TransientResult AdvanceTo(double seconds)
    {
        var (steps, rejected, iterations, largest) = (0, 0, 0, 0.0);
        var mass = new MassBalance(0.0, 0.0, 0.0, 0.0, 0.0, LinePackKg);
        while (TimeSeconds < seconds)
        {
            var step = Step(seconds);
            (rejected, iterations) = (rejected + step.Rejected, iterations + step.Iterations);
            if (!step.Converged)
            {
                return step with { Steps = steps, Rejected = rejected, Iterations = iterations, Mass = mass, LargestMassError = largest };
            }

            steps++;
            largest = Math.Max(largest, step.LargestMassError);
            mass += step.Mass;
        }

        return new(true, TimeSeconds, steps, rejected, iterations, null, 0.0, mass, largest);
    }

    /// <summary>Rate of the line pack of the half cell at an end, kg/s.</summary>
    private double HalfCellRate(int pipe, int node)
    {
        var rate = _engine.IsGiven(node) ? _engine.GivenRate(node) : Now.Inflow[node];
        return rate * _grid.HalfCellM3(pipe) / _grid.VolumeM3[node];
    }
}
