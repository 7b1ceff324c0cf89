using System.Net;

namespace Testbed.Core;

/// <summary>Where a conduit's connections are looked at.</summary>
public enum WirePoint
{
    /// <summary>Between the caller and the gateway end in his zone.</summary>
    CallerSide,

    /// <summary>Between the two gateway ends, as sent; with the gateways' preamble, and inside TLS where they use it.</summary>
    Span,

    /// <summary>Between the gateway end in the server's zone and the server.</summary>
    ServerSide,
}

/// <summary>Who takes part in a connection, by the plant's own address.</summary>
public sealed record WireParty(string Name, IPAddress Address);

/// <summary>A connection past one point of a conduit.</summary>
/// <param name="Point">Where it was seen.</param>
/// <param name="Client">Who opened it.</param>
/// <param name="Server">To whom.</param>
/// <param name="Port">The server's logical port; the gateways' own where a span is inside TLS.</param>
public sealed record WireConversation(WirePoint Point, WireParty Client, WireParty Server, int Port);

/// <summary>One packet of a conversation.</summary>
/// <param name="Conversation">Index of the conversation.</param>
/// <param name="At">Simulated time.</param>
/// <param name="ToServer">True from client to server.</param>
/// <param name="Sequence">TCP sequence number.</param>
/// <param name="Acknowledge">TCP acknowledgement number.</param>
/// <param name="Bits">TCP control bits.</param>
/// <param name="Payload">The bytes that passed, at most <see cref="EthernetFrame.LargestPayload"/>.</param>
public sealed record WirePacket(
    int Conversation, DateTimeOffset At, bool ToServer, uint Sequence, uint Acknowledge, TcpBits Bits, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Packets of the conversation between the last one that was kept and this one.</summary>
    public int Missing { get; init; }
}

/// <summary>What passed a conduit in one trial, in order of time.</summary>
/// <param name="Conduit">The conduit's id.</param>
/// <param name="Conversations">The connections.</param>
/// <param name="Packets">The packets kept.</param>
/// <param name="LeftOut">Packets that passed and were not kept, by point.</param>
public sealed record ConduitCapture(
    string Conduit, IReadOnlyList<WireConversation> Conversations, IReadOnlyList<WirePacket> Packets, IReadOnlyDictionary<WirePoint, long> LeftOut);
