using System.Globalization;
using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// Lays the high-pressure grid: city gates outside the town, feeders to a ring, and from the ring spurs to the district stations. Ring, feeders and gates are sized for
/// the loss of any one gate.
/// </summary>
internal sealed class FeederBuilder(UtilityPlan plan, TownPlan town, NetworkParts parts)
{
    private const double StandInVelocityMPerS = 20;
    private const double FeederFallBar = 1.5;
    private const double SecondRunBar = 1.2;

    /// <summary>Builds gates, feeders, ring and spurs.</summary>
    public void Build()
    {
        var random = RandomStream.For(plan.Seed, "utility/feeder");
        var count = Math.Clamp(plan.Districts / 4, 8, 40);
        if (plan.CityGates > count / 2)
        {
            throw new InfeasiblePlanException(FormattableString.Invariant($"{plan.CityGates} city gates find no room on a ring of {count} nodes"));
        }

        var turn = random.NextDouble();
        var ring = Enumerable.Range(0, count).Select(i => Polar(0.35 * town.SideM, (i + turn) / count)).ToList();
        var lengths = ring.Select((p, i) => 1.1 * Distance(p, ring[(i + 1) % count])).ToList();
        var loads = BuildSpurs(ring);
        var gates = Enumerable.Range(0, plan.CityGates).Select(g => g * count / plan.CityGates).ToList();
        var (diameter, largest) = SizeRing(new(loads, lengths), gates);
        for (var i = 0; i < count; i++)
        {
            parts.Pipe($"{RingNode(i)}-{(((i + 1) % count) + 1).ToString("00", CultureInfo.InvariantCulture)}", RingNode(i), RingNode((i + 1) % count), lengths[i], diameter);
        }

        for (var g = 0; g < gates.Count; g++)
        {
            var at = Polar(0.7 * town.SideM, (gates[g] + turn) / count);
            BuildGate(g + 1, RingNode(gates[g]), at, 1.1 * Distance(at, ring[gates[g]]), largest[gates[g]]);
        }
    }

    private static string RingNode(int i) => string.Create(CultureInfo.InvariantCulture, $"HR-{i + 1:00}");

    private static (double X, double Y) Polar(double radius, double turn) => (radius * Math.Cos(2 * Math.PI * turn), radius * Math.Sin(2 * Math.PI * turn));

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    /// <summary>Every station joins what is nearest of the ring and the spurs so far (Prim's tree). Gives the load of the ring's nodes.</summary>
    private double[] BuildSpurs(List<(double X, double Y)> ring)
    {
        var points = ring.Concat(town.Districts.Select(d => (d.X, d.Y))).ToList();
        var (near, parent, way, order) = (new double[points.Count], new int[points.Count], new double[points.Count], new List<int>());
        for (var i = ring.Count; i < points.Count; i++)
        {
            parent[i] = Enumerable.Range(0, ring.Count).MinBy(r => Distance(points[r], points[i]));
            near[i] = Distance(points[parent[i]], points[i]);
        }

        var open = Enumerable.Range(ring.Count, town.Districts.Count).ToHashSet();
        while (open.Count > 0)
        {
            var next = open.MinBy(i => (near[i], i));
            open.Remove(next);
            order.Add(next);
            way[next] = way[parent[next]] + Length(near[next]);
            foreach (var i in open.Where(i => Distance(points[next], points[i]) < near[i]))
            {
                (parent[i], near[i]) = (next, Distance(points[next], points[i]));
            }
        }

        var loads = new double[points.Count];
        foreach (var i in Enumerable.Reverse(order))
        {
            loads[i] += town.Districts[i - ring.Count].DesignFlow;
            loads[parent[i]] += loads[i];
        }

        var gradient = PipeSizing.Gradient(DesignRules.High.ToBar, DesignRules.High.LowestBar, way.Max());
        for (var i = 0; i < points.Count; i++)
        {
            parts.Node(Id(i), DesignRules.High, town.HeightM(points[i].X, points[i].Y));
        }

        foreach (var i in order)
        {
            LaySpur(town.Districts[i - ring.Count], Id(parent[i]), Length(near[i]), loads[i], gradient);
        }

        return loads[..ring.Count];

        string Id(int i) => i < ring.Count ? RingNode(i) : town.Districts[i - ring.Count].Inlet;
        static double Length(double straight) => 1.2 * Math.Max(50, straight);
    }

    private void LaySpur(District district, string from, double lengthM, double load, double gradient)
    {
        var diameter = PipeSizing.Choose(PipeSizing.Steel, load, gradient, DesignRules.High.LowestBar)
            ?? throw new InfeasiblePlanException($"no spur of the high-pressure grid is wide enough for district {district.Tag}");
        parts.Pipe($"HS-{district.Tag}", from, district.Inlet, lengthM, diameter);
        if (district.LargeUserNm3PerH > 0)
        {
            parts.LargeUser($"plant-{district.Tag}", district.Inlet, district.LargeUserNm3PerH);
        }
    }

    /// <summary>The narrowest ring, from DN 300, that holds its pressure with any one gate out; with what each gate gives at most.</summary>
    private static (double DiameterMm, Dictionary<int, double> Largest) SizeRing(RingMain ring, List<int> gates)
    {
        var states = gates.Count == 1 ? [gates] : gates.Select(out1 => gates.Where(g => g != out1).ToList()).Prepend(gates).ToList();
        var budget = PipeSizing.Square(DesignRules.High.FromBar - FeederFallBar) - PipeSizing.Square(DesignRules.High.ToBar);
        foreach (var diameter in PipeSizing.Steel.Where(d => d > 300))
        {
            var duties = states.ConvertAll(s => ring.Solve(diameter, s));
            if (duties.TrueForAll(d => d.LargestFall <= budget && PipeSizing.Velocity(d.LargestFlow, diameter, DesignRules.High.ToBar) <= StandInVelocityMPerS))
            {
                return (diameter, gates.ToDictionary(g => g, g => duties.Max(d => d.Feeds.GetValueOrDefault(g))));
            }
        }

        throw new InfeasiblePlanException("no ring of the high-pressure grid is wide enough, with one city gate out");
    }

    private void BuildGate(int number, string ringNode, (double X, double Y) at, double lengthM, double flow)
    {
        var id = FormattableString.Invariant($"CGS-{number}");
        var (high, height) = (DesignRules.High, town.HeightM(at.X, at.Y));
        parts.Node($"{id}-T", null, height);
        parts.Node($"{id}-I", null, height, 5);
        parts.Node($"{id}-S", high, height, 2);
        parts.Source($"{id}-TSO", $"{id}-T");
        parts.ShutOff($"{id}-XV", $"{id}-T", $"{id}-I", flow);
        parts.Run($"{id}-A", $"{id}-I", $"{id}-S", high, flow / 2, DesignRules.TransmissionBar - 5, high.SetBar, motor: true);
        parts.Run($"{id}-B", $"{id}-I", $"{id}-S", high, flow / 2, DesignRules.TransmissionBar - 5, high.SetBar - SecondRunBar);
        parts.CreepRelief($"{id}-PSV", $"{id}-S", high, flow);
        var gradient = PipeSizing.Gradient(high.FromBar, high.FromBar - FeederFallBar, lengthM);
        var diameter = PipeSizing.Choose([.. PipeSizing.Steel.Where(d => d > 300)], flow, gradient, high.FromBar - FeederFallBar)
            ?? throw new InfeasiblePlanException($"no feeder is wide enough for {id}");
        parts.Pipe($"{id}-F", $"{id}-S", ringNode, lengthM, diameter);
    }
}
