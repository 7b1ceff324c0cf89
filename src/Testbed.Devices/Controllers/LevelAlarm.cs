using System.Globalization;
using Testbed.Core;

namespace Testbed.Devices;

/// <summary>An alarm of a controller on a measured value against a limit that is itself a point; it clears below the limit by a part of it.</summary>
internal sealed class LevelAlarm(string name, Point measured, Point limit, bool isHigh)
{
    private const double Hysteresis = 0.01;
    private bool _isActive;

    public void Scan(AuditControl audit)
    {
        var margin = _isActive ? Math.Abs(limit.Value) * Hysteresis : 0;
        var active = isHigh ? measured.Value > limit.Value - margin : measured.Value < limit.Value + margin;
        if (active == _isActive)
        {
            return;
        }

        _isActive = active;
        audit.Record(
            AuditCategories.ControlSystem, active ? "alarm" : "alarm-cleared", true, Origin.Self,
            string.Create(CultureInfo.InvariantCulture, $"{name} {measured.Name} {measured.Value:0.00}"));
    }
}
