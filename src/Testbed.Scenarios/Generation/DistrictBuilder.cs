using System.Globalization;
using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Lays the mains of districts: station, medium-pressure mesh, and in the old town a further station with its low-pressure mesh.</summary>
internal sealed class DistrictBuilder(UtilityPlan plan, TownPlan town, NetworkParts parts)
{
    private const double MediumSideM = 1200;
    private const double LowSideM = 420;
    private const double ChanceOfJoint = 0.35;
    private readonly Dictionary<int, Mains> _mains = [];

    /// <summary>Builds all districts and joins some neighbours.</summary>
    public void Build()
    {
        foreach (var district in town.Districts)
        {
            Build(district);
        }

        foreach (var district in town.Districts)
        {
            Join(district);
        }
    }

    private void Build(District district)
    {
        var random = RandomStream.For(plan.Seed, $"utility/district/{district.Tag}");
        var mesh = StreetMesh.Make(plan.NodesPerDistrict, MediumSideM, random);
        var homes = Spread(district.Homes - district.HomesOnLow, mesh, random);
        var lowStation = mesh.Outwards[0];
        int[] behind = [.. homes];
        behind[lowStation] += district.HomesOnLow;
        var names = new Dictionary<int, string> { [mesh.Root] = $"DRS-{district.Tag}-O" };
        if (district.HomesOnLow > 0)
        {
            names.Add(lowStation, $"LRS-{district.Tag}-I");
        }

        var mains = Lay(district, new Mains($"D{district.Tag}-N", mesh, names), homes, behind, DesignRules.Medium);
        _mains.Add(district.Number, mains);
        parts.Run($"DRS-{district.Tag}", district.Inlet, mains.Node(mesh.Root), DesignRules.Medium, district.StationFlow, DesignRules.High.LowestBar, DesignRules.Medium.SetBar);
        if (district.HomesOnLow > 0)
        {
            BuildLow(district, mains.Node(lowStation), random);
        }
    }

    private void BuildLow(District district, string from, RandomStream random)
    {
        var mesh = StreetMesh.Make(plan.NodesPerOldTown, LowSideM, random);
        var homes = Spread(district.HomesOnLow, mesh, random);
        var mains = Lay(district, new Mains($"D{district.Tag}-L", mesh, new() { [mesh.Root] = $"LRS-{district.Tag}-O" }), homes, homes, DesignRules.Low);
        parts.Run($"LRS-{district.Tag}", from, mains.Node(mesh.Root), DesignRules.Low, DesignRules.DesignFlow(district.HomesOnLow), DesignRules.Medium.LowestBar,
            DesignRules.Low.SetBar);
    }

    /// <summary>Homes by crossing; nobody lives in the station.</summary>
    private static int[] Spread(int homes, StreetMesh mesh, RandomStream random) =>
        Shares.Of(homes, [.. Enumerable.Range(0, mesh.At.Length).Select(i => i == mesh.Root ? 0 : 0.5 + random.NextDouble())]);

    /// <summary>Nodes, demands and pipes of one mesh: the tree carries everything by itself, what closes meshes is as wide as the narrower of its ends.</summary>
    private Mains Lay(District district, Mains mains, int[] homes, int[] behind, TierDesign tier)
    {
        var mesh = mains.Mesh;
        for (var i = 0; i < mesh.At.Length; i++)
        {
            parts.Node(mains.Node(i), tier, town.HeightM(district.X + mesh.At[i].X, district.Y + mesh.At[i].Y));
            parts.Homes(mains.Node(i), tier, homes[i]);
        }

        var loads = mesh.Behind(behind);
        var gradient = PipeSizing.Gradient(tier.FromBar, tier.ToBar, mesh.WayM.Max());
        var number = 0;
        var letter = tier == DesignRules.Low ? 'Q' : 'P';
        string Next() => string.Create(CultureInfo.InvariantCulture, $"D{district.Tag}-{letter}{++number:00}");
        foreach (var i in mesh.Outwards)
        {
            var flow = DesignRules.DesignFlow(loads[i]);
            mains.DiameterMm[i] = PipeSizing.Choose(PipeSizing.Polyethylene, flow, gradient, tier.ToBar) ?? throw new InfeasiblePlanException(
                FormattableString.Invariant($"no {tier.Name} main is wide enough for {loads[i]} homes of district {district.Tag}"));
            mains.DiameterMm[mesh.Root] = Math.Max(mains.DiameterMm[mesh.Root], mains.DiameterMm[i]);
            parts.Pipe(Next(), mains.Node(mesh.Parent(i)), mains.Node(i), mesh.LengthM(mesh.Parent(i), i), mains.DiameterMm[i]);
        }

        foreach (var (a, b) in mesh.Links)
        {
            parts.Pipe(Next(), mains.Node(a), mains.Node(b), mesh.LengthM(a, b), Math.Min(mains.DiameterMm[a], mains.DiameterMm[b]));
        }

        return mains;
    }

    /// <summary>Joins a district's mains with those of its eastern neighbour, here and there.</summary>
    private void Join(District district)
    {
        var random = RandomStream.For(plan.Seed, $"utility/joint/{district.Tag}");
        if (district.Number % town.Columns == 0 || !_mains.TryGetValue(district.Number + 1, out var east) || random.NextDouble() >= ChanceOfJoint)
        {
            return;
        }

        var west = _mains[district.Number];
        var from = Enumerable.Range(0, west.Mesh.At.Length).MaxBy(i => west.Mesh.At[i].X - Math.Abs(west.Mesh.At[i].Y));
        var to = Enumerable.Range(0, east.Mesh.At.Length).MinBy(i => east.Mesh.At[i].X + Math.Abs(east.Mesh.At[i].Y));
        var length = TownPlan.DistrictM - west.Mesh.At[from].X + east.Mesh.At[to].X;
        parts.Pipe(FormattableString.Invariant($"D{district.Tag}-D{district.Number + 1:000}"), west.Node(from), east.Node(to), 1.1 * Math.Max(50, length),
            Math.Min(west.DiameterMm[from], east.DiameterMm[to]));
    }

    /// <summary>A mesh with its pipes; nodes at stations are named by these, so that their ids do not hang on the seed.</summary>
    private sealed record Mains(string Prefix, StreetMesh Mesh, Dictionary<int, string> Stations)
    {
        /// <summary>Of the pipe that leads to each crossing; at the root the widest that leaves it.</summary>
        public double[] DiameterMm { get; } = new double[Mesh.At.Length];

        public string Node(int crossing) =>
            Stations.GetValueOrDefault(crossing) ?? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{crossing + 1:00}");
    }
}
