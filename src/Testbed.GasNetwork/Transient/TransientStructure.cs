using Testbed.GasNetwork.Sparse;

namespace Testbed.GasNetwork.Transient;

/// <summary>
/// Which balance counts for which pressure. Every point has a row and a column; a point whose pressure is given has an empty column, so that sources may
/// come and go without a new pattern. The balance of a point that a regulator holds is added to that of its inlet, from which the regulator takes it.
/// </summary>
internal sealed class TransientStructure
{
    private readonly TransientGrid _grid;
    private readonly int[] _balance;
    private readonly bool[] _isGiven;
    private readonly PointFlows _flows;
    private readonly int[] _flowSlot;

    public TransientStructure(TransientModel model, TransientGrid grid, PointFlows flows)
    {
        (_grid, _flows, _flowSlot) = (grid, flows, new int[flows.From.Length]);
        var inlet = model.Regulators.ToDictionary(r => r.To, r => r.From);
        _balance = [.. Enumerable.Range(0, grid.PointCount)];
        foreach (var outlet in inlet.Keys)
        {
            while (inlet.TryGetValue(_balance[outlet], out var next))
            {
                _balance[outlet] = next;
            }
        }

        Matrix = new SparseLdu(grid.PointCount, Edges());
        _isGiven = new bool[grid.PointCount];
        (Row, Column) = (new int[grid.PointCount], new int[grid.PointCount]);
        Slot = new int[grid.CellCount];
    }

    public SparseLdu Matrix { get; }

    /// <summary>Elimination step of the balance to which a point's flows belong; the dummy for sources.</summary>
    public int[] Row { get; }

    /// <summary>Elimination step of a point's pressure; the dummy when given.</summary>
    public int[] Column { get; }

    /// <summary>Slot of the pair of entries of a cell; -1 when they must be looked up.</summary>
    public int[] Slot { get; }

    /// <summary>Whether a point's pressure is given.</summary>
    public bool IsGiven(int point) => _isGiven[point];

    /// <summary>As <see cref="Row"/>, also for the world outside.</summary>
    public int RowOf(int point) => point == PointFlows.Outside ? Matrix.Size : Row[point];

    /// <summary>As <see cref="Column"/>, also for the world outside.</summary>
    public int ColumnOf(int point) => point == PointFlows.Outside ? Matrix.Size : Column[point];

    /// <summary>Takes over which points are given: those of sources and those that regulators hold.</summary>
    public void Give(ReadOnlySpan<bool> isSource)
    {
        var size = Matrix.Size;
        for (var i = 0; i < size; i++)
        {
            var row = _balance[i];
            var isHeld = row != i;
            _isGiven[i] = isHeld || isSource[i];
            Column[i] = _isGiven[i] ? size : Matrix.StepOf(i);
            Row[i] = isSource[row] ? size : Matrix.StepOf(row);
        }

        for (var i = 0; i < Slot.Length; i++)
        {
            var (from, to) = (_grid.From[i], _grid.To[i]);
            Slot[i] = SlotOf(from, to);
        }

        for (var i = 0; i < _flowSlot.Length; i++)
        {
            _flowSlot[i] = _flows.To[i] == PointFlows.Outside ? Matrix.DummySlot : SlotOf(_flows.From[i], _flows.To[i]);
        }
    }

    /// <summary>Sets the matrix to that of line pack alone.</summary>
    public void Clear(double[] capacity)
    {
        Matrix.Clear();
        for (var i = 0; i < _isGiven.Length; i++)
        {
            Matrix.Diagonal[Matrix.StepOf(i)] = _isGiven[i] ? 1.0 : capacity[i];
        }
    }

    /// <summary>Adds what a cell's flow, times a weight, does to the balances of its ends.</summary>
    public void AddCell(int cell, double byFrom, double byTo) => Add(_grid.From[cell], _grid.To[cell], Slot[cell], byFrom, byTo);

    /// <summary>Adds what a flow between points, times a weight, does to the balances of its ends.</summary>
    public void AddPointFlow(int flow, double byFrom, double byTo) => Add(_flows.From[flow], _flows.To[flow], _flowSlot[flow], byFrom, byTo);

    private void Add(int from, int to, int slot, double byFrom, double byTo)
    {
        if (slot < 0)
        {
            Matrix.AddBranch(Row[from], RowOf(to), Column[from], ColumnOf(to), byFrom, byTo);
        }
        else
        {
            Matrix.AddBranch(Row[from], RowOf(to), slot, byFrom, byTo);
        }
    }

    /// <summary>Where the pair of entries of two points lies; -1 when the balance of one belongs to another point.</summary>
    private int SlotOf(int from, int to) => _balance[from] == from && _balance[to] == to ? Matrix.SlotOf(Column[from], Column[to]) : -1;

    private List<(int A, int B)> Edges()
    {
        var edges = new List<(int, int)>(_grid.CellCount + _flowSlot.Length);
        void Connect(int row, int column)
        {
            if (row != column)
            {
                edges.Add((row, column));
            }
        }

        void Join(int from, int to)
        {
            var (rowFrom, rowTo) = (_balance[from], _balance[to]);
            if (rowTo == to)
            {
                Connect(rowFrom, to);
                Connect(rowTo, to);
            }

            if (rowFrom == from)
            {
                Connect(rowFrom, from);
                Connect(rowTo, from);
            }
        }

        for (var i = 0; i < _grid.CellCount; i++)
        {
            Join(_grid.From[i], _grid.To[i]);
        }

        for (var i = 0; i < _flowSlot.Length; i++)
        {
            if (_flows.To[i] != PointFlows.Outside)
            {
                Join(_flows.From[i], _flows.To[i]);
            }
        }

        return edges;
    }
}
