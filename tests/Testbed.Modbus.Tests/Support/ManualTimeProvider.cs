namespace Testbed.Modbus.Tests.Support;

/// <summary>Time that moves only by <see cref="Advance"/>, firing timers in order of their due times.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;

    internal int ActiveTimers => _timers.Count;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        var timer = new ManualTimer(this, callback, state, _now + dueTime);
        _timers.Add(timer);
        return timer;
    }

    internal void Advance(TimeSpan by)
    {
        _now += by;
        while (_timers.Where(timer => timer.Due <= _now).MinBy(timer => timer.Due) is { } due)
        {
            _timers.Remove(due);
            due.Fire();
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state, TimeSpan due) : ITimer
    {
        internal TimeSpan Due { get; } = due;

        internal void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("one-shot timers only");

        public void Dispose() => owner._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
