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

    /// <summary>The reach of one control of a scenario.</summary>
    public ControlReach(Scenario scenario, ControlConfig control) =>
        (_scenario, _control, _conduit) = (scenario, control, scenario.Conduit(control.On));

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
        var zones = _scenario.Asset(cell.Asset) is { } target ? new[] { target.Zone }
            : _scenario.Conduits.Where(c => Crosses(c, cell)).SelectMany(c => new[] { c.ZoneA, c.ZoneB }).ToArray();
        return Helpers(cell).Any(h => _scenario.Asset(h) is { } helper && zones.Any(z => conduit.Joins(z, helper.Zone)));
    }

    /// <summary>The assets that a trial of the cell leans on besides its target: collectors of records and alerts, directory, time source, and the target's master.</summary>
    private IEnumerable<string> Helpers(Cell cell)
    {
        foreach (var control in _scenario.Controls.Where(c => c.Claims.Contains(cell.Requirement)))
        {
            var helper = control switch
            {
                AuditConfig audit when audit.On == cell.Asset => audit.Collector,
                AccountDirectoryConfig directory when directory.On == cell.Asset => directory.Server,
                ClockSyncConfig clock when clock.On == cell.Asset => clock.Source,
                BackupConfig backup when backup.On == cell.Asset => backup.Server,
                InventoryConfig inventory when inventory.On == cell.Asset => inventory.Register,
                FailStateConfig state when state.On == cell.Asset => _scenario.Asset(cell.Asset)?.Master,
                MonitorConfig monitor when _scenario.Conduit(monitor.On) is { } watched && Crosses(watched, cell) => monitor.Collector,
                WirelessConfig wireless when _scenario.Conduit(wireless.On) is { } medium && Crosses(medium, cell) => wireless.Collector,
                _ => null,
            };
            if (helper is not null)
            {
                yield return helper;
            }
        }
    }
}
