using System.Net.Sockets;

namespace Testbed.Core;

/// <summary>Which exceptions are the ordinary end of a connection: the peer's doing, or our own closing. Any other is a bug.</summary>
public static class ConnectionEnd
{
    /// <summary>True for an end.</summary>
    public static bool Is(Exception e) => e is IOException or SocketException or ObjectDisposedException or OperationCanceledException;
}
