namespace Testbed.Conduits;

/// <content>Real time: moving by readiness. What it costs grows with the sockets that are ready, not with all.</content>
public sealed partial class LoopbackTransport
{
    private const int FlushSoonMicroseconds = 1000;
    private readonly List<object> _woken = [];
    private List<CountedStream> _again = [];
    private List<CountedStream> _now = [];
    private Readiness? _readiness;

    /// <summary>Makes the source of readiness; for tests, before the first pump.</summary>
    internal Func<Readiness> NewReadiness { get; set; } = Readiness.Create;

    /// <summary>Streams that have bytes which the kernel did not take.</summary>
    internal int Unsent { get; set; }

    /// <summary>Real time: moves whatever is ready, waiting at most <paramref name="microseconds"/> for readiness.</summary>
    public void PumpReady(int microseconds)
    {
        while (_executor.RunQueued() | FlushUnsent())
        {
        }

        FinishClosing();
        _readiness ??= StartReadiness();
        var any = ReceiveAgain();
        _woken.Clear();
        _readiness.Wait(any ? 0 : Unsent > 0 ? Math.Min(microseconds, FlushSoonMicroseconds) : microseconds, _woken);
        foreach (var owner in _woken)
        {
            if (owner is CountedStream stream)
            {
                Receive(stream);
                continue;
            }

            while (!((CountedListener)owner).IsDisposed && Accept((CountedListener)owner))
            {
            }
        }

        _executor.RunQueued();
    }

    /// <summary>A stream waits for bytes of which the kernel has spoken already.</summary>
    internal void OnParked(CountedStream stream)
    {
        if (_readiness is not null && stream.IsReadable)
        {
            _again.Add(stream);
        }
    }

    private Readiness StartReadiness()
    {
        var readiness = NewReadiness();
        foreach (var listener in _listeners)
        {
            readiness.Add(listener);
        }

        foreach (var stream in _streams)
        {
            readiness.Add(stream);
        }

        return readiness;
    }

    private bool ReceiveAgain()
    {
        (_now, _again) = (_again, _now);
        foreach (var stream in _now)
        {
            Receive(stream);
        }

        var any = _now.Count > 0;
        _now.Clear();
        return any;
    }

    private static void Receive(CountedStream stream)
    {
        if (stream is { IsParked: true, IsClosed: false })
        {
            stream.TryReceive();
        }
    }
}
