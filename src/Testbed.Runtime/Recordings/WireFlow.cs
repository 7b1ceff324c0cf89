using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>Takes a packet of a conversation.</summary>
public delegate void PacketSink(bool toServer, uint sequence, uint acknowledge, TcpBits bits, ReadOnlySpan<byte> payload);

/// <summary>
/// The TCP segments of one connection (RFC 9293 sections 3.4 to 3.6): handshake, data with the numbers they had when nothing was left out, and an end from each
/// side, once all was read that it sent. A dial that nobody answered is one SYN.
/// </summary>
public sealed class WireFlow(PacketSink sink)
{
    private const uint ClientStart = 1000;
    private const uint ServerStart = 5000;

    private readonly bool[] _finished = new bool[2], _closed = new bool[2];
    private uint _client = ClientStart, _server = ServerStart;
    private bool _isAsked, _isOpen, _isPastFirst;

    /// <summary>True when the client's first bytes were those of a TLS handshake (RFC 8446 section 5.1).</summary>
    public bool IsSecured { get; private set; }

    /// <summary>The client asks.</summary>
    public void Open()
    {
        if (!_isAsked)
        {
            _isAsked = true;
            Send(true, TcpBits.Syn, []);
        }
    }

    /// <summary>The server takes the connection.</summary>
    public void Answer()
    {
        if (!_isOpen)
        {
            Open();
            _isOpen = true;
            Send(false, TcpBits.Syn | TcpBits.Ack, []);
            Send(true, TcpBits.Ack, []);
        }
    }

    /// <summary>Bytes were read at the other end.</summary>
    public void Bytes(bool toServer, ReadOnlySpan<byte> bytes)
    {
        Answer();
        if (toServer && !_isPastFirst)
        {
            _isPastFirst = true;
            IsSecured = bytes is [0x16, 0x03, ..];
            if (bytes.Length > SpanPreamble.Length && SpanPreamble.TryRead(bytes, out _, out _))
            {
                // A packet of its own, so that a dissector of the payload finds its beginning.
                Send(true, TcpBits.Push | TcpBits.Ack, bytes[..SpanPreamble.Length]);
                bytes = bytes[SpanPreamble.Length..];
            }
        }

        while (!bytes.IsEmpty)
        {
            var chunk = bytes[..Math.Min(bytes.Length, EthernetFrame.LargestPayload)];
            Send(toServer, TcpBits.Push | TcpBits.Ack, chunk);
            bytes = bytes[chunk.Length..];
        }
    }

    /// <summary>One side read to the end of what the other sent.</summary>
    /// <param name="toServer">True when it was the server that read.</param>
    public void Finish(bool toServer)
    {
        if (!_isOpen || _finished[Side(toServer)])
        {
            return;
        }

        _finished[Side(toServer)] = true;
        Send(toServer, TcpBits.Fin | TcpBits.Ack, []);
        if (_finished[Side(!toServer)])
        {
            Send(!toServer, TcpBits.Ack, []);
        }
    }

    /// <summary>One side closed its end. What it sent may still be read; when both have closed nothing is.</summary>
    public void Close(bool byClient)
    {
        _closed[Side(byClient)] = true;
        if (_closed[Side(!byClient)])
        {
            Finish(!byClient);
            Finish(byClient);
        }
        else if (_finished[Side(!byClient)])
        {
            Finish(byClient);
        }
    }

    private static int Side(bool isClient) => isClient ? 0 : 1;

    private void Send(bool toServer, TcpBits bits, ReadOnlySpan<byte> payload)
    {
        var (sequence, acknowledge) = toServer ? (_client, _server) : (_server, _client);
        sink(toServer, sequence, bits.HasFlag(TcpBits.Ack) ? acknowledge : 0, bits, payload);
        var advance = (uint)payload.Length + ((bits & (TcpBits.Syn | TcpBits.Fin)) != 0 ? 1u : 0u);
        if (toServer)
        {
            _client += advance;
        }
        else
        {
            _server += advance;
        }
    }
}
