namespace Testbed.GasNetwork.Quality;

/// <summary>How a change at a source reached a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="FinalShare">
/// Part of the change that had arrived when the recording ended; below 1 where other sources mix in, or when it ended too early.
/// </param>
/// <param name="T10">When a tenth of that had arrived, s; not a number where nothing did.</param>
/// <param name="T50">When half had, s.</param>
/// <param name="T90">When nine tenths had, s.</param>
/// <param name="MeanAgeS">Mean age of what arrived, s: the first moment of its arrival over time. Exact whatever the front's shape.</param>
/// <param name="Fronts">Every front: when, and how much of the change came with it.</param>
public sealed record NodeArrival(
    int Node, double FinalShare, double T10, double T50, double T90, double MeanAgeS, IReadOnlyList<(double TimeS, double Share)> Fronts);

/// <summary>
/// Records how a step change of one component spreads: observe after every step, then report. Times count from the recorder's creation, which is when the
/// source changes. Fronts are located within steps. Not thread safe.
/// </summary>
public sealed class ArrivalRecorder
{
    /// <summary>Part of the change below which a difference is no front; differences add up until they are one.</summary>
    private const double Rounding = 1e-10;

    private readonly QualityTracker _tracker;
    private readonly int _component;
    private readonly double _before;
    private readonly double _span;
    private readonly double _start;
    private readonly double[] _share;
    private readonly List<(double TimeS, double Share)>[] _fronts;

    /// <summary>Starts recording.</summary>
    /// <param name="tracker">The tracker, holding <paramref name="before"/> wherever the change is to be seen.</param>
    /// <param name="component">The component.</param>
    /// <param name="before">Its concentration before the change.</param>
    /// <param name="after">Its concentration in the changed source; another.</param>
    public ArrivalRecorder(QualityTracker tracker, int component, double before, double after)
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentOutOfRangeException.ThrowIfEqual(after, before);
        (_tracker, _component, _before, _span, _start) = (tracker, component, before, after - before, tracker.ElapsedSeconds);
        _share = [.. Enumerable.Range(0, tracker.NodeCount).Select(n => (tracker.NodeConcentration(n, component) - before) / _span)];
        _fronts = [.. _share.Select(_ => new List<(double, double)>())];
    }

    /// <summary>Notes what came in the tracker's last step.</summary>
    public void Observe(QualityStep step)
    {
        for (var node = 0; node < _fronts.Length; node++)
        {
            var time = _tracker.ElapsedSeconds - step.Seconds - _start;
            for (var i = 0; i < _tracker.NodePieces(node); i++)
            {
                var piece = _tracker.NodePieceOf(node, i, _component);
                var share = (piece.Concentration - _before) / _span;
                if (Math.Abs(share - _share[node]) > Rounding)
                {
                    _fronts[node].Add((time, share - _share[node]));
                    _share[node] = share;
                }

                time += piece.Seconds;
            }
        }
    }

    /// <summary>What has been seen so far, per node.</summary>
    public IReadOnlyList<NodeArrival> Report() => [.. _fronts.Select((fronts, node) => Arrival(node, fronts))];

    private static NodeArrival Arrival(int node, List<(double TimeS, double Share)> fronts)
    {
        var final = fronts.Sum(f => f.Share);
        double Reaches(double part)
        {
            var sum = 0.0;
            foreach (var (time, share) in fronts)
            {
                sum += share;
                if (sum >= (part * final) - (1e-12 * Math.Abs(final)))
                {
                    return time;
                }
            }

            return double.NaN;
        }

        var age = final > 0.0 ? fronts.Sum(f => f.TimeS * f.Share) / final : double.NaN;
        return new(node, final, Reaches(0.1), Reaches(0.5), Reaches(0.9), age, [.. fronts]);
    }
}
