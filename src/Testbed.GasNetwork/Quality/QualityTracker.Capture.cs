namespace Testbed.GasNetwork.Quality;

/// <content>Freezing and restoring.</content>
public sealed partial class QualityTracker
{
    private const int HeaderLength = 4;

    /// <summary>A frozen copy of the whole state. What the last step did, such as <see cref="NodeMean"/>, is not part of it.</summary>
    public QualityState Capture()
    {
        var values = new List<double> { _nodeMass.Length, _pipes.Length, _tolerance.Length, ElapsedSeconds };
        for (var k = 0; k < _total.Length; k++)
        {
            values.AddRange([_total[k].In, _total[k].Out, _total[k].StoredBefore, _total[k].StoredAfter]);
        }

        values.AddRange(_nodeMass);
        values.AddRange(_node);
        foreach (var pipe in _pipes)
        {
            values.Add(pipe.Count);
            for (var i = 0; i < pipe.Count; i++)
            {
                values.Add(pipe.MassOf(i));
                values.AddRange(pipe.Of(i));
            }
        }

        return QualityState.FromValues([.. values]);
    }

    /// <summary>Puts a captured state back; steps with the same flows then give the same bits as after it was taken.</summary>
    /// <exception cref="ArgumentException">The state is one of another network or other components; then nothing has changed.</exception>
    public void Restore(QualityState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var values = state.Values;
        if (!Fits(values))
        {
            throw new ArgumentException("the state is one of another network or other components", nameof(state));
        }

        ElapsedSeconds = values[HeaderLength - 1];
        var at = HeaderLength;
        for (var k = 0; k < _total.Length; k++, at += 4)
        {
            _total[k] = new(values[at], values[at + 1], values[at + 2], values[at + 3]);
            _step[k] = new(0.0, 0.0, values[at + 3], values[at + 3]);
        }

        values.Slice(at, _nodeMass.Length).CopyTo(_nodeMass);
        values.Slice(at + _nodeMass.Length, _node.Length).CopyTo(_node);
        at += _nodeMass.Length + _node.Length;
        foreach (var pipe in _pipes)
        {
            pipe.Clear();
            for (var left = (int)values[at++]; left > 0; left--, at += _tolerance.Length + 1)
            {
                pipe.Append(false, values[at], values.Slice(at + 1, _tolerance.Length));
            }

            pipe.Sum();
        }

        StartHistory();
    }

    private bool Fits(ReadOnlySpan<double> values)
    {
        if (values.Length < HeaderLength || values[0] != _nodeMass.Length || values[1] != _pipes.Length || values[2] != _tolerance.Length)
        {
            return false;
        }

        long at = HeaderLength + (4 * _total.Length) + _nodeMass.Length + _node.Length;
        for (var i = 0; i < _pipes.Length; i++)
        {
            if (at >= values.Length || !(values[(int)at] is >= 0.0 and <= 1e6))
            {
                return false;
            }

            at += 1 + ((long)values[(int)at] * (_tolerance.Length + 1));
        }

        return at == values.Length;
    }
}
