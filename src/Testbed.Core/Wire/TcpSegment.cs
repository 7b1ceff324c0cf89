using System.Net;

namespace Testbed.Core;

/// <summary>Control bits of a TCP header (RFC 9293 section 3.1).</summary>
[Flags]
public enum TcpBits
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>No more from the sender.</summary>
    Fin = 0x01,

    /// <summary>Sequence numbers begin.</summary>
    Syn = 0x02,

    /// <summary>Pushed to the reader.</summary>
    Push = 0x08,

    /// <summary>The acknowledgement counts.</summary>
    Ack = 0x10,
}

/// <summary>One end of a connection.</summary>
public readonly record struct TcpSide(IPAddress Address, ushort Port);

/// <summary>What a TCP header says. Immutable.</summary>
/// <param name="From">The sender.</param>
/// <param name="To">The receiver.</param>
/// <param name="Sequence">Number of the first byte.</param>
/// <param name="Acknowledge">Number of the next byte awaited; only with <see cref="TcpBits.Ack"/>.</param>
/// <param name="Bits">Control bits.</param>
public readonly record struct TcpSegment(TcpSide From, TcpSide To, uint Sequence, uint Acknowledge, TcpBits Bits);
