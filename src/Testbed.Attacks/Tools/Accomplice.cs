using System.Text;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>
/// Malware that listens on a port of an asset, so that a flow nobody declared has somebody to talk to: it echoes what it gets
/// and remembers it.
/// </summary>
internal sealed class Accomplice : IDisposable
{
    private readonly IDisposable _listener;
    private readonly StringBuilder _received = new();

    private Accomplice(IAttackRange range, string asset, int port) => _listener = range.Network.Listen(asset, port, ServeAsync);

    /// <summary>Everything that arrived, as Latin-1 text.</summary>
    public string Received => _received.ToString();

    /// <summary>Starts listening; null when the port is taken.</summary>
    public static Accomplice? Start(IAttackRange range, string asset, int port)
    {
        try
        {
            return new(range, asset, port);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Sends a line from somewhere to a listening accomplice; true when the line arrived.</summary>
    public async Task<bool> ReachedAsync(IAttackRange range, string from, string to, int port, string line)
    {
        if (await range.OpenAsync(from, to, port) is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"), patience.Token);
                var buffer = new byte[256];
                _ = await stream.ReadAsync(buffer, patience.Token);
            }
            catch (Exception e) when (SpanHost.IsRefusal(e))
            {
                // Refused or cut: what matters is whether the line arrived.
            }
        }

        return Received.Contains(line, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(AcceptedConnection connection)
    {
        await using var stream = connection.Stream;
        var buffer = new byte[256];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                _received.Append(Encoding.Latin1.GetString(buffer, 0, read));
                await stream.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (SpanHost.IsRefusal(e))
        {
            // The peer left.
        }
    }
}
