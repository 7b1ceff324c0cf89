using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 7.7, conduit: a port that no flow of the conduit needs, with a listener behind it, in each direction. Breach: it passes.</summary>
public sealed class UnneededPort() : Probe("unneeded-port", "SR 7.7")
{
    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        from crossing in Crossing.All(scenario)
        where crossing.Into.Criticality != ZoneCriticality.External
        let inside = scenario.In(crossing.Into.Id).FirstOrDefault()
        where inside is not null
        select At(crossing.Conduit.Id, inside.Id, $"into:{crossing.Into.Id}");

    /// <inheritdoc/>
    public override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var crossing = Crossing.All(range.Scenario).First(c => c.Conduit.Id == cell.Place && cell.Interface == $"into:{c.Into.Id}");
        var inside = range.Scenario.Asset(cell.Asset)!;
        return Tunnel.TryAsync(range, crossing, inside, range.Scenario.FreePort(inside) + 100);
    }
}
