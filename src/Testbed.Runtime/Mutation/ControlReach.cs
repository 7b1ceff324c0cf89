using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>
/// Which cells a control can decide or touch. A control of an asset acts inside that asset: it can change a trial only when the trial's target, its
/// source, its record keeper or its master is that asset. A control of a conduit acts on what passes the conduit: trials across it, and what devices send
/// through it by themselves, that is records to their collector, alerts, and the polls of their master. Trials of other cells are the same, byte for byte,
/// with the weakened control, so their baseline results stand; <c>--full</c> checks that by running them all. Pure; thread safe.
/// </summary>
public sealed class ControlReach
{
    private readonly Scenario _scenario;
    private readonly ControlConfig _control;
    private readonly ConduitConfig? _conduit;
    private readonly ILookup<RequirementId, Helper> _helpers;

    /// <summary>The reach of one control of a scenario.</summary>
    public ControlReach(Scenario scenario, ControlConfig control)
    {
        (_scenario, _control, _conduit) = (scenario, control, scenario.Conduit(control.On));
        // Asked for every cell of a plant: what cannot matter to this control is left out once.
        _helpers = (from other in scenario.Controls
                    let asset = HelperOf(other)
                    where asset is not null && (_conduit is not null || asset == control.On)
                    from claim in other.Claims
                    select (claim, Helper: new Helper(other.On, scenario.Conduit(other.On), asset))).ToLookup(h => h.claim, h => h.Helper);
    }

    /// <summary>True when the control is what the cell is about, and the assessment may hold it to account there.</summary>
    public bool Answers(Cell cell) => _control.Claims.Contains(cell.Requirement) && (_conduit is null ? cell.Asset == _control.On : Crosses(_conduit, cell));

    /// <summary>True when the control may change what a trial of the cell shows.</summary>
    public bool Touches(Cell cell) => _conduit is { } conduit
        ? Crosses(conduit, cell) || SendsThrough(conduit, cell)
        : cell.Asset == _control.On || cell.Account == _control.On || DependsOn(_control.On, cell);

    // Cells of zones that are about one of the zone's boundaries name the conduit first in their interface.
    private static bool Crosses(ConduitConfig conduit, Cell cell) =>
        cell.Place == conduit.Id || cell.Interface.StartsWith(conduit.Id + ":", StringComparison.Ordinal)
        || cell.Asset == conduit.GatewayA || cell.Asset == conduit.GatewayB;

    private bool DependsOn(string asset, Cell cell) => Helpers(cell).Contains(asset);

    private bool SendsThrough(ConduitConfig conduit, Cell cell)
    {
        var helpers = Helpers(cell).ToList();
        if (helpers.Count == 0)
        {
            return false;
        }

        var zones = _scenario.Asset(cell.Asset) is { } target ? new[] { target.Zone }
            : _scenario.Conduits.Where(c => Crosses(c, cell)).SelectMany(c => new[] { c.ZoneA, c.ZoneB }).ToArray();
        return helpers.Any(h => _scenario.Asset(h) is { } helper && zones.Any(z => conduit.Joins(z, helper.Zone)));
    }

    /// <summary>The assets that a trial of the cell leans on besides its target: collectors of records and alerts, directory, time source, and the target's master.</summary>
    private IEnumerable<string> Helpers(Cell cell) =>
        _helpers[cell.Requirement].Where(h => h.Conduit is null ? h.On == cell.Asset : Crosses(h.Conduit, cell)).Select(h => h.Asset);

    private string? HelperOf(ControlConfig control) => control switch
    {
        AuditConfig audit => audit.Collector,
        AccountDirectoryConfig directory => directory.Server,
        ClockSyncConfig clock => clock.Source,
        BackupConfig backup => backup.Server,
        InventoryConfig inventory => inventory.Register,
        FailStateConfig state => _scenario.Asset(state.On)?.Master,
        MonitorConfig monitor => monitor.Collector,
        WirelessConfig wireless => wireless.Collector,
        _ => null,
    };

    /// <summary>A control of an asset or of a conduit that needs another asset.</summary>
    private sealed record Helper(string On, ConduitConfig? Conduit, string Asset);
}
