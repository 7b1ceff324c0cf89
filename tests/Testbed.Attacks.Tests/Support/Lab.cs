namespace Testbed.Attacks.Tests;

/// <summary>
/// A single-threaded executor with a clock of its own: runs everything that is ready, then jumps to the next timer. Nothing waits on the wall clock, and a
/// stuck test fails at once instead of hanging.
/// </summary>
internal sealed class Lab : TimeProvider
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly List<LabTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 15, 4, 15, 0, TimeSpan.Zero);
    private long _sequence;

    public static T Run<T>(Func<Lab, Task<T>> body)
    {
        var lab = new Lab();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(lab));
        try
        {
            var task = body(lab);
            while (!task.IsCompleted)
            {
                lab.Step();
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LabTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public Task WaitAsync(TimeSpan time)
    {
        var done = new TaskCompletionSource();
        CreateTimer(_ => done.TrySetResult(), null, time, Timeout.InfiniteTimeSpan);
        return done.Task;
    }

    private void Step()
    {
        if (_ready.TryDequeue(out var item))
        {
            item.Callback(item.State);
            return;
        }

        var next = _timers.OrderBy(t => t.Due).ThenBy(t => t.Sequence).FirstOrDefault()
            ?? throw new InvalidOperationException("Nothing is ready and no timer is set: the test is stuck.");
        _timers.Remove(next);
        _now = next.Due > _now ? next.Due : _now;
        next.Fire();
    }

    private sealed class Context(Lab lab) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => lab._ready.Enqueue((d, state));

        public override void Send(SendOrPostCallback d, object? state) => d(state);
    }

    private sealed class LabTimer(Lab lab, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public long Sequence { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lab._timers.Remove(this);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                (Due, Sequence) = (lab._now + dueTime, lab._sequence++);
                lab._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => lab._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
