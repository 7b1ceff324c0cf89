namespace Testbed.GasNetwork.Solver;

internal sealed partial class NodalSolver
{
    /// <summary>Fills residual, matrix and flows; returns the sum of the absolute imbalances, kg/s.</summary>
    private double Evaluate(double[] pressure, double[] state, double seconds)
    {
        _matrix.Clear();
        Array.Clear(_residual);
        AddCapacity(pressure, seconds);
        AddPipes(pressure);
        AddRuns(pressure, state, seconds);
        AddThrottles(pressure, state);
        AddDemands(pressure, state);
        AddReliefs(pressure, state);
        _throughput = 0.0;
        foreach (var flow in DemandFlow)
        {
            _throughput += flow;
        }

        foreach (var flow in ReliefFlow)
        {
            _throughput += flow;
        }

        var norm = 0.0;
        var noise = 0.0;
        var diagonal = _matrix.Diagonal;
        for (var i = 0; i < pressure.Length; i++)
        {
            if (!_net.IsBoundary[i])
            {
                var step = _net.Step[i];
                norm += Math.Abs(_residual[step]);
                noise += diagonal[step] * pressure[i];
            }
        }

        _noise = MachineEpsilon * noise;
        // The dummy of the diagonal has gathered the slopes of all branches at sources: what rounding does to the inflow.
        var highest = 0.0;
        foreach (var node in _net.SourceNode)
        {
            highest = Math.Max(highest, pressure[node]);
        }

        _boundaryNoise = MachineEpsilon * diagonal[_net.UnknownCount] * highest;
        return norm;
    }

    private void AddCapacity(double[] pressure, double seconds)
    {
        var slope = _net.CompressibilitySlope;
        var inverse = _net.InverseRt;
        var mass = 0.0;
        for (var i = 0; i < pressure.Length; i++)
        {
            if (_net.IsBoundary[i])
            {
                continue;
            }

            var z = 1.0 / (1.0 + (slope * pressure[i]));
            var density = pressure[i] * inverse * z;
            var rate = _net.VolumeM3[i] / seconds;
            _residual[_net.Step[i]] = rate * (density - _densityOld[i]);
            _matrix.Diagonal[_net.Step[i]] = rate * inverse * z * z;
            mass += rate * density;
        }

        _capacityNoise = MachineEpsilon * mass;
    }

    private void AddPipes(double[] pressure)
    {
        for (var b = 0; b < _net.PipeLaws.Length; b++)
        {
            AddBranch(b, _net.PipeLaws[b].Flow(pressure[_net.BranchFrom[b]], pressure[_net.BranchTo[b]]));
        }
    }

    private void AddRuns(double[] pressure, double[] state, double seconds)
    {
        var layout = _net.Layout;
        for (var r = 0; r < _net.Workers.Length; r++)
        {
            var branch = _net.FirstRun + r;
            var to = _net.BranchTo[branch];
            var failure = (MechanicalFailures)(int)state[layout.RunFailure + r];
            var lost = (failure & MechanicalFailures.SensingLineLost) != 0;
            var sensed = lost ? 0.0 : pressure[to] - _net.AmbientPa[to];
            var (worker, slope) = Stem(_net.Workers[r], state[layout.WorkerStem + r], sensed, state[layout.SetPoint + r], seconds,
                (failure & MechanicalFailures.WorkerFailsOpen) != 0);
            WorkerStem[r] = worker;
            var opening = worker;
            MonitorStem[r] = 1.0;
            var monitorSet = _net.MonitorSetPa[r];
            if (!double.IsNaN(monitorSet))
            {
                var (monitor, monitorSlope) = Stem(_net.Monitors[r], state[layout.MonitorStem + r], sensed, monitorSet, seconds,
                    (failure & MechanicalFailures.MonitorFailsOpen) != 0);
                MonitorStem[r] = monitor;
                if (monitor < opening)
                {
                    (opening, slope) = (monitor, monitorSlope);
                }
            }

            if (state[layout.SlamTripped + r] != 0.0 || pressure[_net.BranchFrom[branch]] <= pressure[to])
            {
                Shut(branch);
                continue;
            }

            var unit = KgCapacityLaw.Unit(pressure[_net.BranchFrom[branch]], pressure[to]);
            var capacity = _net.RunCapacity[r];
            var openCapacity = capacity * opening;
            var stemSlope = lost ? 0.0 : slope * capacity * unit.FlowKgPerS;
            AddBranch(branch, new FlowLinearisation(
                openCapacity * unit.FlowKgPerS, openCapacity * unit.SlopeFrom, (openCapacity * unit.SlopeTo) + stemSlope));
        }
    }

