namespace Testbed.Devices;

/// <summary>
/// The time account of a controller's processor. Scans come every period; communication runs on the same processor, so that PDUs beyond
/// <see cref="PdusPerSecond"/> push the scans of the next ticks back. Milliseconds since the scenario's start.
/// </summary>
internal sealed class ScanClock(TimeSpan period)
{
    /// <summary>PDUs per second that the controller serves beside its scans; each further one costs 1/200 s of processor time.</summary>
    public const int PdusPerSecond = 200;

    private readonly double _period = Math.Max(1, period.TotalMilliseconds);
    private readonly List<double> _scans = [];
    private double _lastScan = double.NaN;
    private double _lastTick;
    private double _debt;
    private int _pdus;

    /// <summary>The longest time without a completed scan, the present one and stops of the device included.</summary>
    public TimeSpan LongestGap { get; private set; }

    public void Start(long tickMs)
    {
        _lastTick = tickMs;
        _debt = 0;
        _pdus = 0;
        if (double.IsNaN(_lastScan))
        {
            _lastScan = tickMs;
        }
    }

    public void CountPdu() => _pdus++;

    /// <summary>Scans completed since the device was made.</summary>
    public long Done { get; private set; }

    /// <summary>True when a scan is due at or before a time.</summary>
    public bool IsDue(long tickMs) => _lastScan + _period <= tickMs;

    /// <summary>Scans that fit undisturbed between two ticks.</summary>
    public int ScansPer(double milliseconds) => (int)(milliseconds / _period);

    /// <summary>Advances to a tick; returns, per scan that completed meanwhile, the seconds since the one before.</summary>
    public List<double> Advance(long tickMs)
    {
        _scans.Clear();
        var free = (tickMs - _lastTick) / 1000.0 * PdusPerSecond;
        _debt += Math.Max(0, _pdus - free) * 1000.0 / PdusPerSecond;
        _pdus = 0;
        var busy = Math.Min(_debt, tickMs - _lastTick);
        _debt -= busy;
        for (var at = Math.Max(_lastScan + _period, _lastTick + busy); at <= tickMs && busy < tickMs - _lastTick; at += _period)
        {
            var gap = at - _lastScan;
            Longest(gap);
            _lastScan = at;
            _scans.Add(gap / 1000);
            Done++;
        }

        // A gap that still runs counts: a stalled controller must not look well until its next scan.
        Longest(tickMs - _lastScan);
        _lastTick = tickMs;
        return _scans;
    }

    private void Longest(double gapMs)
    {
        if (gapMs > LongestGap.TotalMilliseconds)
        {
            LongestGap = TimeSpan.FromMilliseconds(gapMs);
        }
    }
}
