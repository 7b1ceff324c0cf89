namespace Testbed.Reporting;

/// <summary>Thins a line to the points that its shape needs (Douglas and Peucker, 1973): what differs by less than the tolerance is not seen.</summary>
internal static class Outline
{
    /// <summary>The points kept, first and last among them, in order.</summary>
    /// <param name="points">In drawing units.</param>
    /// <param name="tolerance">Greatest distance from the kept line, in drawing units.</param>
    public static IReadOnlyList<(double X, double Y)> Of(IReadOnlyList<(double X, double Y)> points, double tolerance)
    {
        if (points.Count < 3)
        {
            return points;
        }

        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var spans = new Stack<(int From, int To)>([(0, points.Count - 1)]);
        while (spans.TryPop(out var span))
        {
            var (at, far) = (-1, tolerance);
            for (var i = span.From + 1; i < span.To; i++)
            {
                var distance = Distance(points[i], points[span.From], points[span.To]);
                (at, far) = distance > far ? (i, distance) : (at, far);
            }

            if (at >= 0)
            {
                keep[at] = true;
                spans.Push((span.From, at));
                spans.Push((at, span.To));
            }
        }

        return [.. points.Where((_, i) => keep[i])];
    }

    private static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        return length < 1e-9 ? Math.Sqrt(Math.Pow(p.X - a.X, 2) + Math.Pow(p.Y - a.Y, 2)) : Math.Abs((dy * (p.X - a.X)) - (dx * (p.Y - a.Y))) / length;
    }
}
