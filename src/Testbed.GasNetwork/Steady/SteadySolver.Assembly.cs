namespace Testbed.GasNetwork.Steady;

/// <content>Balances and matrix.</content>
public sealed partial class SteadySolver
{
    /// <summary>Fills imbalances and matrix from the flows and slopes of the pipes; returns the sum of squared imbalances.</summary>
    private double Assemble()
    {
        var matrix = _structure.Matrix;
        matrix.Clear();
        Array.Clear(_residual);
        AddBalances();
        var (row, column, scale) = (_structure.NodeRow, _structure.NodeColumn, _structure.Groups.Scale);
        for (var i = 0; i < _from.Length; i++)
        {
            var (from, to) = (_from[i], _to[i]);
            var (rowFrom, rowTo) = (row[from], row[to]);
            var (byFrom, byTo) = (_slopeFrom[i] * scale[from], _slopeTo[i] * scale[to]);
            if (_pairSlot[i] < 0)
            {
                matrix.AddBranch(rowFrom, rowTo, column[from], column[to], byFrom, byTo);
            }
            else
            {
                matrix.AddBranch(rowFrom, rowTo, _pairSlot[i], byFrom, byTo);
            }
        }

        var sum = 0.0;
        for (var i = 0; i < _structure.UnknownCount; i++)
        {
            sum += _residual[i] * _residual[i];
        }

        return sum;
    }

    private void AddBalances()
    {
        var row = _structure.NodeRow;
        for (var i = 0; i < _withdrawal.Length; i++)
        {
            _residual[row[i]] += _withdrawal[i];
        }

        for (var i = 0; i < _from.Length; i++)
        {
            _residual[row[_from[i]]] += PipeFlow[i];
            _residual[row[_to[i]]] -= PipeFlow[i];
        }
    }
}
