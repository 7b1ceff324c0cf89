namespace Testbed.GasNetwork.Sparse;

/// <summary>
/// Sparse <c>A = L D U</c> of a matrix with symmetric pattern, L and U unit triangular: <c>L D L^T</c> when the values are symmetric too. Values
/// need not be symmetric because a regulator's flow answers differently to its inlet and its outlet pressure. No pivoting: meant for M-matrices
/// dominated by their columns, as nodal gas balances are, where it is stable. Pattern, order and every index of the elimination are fixed on
/// construction; clearing, assembling, factorising and solving allocate nothing. Not thread safe.
/// </summary>
/// <remarks>
/// Storage by elimination step k: <c>Lower[s]</c> holds entry (row r, column k), <c>Upper[s]</c> entry (k, r), r = <c>_rows[s]</c> > k. Slot
/// <see cref="DummySlot"/> and unknown <see cref="Size"/> swallow what touches a known pressure, so that assembly needs no branches.
/// </remarks>
internal sealed class SparseLdu
{
    private readonly int[] _start;
    private readonly int[] _rows;
    private readonly int[] _pairSlots;
    private readonly int[] _step;

    /// <summary>Analyses a pattern.</summary>
    /// <param name="size">Number of unknowns.</param>
    /// <param name="edges">Off-diagonal pairs of unknowns.</param>
    public SparseLdu(int size, IReadOnlyCollection<(int A, int B)> edges)
    {
        Size = size;
        var (order, columns) = MinimumDegreeOrdering.Compute(size, edges);
        _step = new int[size + 1];
        for (var k = 0; k < size; k++)
        {
            _step[order[k]] = k;
        }

        _step[size] = size;
        _start = new int[size + 1];
        for (var k = 0; k < size; k++)
        {
            _start[k + 1] = _start[k] + columns[k].Length;
        }

        DummySlot = _start[size];
        _rows = new int[DummySlot];
        for (var k = 0; k < size; k++)
        {
            var rows = columns[k];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = _step[rows[i]];
            }

            Array.Sort(rows);
            rows.CopyTo(_rows, _start[k]);
        }

        _pairSlots = FindPairSlots();
        Diagonal = new double[size + 1];
        Lower = new double[DummySlot + 1];
        Upper = new double[DummySlot + 1];
    }

    /// <summary>Number of unknowns.</summary>
    public int Size { get; }

    /// <summary>Slot that belongs to no entry.</summary>
    public int DummySlot { get; }

    /// <summary>Number of entries of L below its diagonal.</summary>
    public int FactorEntries => DummySlot;

    /// <summary>Diagonal by elimination step; one dummy at the end.</summary>
    public double[] Diagonal { get; }

    /// <summary>Entries below the diagonal by slot.</summary>
    public double[] Lower { get; }

    /// <summary>Entries above the diagonal by slot.</summary>
    public double[] Upper { get; }

    /// <summary>Elimination step of an unknown; <see cref="Size"/> for the dummy.</summary>
    public int StepOf(int unknown) => _step[unknown];

    /// <summary>Slot of the entry pair between two elimination steps, <see cref="DummySlot"/> if either is the dummy.</summary>
    public int SlotOf(int stepA, int stepB)
    {
        var low = Math.Min(stepA, stepB);
        var high = Math.Max(stepA, stepB);
        if (high >= Size || low == high)
        {
            return DummySlot;
        }

        var slot = Array.BinarySearch(_rows, _start[low], _start[low + 1] - _start[low], high);
        return slot >= 0 ? slot : throw new InvalidOperationException("The entry is not in the pattern.");
    }

    /// <summary>
    /// Adds what a branch does to the balances of its two ends, <c>+byA</c>, <c>+byB</c> to that of A and the opposite to that of B; its slot is known.
    /// </summary>
    public void AddBranch(int stepA, int stepB, int slot, double byA, double byB)
    {
        Diagonal[stepA] += byA;
        Diagonal[stepB] -= byB;
        if (stepA > stepB)
        {
            Lower[slot] += byB;
            Upper[slot] -= byA;
        }
        else
        {
            Lower[slot] -= byA;
            Upper[slot] += byB;
        }
    }

    /// <summary>As the other, for ends whose balance belongs to another unknown than their own: entries are looked up one by one.</summary>
    public void AddBranch(int rowA, int rowB, int columnA, int columnB, double byA, double byB)
    {
        Add(rowA, columnA, byA);
        Add(rowA, columnB, byB);
        Add(rowB, columnA, -byA);
        Add(rowB, columnB, -byB);
    }

    /// <summary>Sets every value to zero.</summary>
    public void Clear()
    {
        Array.Clear(Diagonal);
        Array.Clear(Lower);
        Array.Clear(Upper);
    }

    /// <summary>Factorises in place; the assembled values are gone afterwards.</summary>
    /// <returns>False when a pivot is not a positive finite number, so the matrix is no M-matrix.</returns>
    public bool Factorise()
    {
        var pair = 0;
        for (var k = 0; k < Size; k++)
        {
            var pivot = Diagonal[k];
            if (!(pivot > 0.0) || double.IsPositiveInfinity(pivot))
            {
                return false;
            }

            var inverse = 1.0 / pivot;
            Diagonal[k] = inverse;
            var end = _start[k + 1];
            for (var a = _start[k]; a < end; a++)
            {
                Lower[a] *= inverse;
            }

            for (var a = _start[k]; a < end; a++)
            {
                var la = Lower[a];
                var ua = Upper[a];
                Diagonal[_rows[a]] -= la * ua;
                for (var b = a + 1; b < end; b++)
                {
                    var slot = _pairSlots[pair++];
                    Lower[slot] -= Lower[b] * ua;
                    Upper[slot] -= la * Upper[b];
                }
            }
        }

        return true;
    }

    /// <summary>Solves A x = b with the factors, in place.</summary>
    /// <param name="values">b, then x, by elimination step; at least <see cref="Size"/> long.</param>
    public void Solve(double[] values)
    {
        for (var k = 0; k < Size; k++)
        {
            var value = values[k];
            for (var s = _start[k]; s < _start[k + 1]; s++)
            {
                values[_rows[s]] -= Lower[s] * value;
            }
        }

        for (var k = Size - 1; k >= 0; k--)
        {
            var value = values[k];
            for (var s = _start[k]; s < _start[k + 1]; s++)
            {
                value -= Upper[s] * values[_rows[s]];
            }

            values[k] = value * Diagonal[k];
        }
    }

    private void Add(int row, int column, double value)
    {
        if (row == Size || column == Size)
        {
            return;
        }

        if (row == column)
        {
            Diagonal[row] += value;
        }
        else if (row > column)
        {
            Lower[SlotOf(row, column)] += value;
        }
        else
        {
            Upper[SlotOf(row, column)] += value;
        }
    }

    private int[] FindPairSlots()
    {
        var count = 0;
        for (var k = 0; k < Size; k++)
        {
            var length = _start[k + 1] - _start[k];
            count += length * (length - 1) / 2;
        }

        var (slots, next) = (new int[count], 0);
        for (var k = 0; k < Size; k++)
        {
            for (var a = _start[k]; a < _start[k + 1]; a++)
            {
                // Rows are sorted, and all those below a are in column a: one merge finds them.
                var at = _start[_rows[a]];
                for (var b = a + 1; b < _start[k + 1]; b++)
                {
                    while (_rows[at] != _rows[b])
                    {
                        at++;
                    }

                    slots[next++] = at;
                }
            }
        }

        return slots;
    }
}
