using System.Net;
using System.Net.Sockets;
using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// Real TCP over loopback, moved by hand. In lockstep the trial's thread sends, receives and accepts with non-blocking calls, one delivery at a time in a
/// fixed order, and knows from counters what is still under way; when nothing is, that is quiescence. In real time the same streams are moved by readiness (<see cref="PumpReady"/>). All members on the trial's thread.
/// </summary>
public sealed partial class LoopbackTransport : IDisposable
{
    private static readonly TimeSpan WallLimit = TimeSpan.FromSeconds(5);

    private readonly TrialExecutor _executor;
    private readonly TimeProvider _wall;
    private readonly DeliveryNoise? _noise;
    private readonly List<CountedStream> _streams = [];
    private readonly List<CountedListener> _listeners = [];
    private readonly Dictionary<IPEndPoint, CountedListener> _listening = [];
    private readonly Dictionary<IPEndPoint, CountedStream> _dialled = [];
    private readonly List<CountedStream> _closing = [];
    private readonly PriorityQueue<CountedStream, long> _considered = new();
    private long _made;

    /// <summary>False when nothing was sent, dialled, read or closed since the transport was last at rest.</summary>
    private bool _dirty = true;

    /// <summary>Makes a transport of one trial.</summary>
    /// <param name="executor">The trial's executor.</param>
    /// <param name="wall">Wall time, for the limit on quiescence only.</param>
    /// <param name="noise">Delays and cuts deliveries, to show that evidence does not depend on them.</param>
    public LoopbackTransport(TrialExecutor executor, TimeProvider wall, DeliveryNoise? noise = null) =>
        (_executor, _wall, _noise) = (executor, wall, noise);

    /// <summary>Sees received bytes when set.</summary>
    public IWireObserver? Observer { get; set; }

    /// <summary>How many deliveries were disturbed.</summary>
    public long Disturbed => _noise?.Disturbed ?? 0;

    /// <summary>Connects from a bound local address. Null when the port refuses. On loopback the connection is complete at once.</summary>
    public CountedStream? Connect(IPAddress local, IPEndPoint remote, string name, WireLabel? wire = null)
    {
        var isOurs = _listening.TryGetValue(remote, out var listener);
        _ = listener?.Socket;
        var socket = NewSocket();
        try
        {
            socket.Bind(new IPEndPoint(local, 0));
            socket.Connect(remote);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.TimedOut or SocketError.ConnectionReset)
        {
            socket.Dispose();
            return null;
        }

        _dirty = true;
        var stream = Add(socket, name, isOurs);
        stream.Wire = wire;
        stream.IsDialler = true;
        if (isOurs)
        {
            _dialled[(IPEndPoint)socket.LocalEndPoint!] = stream;
            listener!.Awaited++;
        }

        Observer?.OnDialled(stream);
        return stream;
    }

    /// <summary>Listens. Accepted connections go to the handler with their stream and remote endpoint.</summary>
    /// <param name="local">Where; port 0 takes a free one.</param>
    /// <param name="name">Logical name.</param>
    /// <param name="accepted">Takes each connection.</param>
    /// <param name="onDemand">
    /// True where only dials of this transport come: the socket opens with the first of them, since most of a twin's services are never dialled in a trial. In
    /// real time it opens at once all the same.
    /// </param>
    /// <exception cref="SocketException">The address is in use.</exception>
    public CountedListener Listen(IPEndPoint local, string name, Action<CountedStream, IPEndPoint> accepted, bool onDemand = false)
    {
        var listener = new CountedListener(this, local, name, accepted);
        if (!onDemand || local.Port == 0)
        {
            _ = listener.Socket;
        }

        _listeners.Add(listener);
        _listening[listener.EndPoint] = listener;
        _readiness?.Add(listener);
        return listener;
    }

    /// <summary>Watches work that goes on beside its caller, see <see cref="TrialExecutor.Watch"/>.</summary>
    public void Watch(Task work) => _executor.Watch(work);

