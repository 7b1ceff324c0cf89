using System.Net;
using System.Net.Sockets;

namespace Testbed.Modbus.Tests.Support;

/// <summary>A server on an ephemeral loopback port that accepts until disposed.</summary>
internal sealed class Loopback : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<Stream, ModbusCallContext, Task<ModbusConnectionEnd>> _serve;

    internal Loopback(ModbusServer server)
        : this((stream, context) => server.ServeAsync(stream, context))
    {
    }

    internal Loopback(Func<Stream, ModbusCallContext, Task<ModbusConnectionEnd>> serve)
    {
        _serve = serve;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(128);
        Accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    internal List<Task<ModbusConnectionEnd>> Connections { get; } = [];

    private Task Accepting { get; }

    internal async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        return socket;
    }

    internal async Task<ModbusClient> ConnectClientAsync() =>
        new(new NetworkStream(await ConnectAsync(), ownsSocket: true), new ManualTimeProvider(), TimeSpan.FromSeconds(1));

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            for (long id = 1; ; id++)
            {
                Socket socket = await _listener.AcceptAsync();
                socket.NoDelay = true;
                Task<ModbusConnectionEnd> serving = _serve(new NetworkStream(socket, ownsSocket: true), new ModbusCallContext(id, "peer"));
                lock (Connections)
                {
                    Connections.Add(serving);
                }
            }
        }
        catch (SocketException)
        {
            // The listener was disposed.
        }
        catch (ObjectDisposedException)
        {
            // The listener was disposed.
        }
    }
}
