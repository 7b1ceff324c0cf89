namespace Testbed.Modbus.Tests.Support;

/// <summary>Runs an async function and all its continuations on the calling thread, as a trial's executor does.</summary>
internal sealed class SingleThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();

    internal static void Run(Func<Task> body)
    {
        SynchronizationContext? before = Current;
        var context = new SingleThread();
        SetSynchronizationContext(context);
        try
        {
            Task task = body();
            task.ContinueWith(_ => context.Post(static _ => { }, null), TaskScheduler.Default);
            context.PumpUntil(task);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((d, state));
            Monitor.Pulse(_queue);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    private void PumpUntil(Task task)
    {
        while (!task.IsCompleted)
        {
            (SendOrPostCallback Callback, object? State) next;
            lock (_queue)
            {
                while (_queue.Count == 0)
                {
                    Monitor.Wait(_queue);
                }

                next = _queue.Dequeue();
            }

            next.Callback(next.State);
        }
    }
}
