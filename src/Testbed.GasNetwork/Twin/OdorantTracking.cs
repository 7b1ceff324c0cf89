using Testbed.GasNetwork.Quality;
using Testbed.GasNetwork.Transient;

namespace Testbed.GasNetwork;

/// <summary>
/// Carries odorant with the gas of a twin: every cell of the engine is a pipe of parcels, every point a mixing node. Flows are those of a whole tick, mass by
/// mass, so that what is dosed is in the pipes, burnt or vented. Concentrations are mg/kg inside, mg/Nm3 outside. Not thread safe.
/// </summary>
internal sealed class OdorantTracking
{
    /// <summary>A dosed source carries this little gas, taken out again at its node, kg/s: the balance does not feel it.</summary>
    private const double CarrierKgPerS = 1e-9;
    private const double FlushSeconds = 30.0 * 86_400.0;
    private const double MergeMgPerKg = 1e-3;

    private readonly TransientGrid _grid;
    private readonly PointFlows _flows;
    private readonly double _normalDensity;
    private readonly int[] _doser;
    private readonly int[] _source;
    private readonly int[] _injection;
    private readonly double[] _limit;
    private readonly QualityFlows _step;
    private readonly double[] _massBefore;

    public OdorantTracking(GasNetworkModel model, TwinNetwork net, TransientGrid grid, PointFlows flows, Equipment.FlowPart injections)
    {
        (_grid, _flows, _normalDensity, _source, _doser) = (grid, flows, model.Gas.NormalDensityKgPerM3, net.SourceNode, net.OdoriserNode);
        Moved = new MovedMass(grid, flows);
        _limit = [.. model.Odorisers.Select(o => o.PumpLimitMgPerS)];
        _injection = [.. Enumerable.Range(injections.First, injections.Count)];
        Inside = [.. Enumerable.Range(0, flows.From.Length).Where(i => flows.To[i] != PointFlows.Outside)];
        var network = new QualityNetwork
        {
            NodeCount = grid.PointCount,
            Pipes = [.. Enumerable.Range(0, grid.CellCount).Select(i => new QualityEdge(grid.From[i], grid.To[i]))],
            Links = [.. Inside.Select(i => new QualityEdge(flows.From[i], flows.To[i]))],
            Sources = [.. _source, .. _doser, .. _injection.Select(i => flows.From[i])],
        };
        Tracker = new QualityTracker(network, [new QualityComponent("odorant", MergeMgPerKg)]);
        _step = new QualityFlows(network, 1);
        _massBefore = new double[grid.PointCount];
    }

    /// <summary>The parcels.</summary>
    public QualityTracker Tracker { get; }

    /// <summary>What the present tick has moved.</summary>
    public MovedMass Moved { get; }

    private int[] Inside { get; }

    /// <summary>Concentration at a point, mg/Nm3.</summary>
    public double MgPerNm3(int point) => Tracker.NodeConcentration(point, 0) * _normalDensity;

    /// <summary>Fills the network as after a month of the flows of a steady state.</summary>
    public void Begin(TransientState steady, ReadOnlySpan<double> doseMgPerNm3, Span<double> rateMgPerS)
    {
        Moved.Clear();
        Moved.Seconds = FlushSeconds;
        for (var i = 0; i < Moved.Cell.Length; i++)
        {
            Moved.Cell[i] = steady.Flow[i] * FlushSeconds;
        }

        for (var i = 0; i < Moved.PointFlow.Length; i++)
        {
            Moved.PointFlow[i] = steady.PointFlow[i] * FlushSeconds;
        }

        for (var i = 0; i < Moved.Inflow.Length; i++)
        {
            Moved.Inflow[i] = steady.Inflow[i] * FlushSeconds;
        }

        FillMasses(steady);
        var mean = 0.0;
        foreach (var dose in doseMgPerNm3)
        {
            mean += dose / doseMgPerNm3.Length / _normalDensity;
        }

        Tracker.Fill(_step.PipeMassKg, [mean], _step.NodeMassKg);
        steady.Mass.CopyTo(_massBefore, 0);
        Move(steady, doseMgPerNm3, rateMgPerS);
        // Totals count from here.
        Tracker.Restart();
    }

