using System.Net.Sockets;

namespace Testbed.Modbus;

/// <summary>Tells a broken or closed stream, which is the peer's doing or our own closing, from a bug.</summary>
internal static class ConnectionFailure
{
    internal static bool Is(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Serves a connection to its end and disposes its stream; a failure of the stream is an end, too.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="serve">Serves until the peer leaves or breaks the protocol.</param>
    /// <param name="cancellationToken">Ends it from this side.</param>
    /// <param name="isOurs">True while a throw is a bug, even if it looks like a broken stream; null for never.</param>
    internal static async Task<ModbusConnectionEnd> GuardAsync(
        Stream stream, Func<CancellationToken, Task<ModbusConnectionEnd>> serve, CancellationToken cancellationToken, Func<bool>? isOurs = null)
    {
        try
        {
            return await serve(cancellationToken);
        }
        catch (Exception exception) when (isOurs?.Invoke() != true && Is(exception))
        {
            return cancellationToken.IsCancellationRequested ? ModbusConnectionEnd.Cancelled : ModbusConnectionEnd.Reset;
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }
}
