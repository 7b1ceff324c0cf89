namespace Testbed.Scenarios;

/// <summary>
/// Makes the gas network of a whole utility: city gates, high-pressure ring with spurs, district stations with medium-pressure meshes, old-town stations with
/// low-pressure meshes. Every main is sized by calculation for the winter peak. Pure and deterministic; thread safe.
/// </summary>
/// <remarks>
/// Ids: <c>CGS-1-A</c> (run A of gate 1; nodes <c>-T</c>, <c>-I</c>, <c>-S</c>), <c>HR-07</c> (ring), <c>HS-017</c> (spur), <c>DRS-017</c> (district station, inlet
/// <c>DRS-017-I</c>, outlet <c>DRS-017-O</c>, slam-shut <c>DRS-017-SSV</c>), <c>D017-N04</c> and <c>D017-P04</c> (medium pressure), <c>LRS-017</c> alike, <c>D017-L04</c> and <c>D017-Q04</c> (low
/// pressure), <c>homes-D017-N04</c>, <c>plant-017</c>.
/// </remarks>
internal static class UtilityGenerator
{
    private const int MostNodes = 20_000;

    /// <summary>Makes it.</summary>
    /// <exception cref="InfeasiblePlanException">The plan's figures do not go together, or no usual pipe carries what it asks.</exception>
    public static ProcessConfig Make(UtilityPlan plan)
    {
        if (plan.OldTownDistricts > plan.Districts)
        {
            throw new InfeasiblePlanException($"{plan.OldTownDistricts} old-town districts are more than the {plan.Districts} districts");
        }

        if (plan.LargeUsers > plan.Districts - plan.OldTownDistricts)
        {
            throw new InfeasiblePlanException($"{plan.LargeUsers} large users need as many districts outside the old town, there are {plan.Districts - plan.OldTownDistricts}");
        }

        var nodes = (plan.Districts * (plan.NodesPerDistrict + 1)) + (plan.OldTownDistricts * plan.NodesPerOldTown);
        if (nodes > MostNodes)
        {
            throw new InfeasiblePlanException($"this makes about {nodes} nodes; at most {MostNodes} are generated");
        }

        if (plan.Customers < plan.Districts * plan.NodesPerDistrict)
        {
            throw new InfeasiblePlanException($"{plan.Customers} customers are fewer than the {plan.Districts * plan.NodesPerDistrict} nodes of the district meshes");
        }

        var town = new TownPlan(plan);
        var parts = new NetworkParts(plan.Motorised ?? []);
        new FeederBuilder(plan, town, parts).Build();
        new DistrictBuilder(plan, town, parts).Build();
        return parts.ToProcess();
    }
}
