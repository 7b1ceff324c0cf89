using System.Net;
using System.Net.Sockets;

namespace Testbed.Conduits;

/// <summary>A listening socket of a <see cref="LoopbackTransport"/>; disposing it stops listening.</summary>
public sealed class CountedListener : IDisposable
{
    private readonly LoopbackTransport _transport;

    internal CountedListener(LoopbackTransport transport, Socket socket, string name, Action<CountedStream, IPEndPoint> accepted) =>
        (_transport, Socket, Name, Accepted) = (transport, socket, name, accepted);

    /// <summary>Logical name.</summary>
    public string Name { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    /// <summary>True once it stopped listening.</summary>
    internal bool IsDisposed { get; private set; }

    internal Socket Socket { get; }

    /// <summary>Dials of this trial that were connected and not accepted yet.</summary>
    internal int Awaited { get; set; }

    internal Action<CountedStream, IPEndPoint> Accepted { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsDisposed)
        {
            return;
        }

        IsDisposed = true;
        _transport.Remove(this);
        Socket.Dispose();
    }
}
