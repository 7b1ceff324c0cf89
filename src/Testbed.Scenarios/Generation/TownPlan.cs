using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Where districts lie, who lives there, and how high the ground is.</summary>
internal sealed class TownPlan
{
    /// <summary>Side of a district, m.</summary>
    public const double DistrictM = 1500;

    private readonly double _phaseX;
    private readonly double _phaseY;

    /// <summary>Lays out the town: districts row by row, dense in the middle, the old town being its innermost districts.</summary>
    public TownPlan(UtilityPlan plan)
    {
        var random = RandomStream.For(plan.Seed, "utility/town");
        (_phaseX, _phaseY) = (random.NextDouble() * 6.28, random.NextDouble() * 6.28);
        Columns = (int)Math.Ceiling(Math.Sqrt(plan.Districts));
        var rows = (plan.Districts + Columns - 1) / Columns;
        SideM = Columns * DistrictM;
        var at = Enumerable.Range(0, plan.Districts)
            .Select(i => (X: ((i % Columns) - ((Columns - 1) / 2.0)) * DistrictM, Y: ((i / Columns) - ((rows - 1) / 2.0)) * DistrictM)).ToArray();
        double Far(int i) => Math.Sqrt((at[i].X * at[i].X) + (at[i].Y * at[i].Y));
        var homes = Shares.Of(plan.Customers, [.. at.Select((_, i) => 1.4 - (Far(i) / SideM) + (0.4 * random.NextDouble()))]);
        var byDistance = Enumerable.Range(0, plan.Districts).OrderBy(i => Math.Round(Far(i))).ThenBy(i => i).ToList();
        var oldTown = byDistance.Take(plan.OldTownDistricts).ToHashSet();
        // Industry lies outside the old town as far as there is an outside.
        var industry = byDistance.Skip(plan.OldTownDistricts).OrderBy(_ => random.NextUInt64()).Take(plan.LargeUsers).ToHashSet();
        Districts =
        [
            .. at.Select((p, i) => new District(
                i + 1, p.X, p.Y, homes[i], oldTown.Contains(i) ? homes[i] / 2 : 0, industry.Contains(i) ? 100 * random.Next(5, 40) : 0)),
        ];
    }

    /// <summary>Districts in a row.</summary>
    public int Columns { get; }

    /// <summary>Side of the town, m.</summary>
    public double SideM { get; }

    /// <summary>The districts by number.</summary>
    public IReadOnlyList<District> Districts { get; }

    /// <summary>Height of the ground, m: gentle hills.</summary>
    public double HeightM(double x, double y) => 60 + (15 * Math.Sin((x / 4000) + _phaseX)) + (10 * Math.Cos((y / 5000) + _phaseY));
}
