using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The clock of a device: what it shows is true time plus an offset that grows with the drift. Records carry its time; timers of the device (time-outs, idle
/// limits, lock-out) run on simulated time, as a monotonic clock would, so that setting the clock moves none of them.
/// </summary>
internal sealed class DeviceClock
{
    private readonly TimeProvider _true;
    private readonly double _drift;
    private DateTimeOffset _since;
    private TimeSpan _offset;

    public DeviceClock(TimeProvider trueTime, ClockConfig config)
    {
        (_true, _drift, _since) = (trueTime, config.DriftPpm * 1e-6, trueTime.GetUtcNow());
        _offset = TimeSpan.FromSeconds(config.OffsetSeconds);
    }

    /// <summary>What it shows now.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = _true.GetUtcNow();
            return now + _offset + ((now - _since) * _drift);
        }
    }

    /// <summary>Moves what it shows.</summary>
    public void Adjust(TimeSpan by)
    {
        var now = _true.GetUtcNow();
        (_offset, _since) = (_offset + ((now - _since) * _drift) + by, now);
    }

    /// <summary>Sets it.</summary>
    public void Set(DateTimeOffset time) => Adjust(time - Now);
}
