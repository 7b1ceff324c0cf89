using System.Net.Sockets;

namespace Testbed.Modbus;

/// <summary>Tells a broken or closed stream, which is the peer's doing or our own closing, from a bug.</summary>
internal static class ConnectionFailure
{
    internal static bool Is(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}
