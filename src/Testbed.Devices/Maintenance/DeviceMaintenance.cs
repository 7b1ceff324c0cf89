using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// What maintenance does to a device as a whole: restart, state and its released form, inventory, the backups of others. One per device; it outlives a restart.
/// </summary>
internal sealed class DeviceMaintenance
{
    /// <summary>From the order to the stop, so that the answer still goes out, and from the stop to the start.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500), Boot = TimeSpan.FromSeconds(3);

    private readonly DeviceContext _device;
    private readonly DeviceControls _controls;
    private readonly Action _stop;
    private readonly Action _start;
    private IReadOnlyList<string>? _released;
    private IReadOnlyList<string> _commissionedProgram = [];
    private bool _restarting;

    public DeviceMaintenance(DeviceContext device, DeviceControls controls, DeviceState state, Action stop, Action start)
    {
        (_device, _controls, State, _stop, _start) = (device, controls, state, stop, start);
        controls.Backup.State = state;
        BackupServer = new BackupServer(device, controls);
    }

    public DeviceState State { get; }

    public BackupServer BackupServer { get; }

    /// <summary>True once the unit has been taken out: it never starts again.</summary>
    public bool IsRetired { get; set; }

    /// <summary>The lines of INVENTORY.</summary>
    public IEnumerable<string> InventoryFor(Origin origin) => _controls.Inventory.Lines(origin, _controls.LeastFunctionality);

    /// <summary>Stops in good order and starts again; ordered twice it is done once.</summary>
    public void RestartSoon()
    {
        if (_restarting)
        {
            return;
        }

        _restarting = true;
        After(Grace, () =>
        {
            _stop();
            After(Boot, () =>
            {
                _restarting = false;
                if (!IsRetired && !_device.IsRunning)
                {
                    _start();
                }
            });
        });
    }

    /// <summary>Once, before the first start: the program that the device runs, and the one it was commissioned with.</summary>
    public void Commission(DeviceProgram? program)
    {
        State.Program = program;
        _commissionedProgram = program?.Identity ?? [];
    }

    /// <summary>The settings in force now are the released ones.</summary>
    public void Release() => _released = State.Security;

    /// <summary>
    /// Security settings that differ from the released ones: those somebody released, else those that the device was commissioned with, made anew from the
    /// configuration.
    /// </summary>
    public IReadOnlyList<string> Deviations()
    {
        var released = _released
            ?? [.. new DeviceState(_device, new DeviceControls(_device), new PointBank([]), _ => false).Security, .. _commissionedProgram];
        var (now, then) = (State.Security, released.ToHashSet(StringComparer.Ordinal));
        return
        [
            .. now.Where(l => !then.Contains(l)).Select(l => $"deviation {l}"),
            .. released.Where(l => now.All(n => BackupText.KeyOf(n) != BackupText.KeyOf(l))).Select(l => $"missing {l}"),
        ];
    }

    private void After(TimeSpan delay, Action act) =>
        _device.Environment.Clock.CreateTimer(_ => act(), null, delay, Timeout.InfiniteTimeSpan);
}
