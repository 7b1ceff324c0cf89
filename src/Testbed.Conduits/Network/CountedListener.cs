using System.Net;
using System.Net.Sockets;

namespace Testbed.Conduits;

/// <summary>A listening socket of a <see cref="LoopbackTransport"/>; disposing it stops listening.</summary>
public sealed class CountedListener : IDisposable
{
    private readonly LoopbackTransport _transport;
    private readonly IPEndPoint _local;
    private Socket? _socket;

    internal CountedListener(LoopbackTransport transport, IPEndPoint local, string name, Action<CountedStream, IPEndPoint> accepted) =>
        (_transport, _local, Name, Accepted) = (transport, local, name, accepted);

    /// <summary>Logical name.</summary>
    public string Name { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => _socket?.LocalEndPoint as IPEndPoint ?? _local;

    /// <summary>True once it stopped listening.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>The socket; the first who asks opens it.</summary>
    /// <exception cref="SocketException">The address is in use.</exception>
    internal Socket Socket => _socket ??= Open();

    internal bool IsOpen => _socket is not null;

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
        _socket?.Dispose();
    }

    private Socket Open()
    {
        var socket = LoopbackTransport.NewSocket();
        try
        {
            socket.Bind(_local);
            socket.Listen(512);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        socket.Blocking = false;
        return socket;
    }
}
