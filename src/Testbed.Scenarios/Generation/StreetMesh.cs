using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// Streets of one district: a crooked grid whose crossings are numbered from 0. A tree of shortest ways leads from the root to all of them; further streets close
/// meshes, and where there is none a dead end stays.
/// </summary>
internal sealed class StreetMesh
{
    private const double ChanceOfMesh = 0.55;
    private readonly int[] _parent;
    private readonly List<(int A, int B)> _links = [];

    private StreetMesh((double X, double Y)[] at, int root)
    {
        At = at;
        Root = root;
        _parent = new int[at.Length];
    }

    /// <summary>Positions, m, around the middle.</summary>
    public (double X, double Y)[] At { get; }

    /// <summary>The crossing where the station stands, nearest to the middle.</summary>
    public int Root { get; }

    /// <summary>Crossings in an order in which parents come first; without the root.</summary>
    public List<int> Outwards { get; } = [];

    /// <summary>Way from the root along the tree, m.</summary>
    public double[] WayM { get; private set; } = [];

    /// <summary>Streets that close meshes.</summary>
    public IReadOnlyList<(int A, int B)> Links => _links;

    /// <summary>Makes one.</summary>
    /// <param name="crossings">Number of crossings.</param>
    /// <param name="sideM">Side of the built area, m.</param>
    /// <param name="random">Bends streets and chooses them.</param>
    public static StreetMesh Make(int crossings, double sideM, RandomStream random)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(crossings));
        var step = sideM / Math.Max(1, columns - 1);
        var at = new (double X, double Y)[crossings];
        for (var i = 0; i < crossings; i++)
        {
            at[i] = (((i % columns) * step) - (sideM / 2) + Bend(step, random), ((i / columns) * step) - (sideM / 2) + Bend(step, random));
        }

        var root = Enumerable.Range(0, crossings).MinBy(i => (at[i].X * at[i].X) + (at[i].Y * at[i].Y));
        var mesh = new StreetMesh(at, root);
        var streets = new List<(int A, int B)>();
        for (var i = 0; i < crossings; i++)
        {
            streets.AddRange(new[] { (i, i + 1), (i, i + columns) }.Where(s => s.Item2 < crossings && (s.Item2 != i + 1 || (i + 1) % columns != 0)));
        }

        mesh.GrowTree(streets);
        mesh._links.AddRange(streets.Where(s => mesh._parent[s.A] != s.B && mesh._parent[s.B] != s.A && random.NextDouble() < ChanceOfMesh));
        return mesh;
    }

    /// <summary>The crossing before one on its way from the root.</summary>
    public int Parent(int crossing) => _parent[crossing];

    /// <summary>Length of a street, m; streets are a little longer than the straight line.</summary>
    public double LengthM(int a, int b) => 1.1 * Math.Sqrt(Math.Pow(At[a].X - At[b].X, 2) + Math.Pow(At[a].Y - At[b].Y, 2));

    /// <summary>Sums what hangs behind every crossing.</summary>
    public int[] Behind(IReadOnlyList<int> own)
    {
        int[] sums = [.. own];
        foreach (var i in Enumerable.Reverse(Outwards))
        {
            sums[_parent[i]] += sums[i];
        }

        return sums;
    }

    private static double Bend(double step, RandomStream random) => (random.NextDouble() - 0.5) * 0.3 * step;

    private void GrowTree(List<(int A, int B)> streets)
    {
        var around = streets.Concat(streets.Select(s => (A: s.B, B: s.A))).ToLookup(s => s.A, s => s.B);
        WayM = Enumerable.Repeat(double.MaxValue, At.Length).ToArray();
        WayM[Root] = 0;
        _parent[Root] = Root;
        var open = new PriorityQueue<int, (double, int)>();
        open.Enqueue(Root, (0, Root));
        var done = new bool[At.Length];
        while (open.TryDequeue(out var i, out _))
        {
            if (done[i])
            {
                continue;
            }

            done[i] = true;
            if (i != Root)
            {
                Outwards.Add(i);
            }

            foreach (var next in around[i].Where(n => !done[n] && WayM[i] + LengthM(i, n) < WayM[n]))
            {
                WayM[next] = WayM[i] + LengthM(i, next);
                _parent[next] = i;
                open.Enqueue(next, (WayM[next], next));
            }
        }
    }
}
