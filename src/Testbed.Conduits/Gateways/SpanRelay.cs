using System.Buffers;
using System.Net;
using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// The medium between two gateway ends: a relay that every byte of the conduit passes, attacked or not. Taps see the real bytes and may change them.
/// </summary>
internal sealed class SpanRelay : IDisposable
{
    private const int BufferSize = 8192;
    private readonly LoopbackTransport _transport;
    private readonly string _conduit;
    private readonly List<ISpanTap> _taps = [];
    private readonly List<CountedListener> _listeners = [];
    private int _connections;

    public SpanRelay(LoopbackTransport transport, string conduit) => (_transport, _conduit) = (transport, conduit);

    /// <summary>Relays connections accepted on <paramref name="local"/> to the span side of a gateway end.</summary>
    public void Join(IPEndPoint local, IPAddress outbound, IPEndPoint end, Func<IPAddress, bool> isKnown) =>
        _listeners.Add(_transport.Listen(local, $"{_conduit}.span", (stream, remote) =>
        {
            if (!isKnown(remote.Address))
            {
                stream.Dispose();
                return;
            }

            _transport.Watch(RelayAsync(stream, outbound, end));
        }, onDemand: true));

    /// <summary>Puts a tap on the medium.</summary>
    public IDisposable Add(ISpanTap tap)
    {
        _taps.Add(tap);
        return new Removal(_taps, tap);
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
    }

    private async Task RelayAsync(CountedStream near, IPAddress outbound, IPEndPoint end)
    {
        var id = FormattableString.Invariant($"{_conduit}#{++_connections}");
        var far = _transport.Connect(outbound, end, $"{id}.span-out", near.Wire is { } w ? w with { Segment = w.Segment + "'" } : null);
        if (far is null)
        {
            await near.DisposeAsync();
            return;
        }

        _transport.Watch(CopyAsync(id, SpanDirection.ToClient, far, near));
        await CopyAsync(id, SpanDirection.ToServer, near, far);
    }

    private async Task CopyAsync(string id, SpanDirection direction, CountedStream from, CountedStream to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer.AsMemory(0, BufferSize))) > 0)
            {
                ReadOnlyMemory<byte> bytes = buffer.AsMemory(0, read);
                if (_taps.Count > 0)
                {
                    // The size of our buffer must not cut what a tap sees: it gets all that was sent up to now.
                    bytes = await GatherAsync(from, bytes);
                }

                foreach (var tap in _taps.ToArray())
                {
                    bytes = tap.OnBytes(id, direction, bytes);
                }

                if (!bytes.IsEmpty)
                {
                    await to.WriteAsync(bytes);
                }
            }
        }
        catch (IOException)
        {
            // One side is gone; the other follows.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await from.DisposeAsync();
        await to.DisposeAsync();
    }

    private static async Task<ReadOnlyMemory<byte>> GatherAsync(CountedStream from, ReadOnlyMemory<byte> first)
    {
        if (from.UnderWay == 0)
        {
            return first;
        }

        var all = new List<byte>(first.ToArray());
        var buffer = new byte[8192];
        int read;
        while (from.UnderWay > 0 && (read = await from.ReadAsync(buffer)) > 0)
        {
            all.AddRange(buffer.AsSpan(0, read));
        }

        return all.ToArray();
    }

    private sealed class Removal(List<ISpanTap> taps, ISpanTap tap) : IDisposable
    {
        public void Dispose() => taps.Remove(tap);
    }
}