    /// <summary>Moves the odorant with what a tick has moved; fills what each odoriser dosed.</summary>
    public QualityBalance Move(TransientState end, ReadOnlySpan<double> doseMgPerNm3, Span<double> rateMgPerS)
    {
        var seconds = Moved.Seconds;
        FillMasses(end);
        for (var i = 0; i < Moved.Cell.Length; i++)
        {
            var from = _grid.From[i];
            var rise = (end.Mass[from] - _massBefore[from]) * HalfShare(i, from);
            _step.PipeStartKgPerS[i] = (Moved.Cell[i] + rise) / seconds;
        }

        for (var i = 0; i < Inside.Length; i++)
        {
            _step.LinkKgPerS[i] = Moved.PointFlow[Inside[i]] / seconds;
        }

        Array.Clear(_step.WithdrawalKgPerS);
        for (var i = 0; i < Moved.PointFlow.Length; i++)
        {
            if (_flows.To[i] == PointFlows.Outside)
            {
                _step.WithdrawalKgPerS[_flows.From[i]] += Math.Max(Moved.PointFlow[i], 0.0) / seconds;
            }
        }

        for (var s = 0; s < _source.Length; s++)
        {
            var point = _source[s];
            _step.SourceKgPerS[s] = (end.Mass[point] - _massBefore[point] - Moved.Inflow[point]) / seconds;
        }

        for (var i = 0; i < _injection.Length; i++)
        {
            // Comes without odorant; who feeds in behind the gate doses at his own odoriser.
            _step.SourceKgPerS[_source.Length + _doser.Length + i] = Math.Max(-Moved.PointFlow[_injection[i]], 0.0) / seconds;
        }

        Dose(doseMgPerNm3, rateMgPerS);
        Tracker.Step(seconds, _step);
        end.Mass.CopyTo(_massBefore, 0);
        return Tracker.StepBalance(0);
    }

    /// <summary>Line pack from which the next tick starts: after a restore or a jump.</summary>
    public void StandAt(TransientState state) => state.Mass.CopyTo(_massBefore, 0);

    private void Dose(ReadOnlySpan<double> doseMgPerNm3, Span<double> rateMgPerS)
    {
        for (var d = 0; d < _doser.Length; d++)
        {
            var passing = 0.0;
            for (var i = 0; i < Moved.Cell.Length; i++)
            {
                passing += _grid.To[i] == _doser[d] ? Math.Max(Moved.Cell[i], 0.0) : _grid.From[i] == _doser[d] ? Math.Max(-Moved.Cell[i], 0.0) : 0.0;
            }

            for (var i = 0; i < Moved.PointFlow.Length; i++)
            {
                passing += _flows.To[i] == _doser[d] ? Math.Max(Moved.PointFlow[i], 0.0) : _flows.From[i] == _doser[d] ? Math.Max(-Moved.PointFlow[i], 0.0) : 0.0;
            }

            var source = _source.Length + d;
            rateMgPerS[d] = Math.Min(doseMgPerNm3[d] / _normalDensity * passing / Moved.Seconds, _limit[d]);
            _step.SourceKgPerS[source] = CarrierKgPerS;
            _step.SourceConcentrations[source] = rateMgPerS[d] / CarrierKgPerS;
            _step.WithdrawalKgPerS[_doser[d]] += CarrierKgPerS;
        }
    }

    private void FillMasses(TransientState state)
    {
        Array.Clear(_step.NodeMassKg);
        state.Mass.CopyTo(_step.NodeMassKg, 0);
        for (var i = 0; i < _grid.CellCount; i++)
        {
            var (from, to) = (_grid.From[i], _grid.To[i]);
            var (atFrom, atTo) = (state.Mass[from] * HalfShare(i, from), state.Mass[to] * HalfShare(i, to));
            _step.PipeMassKg[i] = atFrom + atTo;
            (_step.NodeMassKg[from], _step.NodeMassKg[to]) = (_step.NodeMassKg[from] - atFrom, _step.NodeMassKg[to] - atTo);
        }

        // What is left at nodes without equipment is rounding.
        for (var i = 0; i < _step.NodeMassKg.Length; i++)
        {
            _step.NodeMassKg[i] = _step.NodeMassKg[i] > 1e-12 * state.Mass[i] ? _step.NodeMassKg[i] : 0.0;
        }
    }

    private double HalfShare(int cell, int point) => _grid.HalfOfCellM3(cell) / _grid.VolumeM3[point];
}