    /// <summary>Runs the executor and moves bytes until nothing more can happen at this simulated instant.</summary>
    /// <exception cref="NotQuiescentException">A dial or bytes stayed under way for 5 s of wall time.</exception>
    public void RunUntilQuiescent()
    {
        long waitingSince = 0;
        while (true)
        {
            _executor.RunQueued();
            if (!_dirty)
            {
                return;
            }

            var move = MoveNext(out var awaited);
            if (move == Move.Done)
            {
                waitingSince = 0;
                continue;
            }

            if (move == Move.Nothing)
            {
                FinishClosing();
                if (FlushUnsent() || !_executor.IsIdle)
                {
                    continue;
                }

                _dirty = false;
                return;
            }

            if (waitingSince == 0)
            {
                waitingSince = _wall.GetTimestamp();
            }
            else if (_wall.GetElapsedTime(waitingSince) > WallLimit)
            {
                throw new NotQuiescentException(awaited!.Name, awaited.Missing);
            }

            Thread.Yield();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var listener in _listeners.ToArray())
        {
            listener.Dispose();
        }

        foreach (var stream in _streams.ToArray())
        {
            stream.Dispose();
        }

        foreach (var stream in _closing)
        {
            Abort(stream);
        }

        _closing.Clear();
        _readiness?.Dispose();
        _readiness = null;
    }

    internal void RequireExecutor(CountedStream stream)
    {
        _dirty = true;
        if (!_executor.IsCurrent)
        {
            throw new InvalidOperationException($"{stream.Name} was used outside the trial's thread: order would be lost.");
        }
    }

    internal void OnReceived(CountedStream stream, ReadOnlySpan<byte> bytes) => Observer?.OnBytes(stream, bytes);

    internal void OnEnded(CountedStream stream) => Observer?.OnEnded(stream);

    internal void OnClosed(CountedStream stream)
    {
        _dirty = true;
        Observer?.OnClosed(stream);
        _streams.Remove(stream);
        _closing.Add(stream);
        _readiness?.Remove(stream, stream.Socket);
    }

    internal void Remove(CountedListener listener)
    {
        _listeners.Remove(listener);
        if (listener.IsOpen)
        {
            _readiness?.Remove(listener, listener.Socket);
        }

        _listening.Remove(listener.EndPoint);
        if (listener.Awaited == 0)
        {
            return;
        }

        // Dials that were still to be accepted are reset with the listener; otherwise the trial would wait for them.
        foreach (var (local, stream) in _dialled.Where(d => listener.EndPoint.Equals(d.Value.Socket.RemoteEndPoint)).ToArray())
        {
            _dialled.Remove(local);
            stream.Dispose();
        }
    }

    internal bool Accept(CountedListener listener)
    {
        Socket socket;
        try
        {
            socket = listener.Socket.Accept();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.ConnectionAborted or SocketError.ConnectionReset)
        {
            return false;
        }

        socket.NoDelay = true;
        var remote = (IPEndPoint)socket.RemoteEndPoint!;
        var stream = Add(socket, listener.Name);
        if (_dialled.Remove(remote, out var dialler))
        {
            stream.Peer = dialler;
            dialler.Peer = stream;
            stream.Wire = dialler.Wire;
            listener.Awaited--;
            Consider(dialler);
            if (stream.Wire is { Point: not WirePoint.CallerSide })
            {
                // The caller's side of a conduit is answered when the gateways have decided.
                Observer?.OnAnswered(dialler);
            }
        }

        listener.Accepted(stream, remote);
        return true;
    }

    internal static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static void Abort(CountedStream stream)
    {
        // A reset leaves no TIME_WAIT behind; thousands of trials would run out of ports.
        stream.Socket.LingerState = new LingerOption(true, 0);
        stream.Socket.Dispose();
    }

    private CountedStream Add(Socket socket, string name, bool awaitsPeer = false)
    {
        socket.Blocking = false;
        var stream = new CountedStream(this, socket, name) { AwaitsPeer = awaitsPeer, Order = _made++ };
        _streams.Add(stream);
        _readiness?.Add(stream);
        return stream;
    }
}
