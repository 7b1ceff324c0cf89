using System.Globalization;
using Testbed.GasNetwork.Steady;

namespace Testbed.GasNetwork.Transient;

/// <summary>
/// The staggered grid: pipes cut into equal cells, pressures and line pack at cut points and junctions, a flow in each cell between. A point's volume is
/// half of every cell that ends there. Junctions come first, then the cut points pipe by pipe.
/// </summary>
internal sealed class TransientGrid
{
    private readonly TransientModel _model;
    private readonly double[] _halfOfCell;

    public TransientGrid(TransientModel model)
    {
        _model = model;
        Cells = [.. model.Pipes.Select(p => Math.Max(1, (int)Math.Ceiling((p.LengthM / model.LargestCellM) - 1e-9)))];
        FirstCell = new int[Cells.Length + 1];
        FirstCut = new int[Cells.Length + 1];
        FirstCut[0] = model.Nodes.Count;
        for (var i = 0; i < Cells.Length; i++)
        {
            FirstCell[i + 1] = FirstCell[i] + Cells[i];
            FirstCut[i + 1] = FirstCut[i] + Cells[i] - 1;
        }

        (CellCount, PointCount) = (FirstCell[^1], FirstCut[^1]);
        _halfOfCell = new double[CellCount];
        (From, To, VolumeM3) = (new int[CellCount], new int[CellCount], new double[PointCount]);
        model.NodeVolumeM3.ToArray().CopyTo(VolumeM3, 0);
        for (var i = 0; i < Cells.Length; i++)
        {
            var half = HalfCellM3(i);
            for (var k = 0; k < Cells[i]; k++)
            {
                var cell = FirstCell[i] + k;
                (From[cell], To[cell]) = (Point(i, k), Point(i, k + 1));
                _halfOfCell[cell] = half;
                VolumeM3[From[cell]] += half;
                VolumeM3[To[cell]] += half;
            }
        }

        HeightM = Heights();
    }

    public int PointCount { get; }

    public int CellCount { get; }

    /// <summary>Cells per pipe.</summary>
    public int[] Cells { get; }

    /// <summary>First cell of each pipe; one more at the end.</summary>
    public int[] FirstCell { get; }

    private int[] FirstCut { get; }

    /// <summary>Point at the start of each cell.</summary>
    public int[] From { get; }

    /// <summary>Point at the end of each cell.</summary>
    public int[] To { get; }

    public double[] VolumeM3 { get; }

    /// <summary>Heights of the points; empty when level.</summary>
    public double[] HeightM { get; }

    /// <summary>Point of a pipe, 0 at its start to <see cref="Cells"/> at its end.</summary>
    public int Point(int pipe, int k) =>
        k == 0 ? _model.Pipes[pipe].From : k == Cells[pipe] ? _model.Pipes[pipe].To : FirstCut[pipe] + k - 1;

    public double HalfCellM3(int pipe)
    {
        var p = _model.Pipes[pipe];
        return Math.PI * p.DiameterM * p.DiameterM / 8.0 * p.LengthM / Cells[pipe];
    }

    /// <summary>Volume of half a cell, m3.</summary>
    public double HalfOfCellM3(int cell) => _halfOfCell[cell];

    /// <summary>A cell of a pipe as a pipe of its own.</summary>
    public SteadyPipe Cell(int pipe) => _model.Pipes[pipe] with
    {
        LengthM = _model.Pipes[pipe].LengthM / Cells[pipe], LossCoefficient = _model.Pipes[pipe].LossCoefficient / Cells[pipe],
    };

    /// <summary>Name of a point, for messages.</summary>
    public string Name(int point)
    {
        if (point < _model.Nodes.Count)
        {
            return _model.Nodes[point];
        }

        var pipe = 0;
        while (FirstCut[pipe + 1] <= point)
        {
            pipe++;
        }

        var at = (point - FirstCut[pipe] + 1) * _model.Pipes[pipe].LengthM / Cells[pipe];
        return string.Create(CultureInfo.InvariantCulture, $"{_model.Pipes[pipe].Id} at {at:0.#} m");
    }

    /// <summary>The network with all its cuts as it stands at a time: its steady state is that of the grid to the last digit.</summary>
    public SteadyModel AsSteady(double seconds)
    {
        var steady = _model.AsSteady(seconds);
        return steady with
        {
            Nodes = [.. Enumerable.Range(0, PointCount).Select(i => i < _model.Nodes.Count ? _model.Nodes[i] : Name(i))],
            HeightM = HeightM,
            WithdrawalKgPerS = [.. steady.WithdrawalKgPerS, .. new double[PointCount - _model.Nodes.Count]],
            Pipes =
            [
                .. Enumerable.Range(0, Cells.Length).SelectMany(i => Enumerable.Range(0, Cells[i]).Select(k => Cell(i) with
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{_model.Pipes[i].Id}/{k}"), From = Point(i, k), To = Point(i, k + 1),
                })),
            ],
        };
    }

    private double[] Heights()
    {
        if (_model.HeightM.Count == 0 || _model.HeightM.All(h => h == _model.HeightM[0]))
        {
            return [];
        }

        var heights = new double[PointCount];
        for (var i = 0; i < _model.Nodes.Count; i++)
        {
            heights[i] = _model.HeightM[i];
        }

        for (var i = 0; i < Cells.Length; i++)
        {
            var (from, to) = (_model.HeightM[_model.Pipes[i].From], _model.HeightM[_model.Pipes[i].To]);
            for (var k = 1; k < Cells[i]; k++)
            {
                heights[Point(i, k)] = from + ((to - from) * k / Cells[i]);
            }
        }

        return heights;
    }
}
