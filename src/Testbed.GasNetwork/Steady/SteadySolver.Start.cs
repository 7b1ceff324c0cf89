namespace Testbed.GasNetwork.Steady;

/// <content>Where to begin when no solution is known.</content>
public sealed partial class SteadySolver
{
    private const double ReferenceVelocity = 3.0;
    private const int MaximumGuesses = 40;
    private const double GuessTolerance = 1e-7;
    private const double PressureTolerance = 1e-11;

    /// <summary>
    /// A start from nothing: one linear solve with the resistances at an ordinary velocity, then some with the resistances at the flows found (the gradient
    /// method of Todini and Pilati 1988), until these settle.
    /// </summary>
    private void Guess()
    {
        Flat();
        var reference = new double[_from.Length];
        for (var i = 0; i < reference.Length; i++)
        {
            var pipe = _model.Pipes[i];
            var density = Pressure[pipe.From] / (_model.Gas.RtJPerKg * _model.Gas.Compressibility.At(Pressure[pipe.From]));
            reference[i] = ReferenceVelocity * density * Math.PI * pipe.DiameterM * pipe.DiameterM / 4.0;
        }

        Array.Clear(PipeFlow);
        _pipes.Secant(Pressure, reference, _slopeFrom, _slopeTo);
        while (_guesses < MaximumGuesses)
        {
            _guesses++;
            Assemble();
            if (!Direction())
            {
                return;
            }

            // Both must have settled: in a tree flows are right at once, and far from what the pressures would drive.
            var moved = MoveWithFlows();
            var (change, whole) = (0.0, 0.0);
            for (var i = 0; i < reference.Length; i++)
            {
                change += Math.Abs(PipeFlow[i] - reference[i]);
                whole += Math.Abs(PipeFlow[i]);
            }

            if (change <= GuessTolerance * whole && moved <= PressureTolerance)
            {
                return;
            }

            Array.Copy(PipeFlow, reference, reference.Length);
            _pipes.AboutFlows(Pressure, PipeFlow, _slopeFrom, _slopeTo);
        }
    }

    /// <summary>Takes the step in pressures, and in flows along their lines; returns the largest relative change of a pressure.</summary>
    private double MoveWithFlows()
    {
        AddToFlows();
        Array.Copy(_root, _before, _root.Length);
        Move(1.0);
        var largest = 0.0;
        for (var g = 0; g < _root.Length; g++)
        {
            largest = Math.Max(largest, Math.Abs(_root[g] - _before[g]) / _before[g]);
        }

        return largest;
    }

    private void Flat()
    {
        var highest = _structure.GroupPa.Where(p => !double.IsNaN(p)).DefaultIfEmpty(101_325.0).Max();
        var groups = _structure.Groups;
        Array.Copy(_structure.GroupPa, _root, _root.Length);
        var neighbours = new GroupNeighbours(_model, groups);
        var waiting = new Queue<int>(Enumerable.Range(0, _root.Length).Where(g => !double.IsNaN(_root[g])));
        while (waiting.TryDequeue(out var group))
        {
            foreach (var pipe in neighbours[group])
            {
                var (from, to) = groups.Group[_from[pipe]] == group ? (_from[pipe], _to[pipe]) : (_to[pipe], _from[pipe]);
                if (double.IsNaN(_root[groups.Group[to]]))
                {
                    _root[groups.Group[to]] = _root[group] * groups.Scale[from] / groups.Scale[to];
                    waiting.Enqueue(groups.Group[to]);
                }
            }
        }

        for (var g = 0; g < _root.Length; g++)
        {
            _root[g] = double.IsNaN(_root[g]) ? highest : _root[g];
        }

        Spread();
    }
}
