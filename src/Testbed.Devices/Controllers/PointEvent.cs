using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Records in the audit log when a bit of a controller changes, a point or a variable of its program.</summary>
internal sealed class PointEvent(PointEventConfig config, Func<bool> isOn)
{
    private bool _wasOn = isOn();

    /// <summary>Looks for a change since the last look.</summary>
    /// <param name="audit">Where it is recorded.</param>
    /// <param name="why">What the record says instead of the declared text; null for that.</param>
    public void Look(AuditControl audit, string? why = null)
    {
        if (isOn() != _wasOn)
        {
            _wasOn = !_wasOn;
            audit.Record(AuditCategories.ControlSystem, _wasOn ? config.On : config.Off, true, Origin.Self, why ?? config.Text);
        }
    }
}
