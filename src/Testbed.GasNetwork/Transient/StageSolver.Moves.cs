namespace Testbed.GasNetwork.Transient;

/// <content>Newton's direction taken, wholly or in part.</content>
internal sealed partial class StageSolver
{
    private void MoveFlows(TransientState state)
    {
        var (flow, column) = (state.Flow, _structure.Column);
        for (var i = 0; i < flow.Length; i++)
        {
            flow[i] += (_slopeFrom[i] * _direction[column[_grid.From[i]]]) + (_slopeTo[i] * _direction[column[_grid.To[i]]]);
        }

        for (var i = 0; i < _flows.From.Length; i++)
        {
            state.PointFlow[i] += (_flows.SlopeFrom[i] * _direction[column[_flows.From[i]]])
                + (_flows.SlopeTo[i] * _direction[_structure.ColumnOf(_flows.To[i])]);
        }
    }

    /// <summary>Moves the pressures a part of the way; returns the largest relative change.</summary>
    private double Move(TransientState state, double fraction)
    {
        var (pressure, column) = (state.Pressure, _structure.Column);
        var largest = 0.0;
        for (var i = 0; i < pressure.Length; i++)
        {
            var step = fraction * _direction[column[i]];
            var relative = Math.Abs(step) / _before[i];
            largest = relative <= largest ? largest : relative;
            pressure[i] = Math.Max(_before[i] + step, DeepestFall * _before[i]);
        }

        return largest;
    }

    /// <summary>
    /// Takes the longest of the halved steps that lessens the imbalance. Where none does, the whole one: from rest the flow grows like the root of the
    /// head, so that the way out leads over larger imbalances.
    /// </summary>
    private double Search(TransientState state, KnownValues known, double weight, double[] withdrawal, double norm, ref int bold)
    {
        var fraction = 0.5;
        for (var i = 0; i < MostHalvings; i++, fraction *= 0.5)
        {
            Move(state, fraction);
            var next = Evaluate(state, known, weight, withdrawal);
            if (next < norm)
            {
                return next;
            }
        }

        if (bold-- > 0)
        {
            Move(state, 1.0);
        }

        return Evaluate(state, known, weight, withdrawal);
    }
}
