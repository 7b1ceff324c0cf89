using Testbed.Scenarios;

namespace Testbed.Devices;

/// <content>Restart, backup and replacement.</content>
public abstract partial class Device
{
    /// <summary>The settings in force, one a line as <c>key=JSON</c>.</summary>
    public IReadOnlyList<string> Settings => Maintenance.State.All;

    internal DeviceMaintenance Maintenance { get; }

    /// <summary>The unit is taken out and never starts again; a crash where it runs.</summary>
    public void Retire()
    {
        Maintenance.IsRetired = true;
        Stop(crashed: true);
    }

    /// <summary>True for a point that people set and that belongs into a backup; not what the logic drives by itself.</summary>
    private protected virtual bool IsSetting(PointConfig point) => point.Table is ModbusTable.Coil or ModbusTable.HoldingRegister;

    private DeviceMaintenance Maintain()
    {
        var fault = Bank.Find(StandingAlarms.PointName);
        Controls.Alarms.OnChange = () => fault?.SetValue(Controls.Alarms.Lines.Any(l => l.StartsWith("audit-", StringComparison.Ordinal)) ? 1 : 0);
        var state = new DeviceState(Context, Controls, Bank, p => IsSetting(p.Config) && !Controls.KeySwitch.IsKey(p.Name));
        return new DeviceMaintenance(Context, Controls, state, () => Stop(crashed: false), Start);
    }
}
