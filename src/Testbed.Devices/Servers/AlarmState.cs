using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// A SCADA alarm on a collected value. It is raised when two values in a row ask for it, so that a single bad reading wakes nobody, and clears when one does
/// not. The rate of fall is the drop from the highest value of the last ten minutes.
/// </summary>
internal sealed class AlarmState(AlarmConfig config)
{
    private const int Confirmations = 2;
    private const long WindowMs = 600_000;
    private readonly Queue<(long Tick, double Value)> _recent = new();
    private int _inARow;

    public AlarmConfig Config => config;

    public bool IsActive => _inARow >= Confirmations;

    /// <summary>Takes a value; true when it raises the alarm.</summary>
    public bool Take(long tick, double value)
    {
        var was = IsActive;
        _inARow = Asks(tick, value) ? _inARow + 1 : 0;
        return !was && IsActive;
    }

    private bool Asks(long tick, double value)
    {
        if (config.FallPer10Min is { } fall)
        {
            _recent.Enqueue((tick, value));
            while (tick - _recent.Peek().Tick > WindowMs)
            {
                _recent.Dequeue();
            }

            if (_recent.Max(r => r.Value) - value > fall)
            {
                return true;
            }
        }

        return value > config.High || value < config.Low;
    }
}
