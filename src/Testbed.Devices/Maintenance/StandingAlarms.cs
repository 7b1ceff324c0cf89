using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// Alarms of a device about itself, standing until their cause is gone. Seen by people at its console (ALARMS), by its master in the point
/// <see cref="PointName"/> where the device has one, and by whoever reads the collector. Unlike a process alarm they ask for no action on the process.
/// </summary>
internal sealed class StandingAlarms(DeviceContext device)
{
    /// <summary>A discrete input that is on while an alarm about audit records stands.</summary>
    public const string PointName = "audit-fault";

    private readonly SortedDictionary<string, string> _standing = new(StringComparer.Ordinal);

    /// <summary>Told of every change.</summary>
    public Action? OnChange { get; set; }

    /// <summary>Name and text, in order of names.</summary>
    public IEnumerable<string> Lines => _standing.Select(a => $"{a.Key} {a.Value}");

    public bool Any => _standing.Count > 0;

    public bool IsStanding(string name) => _standing.ContainsKey(name);

    /// <summary>Raises an alarm, or changes its text; true when it was not standing.</summary>
    public bool Raise(string name, string text)
    {
        var isNew = !_standing.ContainsKey(name);
        _standing[name] = text;
        if (isNew)
        {
            device.Environment.Recorder.Fact(device.Asset.Id, "alarm", $"{name} {text}");
            OnChange?.Invoke();
        }

        return isNew;
    }

    /// <summary>Ends an alarm; true when it was standing.</summary>
    public bool End(string name)
    {
        if (!_standing.Remove(name))
        {
            return false;
        }

        device.Environment.Recorder.Fact(device.Asset.Id, "alarm-ended", name);
        OnChange?.Invoke();
        return true;
    }

    /// <summary>The alarm as a syslog message of the facility "log alert" (14).</summary>
    public string Message(string name, string text) => SyslogMessage.Format(
        SyslogMessage.AlertFacility, 1, device.Now, device.Asset.Id, "device", name, "alarm", [new("name", name)], text);
}
