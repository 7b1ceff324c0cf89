namespace Testbed.Runtime;

/// <summary>
/// Simulated time of one twin. Timers fire only in <see cref="FireNext"/>, in order of due time and then of creation, on the trial's thread. Views made
/// by <see cref="For"/> mark whose timer fires. Not thread safe.
/// </summary>
public sealed class SimulationClock : TimeProvider
{
    private readonly PriorityQueue<SimulatedTimer, (long Due, long Sequence)> _timers = new();
    private readonly DateTimeOffset _start;
    private long _sequence;

    /// <summary>Starts at the scenario's start.</summary>
    public SimulationClock(DateTimeOffset start) => _start = start;

    /// <summary>Elapsed simulated time, 100 ns units.</summary>
    public long Ticks { get; private set; }

    /// <summary>Elapsed simulated time.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Ticks);

    /// <summary>The participant whose timer fired last.</summary>
    public string Participant { get; private set; } = "";

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Ticks);

    /// <inheritdoc/>
    public override long GetTimestamp() => Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Create(callback, state, dueTime, period, "");

    /// <summary>A view of this clock whose timers carry a participant's name.</summary>
    public TimeProvider For(string participant) => new View(this, participant);

    /// <summary>Moves to the next timer due at or before <paramref name="until"/> and fires it. False when there is none; then time is at <paramref name="until"/>.</summary>
    public bool FireNext(long until)
    {
        while (_timers.TryPeek(out var timer, out var key) && key.Due <= until)
        {
            _timers.Dequeue();
            if (timer.Key != key)
            {
                continue;
            }

            Ticks = Math.Max(Ticks, key.Due);
            Participant = timer.Participant;
            timer.Fire();
            return true;
        }

        Ticks = Math.Max(Ticks, until);
        Participant = "";
        return false;
    }

    private SimulatedTimer Create(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, string participant)
    {
        var timer = new SimulatedTimer(this, callback, state, participant);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class View(SimulationClock clock, string participant) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.Create(callback, state, dueTime, period, participant);
    }

    private sealed class SimulatedTimer(SimulationClock clock, TimerCallback callback, object? state, string participant) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _disposed;

        public string Participant => participant;

        /// <summary>The queue entry that counts; older entries of a changed timer are stale.</summary>
        public (long Due, long Sequence)? Key { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            Schedule(dueTime);
            return true;
        }

        public void Fire()
        {
            Key = null;
            if (_period > TimeSpan.Zero)
            {
                Schedule(_period);
            }

            callback(state);
        }

        public void Dispose()
        {
            _disposed = true;
            Key = null;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan dueTime)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                Key = null;
                return;
            }

            var key = (clock.Ticks + dueTime.Ticks, ++clock._sequence);
            Key = key;
            clock._timers.Enqueue(this, key);
        }
    }
}