    /// <summary>Stem at the end of the step and its slope to the sensed pressure: implicit first-order lag towards the characteristic.</summary>
    private static (double Stem, double Slope) Stem(RegulatorCurve curve, double before, double sensed, double setPoint, double seconds, bool failedOpen)
    {
        var (wanted, slope) = failedOpen ? (1.0, 0.0) : curve.At(sensed, setPoint);
        var share = seconds / (seconds + curve.TimeConstantSeconds);
        return (before + (share * (wanted - before)), share * slope);
    }

    private void AddThrottles(double[] pressure, double[] state)
    {
        for (var t = 0; t < _net.ThrottleCapacity.Length; t++)
        {
            var branch = _net.FirstThrottle + t;
            var opening = state[_net.Layout.ThrottlePosition + t];
            if (opening <= 0.0)
            {
                Shut(branch);
                continue;
            }

            var unit = KgCapacityLaw.Unit(pressure[_net.BranchFrom[branch]], pressure[_net.BranchTo[branch]]);
            var capacity = _net.ThrottleCapacity[t] * opening;
            AddBranch(branch, new FlowLinearisation(capacity * unit.FlowKgPerS, capacity * unit.SlopeFrom, capacity * unit.SlopeTo));
        }
    }

    private void AddDemands(double[] pressure, double[] state)
    {
        for (var d = 0; d < _net.DemandNode.Length; d++)
        {
            var node = _net.DemandNode[d];
            var wanted = state[_net.Layout.DemandWanted + d];
            var minimum = _net.DemandMinimumPa[d];
            var share = (pressure[node] - _net.AmbientPa[node]) / minimum;
            var flow = wanted * Math.Clamp(share, 0.0, 1.0);
            DemandFlow[d] = flow;
            _residual[_net.Step[node]] += flow;
            _demandSlope[d] = share is > 0.0 and < 1.0 ? wanted / minimum : 0.0;
            _matrix.Diagonal[_net.Step[node]] += _demandSlope[d];
        }
    }

    private void AddReliefs(double[] pressure, double[] state)
    {
        for (var v = 0; v < _net.ReliefNode.Length; v++)
        {
            ReliefFlow[v] = 0.0;
            _reliefSlope[v] = 0.0;
            var node = _net.ReliefNode[v];
            var relief = _net.Model.ReliefValves[v];
            var span = relief.FullOpenPaGauge - relief.SetPaGauge;
            var lift = (pressure[node] - _net.AmbientPa[node] - relief.SetPaGauge) / span;
            if (lift <= 0.0 || state[_net.Layout.ReliefFailure + v] != 0.0)
            {
                continue;
            }

            var open = Math.Min(lift, 1.0);
            var (flux, slope) = _net.Orifice.Flux(pressure[node], _net.AmbientPa[node]);
            var area = _net.ReliefAreaM2[v];
            ReliefFlow[v] = area * open * flux;
            _residual[_net.Step[node]] += ReliefFlow[v];
            _reliefSlope[v] = area * ((open * slope) + (lift < 1.0 ? flux / span : 0.0));
            _matrix.Diagonal[_net.Step[node]] += _reliefSlope[v];
        }
    }

    private void Shut(int branch)
    {
        BranchFlow[branch] = 0.0;
        _slopeFrom[branch] = 0.0;
        _slopeTo[branch] = 0.0;
    }

    private void AddBranch(int branch, FlowLinearisation flow)
    {
        BranchFlow[branch] = flow.FlowKgPerS;
        _slopeFrom[branch] = flow.SlopeFrom;
        _slopeTo[branch] = flow.SlopeTo;
        var from = _net.Step[_net.BranchFrom[branch]];
        var to = _net.Step[_net.BranchTo[branch]];
        _residual[from] += flow.FlowKgPerS;
        _residual[to] -= flow.FlowKgPerS;
        _matrix.AddBranch(from, to, _net.BranchSlot[branch], flow.SlopeFrom, flow.SlopeTo);
    }
}
