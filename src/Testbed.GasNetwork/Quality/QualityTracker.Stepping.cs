namespace Testbed.GasNetwork.Quality;

/// <content>One step.</content>
public sealed partial class QualityTracker
{
    private double _lastSeconds;

    /// <summary>Moves everything on by one step.</summary>
    /// <param name="seconds">Length, s; positive, as long as the flows are constant.</param>
    /// <param name="flows">What moves.</param>
    /// <returns>How well it balanced. Flows that do not balance are carried as they are and show there.</returns>
    /// <exception cref="ArgumentException">The length, a flow or a mass is no number, a mass or withdrawal negative; then nothing has changed.</exception>
    public QualityStep Step(double seconds, QualityFlows flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        if (!(seconds > 0.0) || !double.IsFinite(seconds))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "a step must be longer than nothing");
        }

        if (flows.Problem(_network, _tolerance.Length) is { } problem)
        {
            throw new ArgumentException(problem, nameof(flows));
        }

        _masses.Fill(seconds, flows, _pipes);
        StartHistory();
        Array.Clear(_imbalance);
        for (var k = Gas; k < _tolerance.Length; k++)
        {
            var stored = _step[k + 1].StoredAfter;
            _step[k + 1] = new(0.0, 0.0, stored, stored);
        }

        var (parts, left) = (0, 1.0);
        while (left > 0.0)
        {
            var part = _order.Sort(left);
            foreach (var node in _order.Nodes)
            {
                // The rest of the step's change, in proportion; exact in the last part.
                var after = part < left ? _nodeMass[node] + (part / left * (flows.NodeMassKg[node] - _nodeMass[node])) : flows.NodeMassKg[node];
                Pass(node, part, after, flows.SourceConcentrations);
            }

            for (var i = 0; i < _pipes.Length; i++)
            {
                _masses.Held[i] = _pipes[i].Mass;
            }

            left -= part;
            parts++;
        }

        ElapsedSeconds += seconds;
        _lastSeconds = seconds;
        return Finish(seconds, parts, flows);
    }

    private QualityStep Finish(double seconds, int parts, QualityFlows flows)
    {
        var error = 0.0;
        for (var k = 0; k < _step.Length; k++)
        {
            _step[k] = _step[k] with { StoredAfter = Stored(k - 1) };
            var total = _total[k];
            _total[k] = total with { In = total.In + _step[k].In, Out = total.Out + _step[k].Out, StoredAfter = _step[k].StoredAfter };
            error = Math.Max(error, _step[k].RelativeError);
        }

        var (worst, imbalance) = (0, 0.0);
        for (var n = 0; n < _nodeMass.Length; n++)
        {
            if (Math.Abs(_imbalance[n]) > Math.Abs(imbalance))
            {
                (worst, imbalance) = (n, _imbalance[n]);
            }
        }

        return new(seconds, parts, error, worst, imbalance);
    }

    /// <summary>Lets everything that reaches a node during a part of the step pass it.</summary>
    private void Pass(int node, double part, double after, double[] sourceConcentrations)
    {
        _mixer.Clear();
        foreach (var end in _ends.At(node))
        {
            var inflow = part * ((end & 1) == 0 ? -_masses.AtStart[end >> 1] : _masses.AtEnd[end >> 1]);
            if (inflow > 0.0)
            {
                Receive(node, end, inflow);
            }
        }

        foreach (var source in _sources.At(node))
        {
            var inflow = part * _masses.Source[source];
            if (inflow > 0.0)
            {
                var concentrations = sourceConcentrations.AsSpan(source * _tolerance.Length, _tolerance.Length);
                _mixer.Begin(inflow);
                _mixer.Piece(1.0, concentrations);
                Book(inflow, concentrations, isOut: false);
            }
        }

        var passing = _passing[node];
        passing.Clear();
        _mixer.Mix(_nodeMass[node], after, NodeOf(node), passing);
        _imbalance[node] += _mixer.Inflow - (after - _nodeMass[node]);
        _nodeMass[node] = after;
        for (var i = 0; i < passing.Count; i++)
        {
            _history[node].Push(false, part * passing.MassOf(i), passing.Of(i));
        }

        Send(node, part);
    }

    /// <summary>Takes what reaches a node from a pipe or link.</summary>
    private void Receive(int node, int end, double inflow)
    {
        var edge = end >> 1;
        var taken = 0.0;
        _mixer.Begin(inflow);
        if (edge >= _pipes.Length)
        {
            var other = _passing[(end & 1) == 0 ? _masses.Edges[edge].To : _masses.Edges[edge].From];
            for (var i = 0; i < other.Count; i++)
            {
                taken += other.MassOf(i);
                _mixer.Piece(taken, other.Of(i));
            }

            return;
        }

        while (_pipes[edge].Take((end & 1) == 0, inflow - taken, _scratch) is > 0.0 and var got)
        {
            taken += got;
            _mixer.Piece(taken / inflow, _scratch);
        }

        if (taken == 0.0)
        {
            _mixer.Piece(1.0, NodeOf(node));
        }
    }

    /// <summary>Gives what left a node to pipes and customers.</summary>
    private void Send(int node, double part)
    {
        var passing = _passing[node];
        foreach (var end in _ends.At(node))
        {
            var edge = end >> 1;
            var outflow = part * ((end & 1) == 0 ? _masses.AtStart[edge] : -_masses.AtEnd[edge]);
            if (!(outflow > 0.0))
            {
                continue;
            }

            _imbalance[node] -= outflow;
            for (var i = 0; edge < _pipes.Length && i < passing.Count; i++)
            {
                _pipes[edge].Push((end & 1) == 0, outflow * passing.MassOf(i), passing.Of(i));
            }
        }

        var leaving = _masses.Withdrawal[node];
        foreach (var source in _sources.At(node))
        {
            leaving += Math.Max(0.0, -_masses.Source[source]);
        }

        _imbalance[node] -= part * leaving;
        for (var i = 0; leaving > 0.0 && i < passing.Count; i++)
        {
            Book(part * leaving * passing.MassOf(i), passing.Of(i), isOut: true);
        }
    }

    private void Book(double mass, ReadOnlySpan<double> concentrations, bool isOut)
    {
        for (var k = 0; k < _step.Length; k++)
        {
            var amount = k == 0 ? mass : mass * concentrations[k - 1];
            _step[k] = isOut ? _step[k] with { Out = _step[k].Out + amount } : _step[k] with { In = _step[k].In + amount };
        }
    }
}
