using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>Malware on an asset that carries connections on: what arrives at its port goes out again as the asset's own connection to somebody else.</summary>
internal sealed class Relay : IDisposable
{
    private readonly IAttackRange _range;
    private readonly string _asset;
    private readonly string _to;
    private readonly int _toPort;
    private readonly IDisposable _listener;

    private Relay(IAttackRange range, string asset, int port, string to, int toPort)
    {
        (_range, _asset, _to, _toPort) = (range, asset, to, toPort);
        _listener = range.Network.Listen(asset, port, ServeAsync);
    }

    /// <summary>Starts; the asset must have been got hold of before.</summary>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public static Relay Start(IAttackRange range, string asset, int port, string to, int toPort) => new(range, asset, port, to, toPort);

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(AcceptedConnection connection)
    {
        var near = connection.Stream;
        await using (near)
        {
            if (await _range.OpenAsync(_asset, _to, _toPort) is not { } far)
            {
                return;
            }

            await using (far)
            {
                var back = CopyAsync(far, near);
                await CopyAsync(near, far);
                await far.DisposeAsync();
                await back;
            }
        }
    }

    private static async Task CopyAsync(Stream from, Stream to)
    {
        var buffer = new byte[1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // Either side left.
        }
    }
}
