using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>One connection through a conduit.</summary>
/// <param name="Conduit">The conduit.</param>
/// <param name="End">The gateway end that looks at it, for example <c>C4.gw-b</c>.</param>
/// <param name="From">The source as claimed by the network.</param>
/// <param name="To">The destination asset.</param>
/// <param name="Port">The logical port.</param>
/// <param name="Protocol">The protocol of the destination's service; null when nothing is declared there.</param>
/// <param name="Ordinal">The connection's number in this trial, from 1.</param>
public sealed record FlowContext(ConduitConfig Conduit, string End, string From, string To, int Port, ServiceProtocol? Protocol, int Ordinal);

/// <summary>A verdict on a PDU. <see cref="Rule"/> null means nothing to say.</summary>
/// <param name="Blocked">True when the PDU is stopped.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Exception">The Modbus exception code with which the gateway answers a blocked request, or 0 to stay silent.</param>
/// <param name="Close">True when the connection ends with it.</param>
public readonly record struct PduVerdict(bool Blocked, string? Rule, byte Exception = 0, bool Close = false)
{
    /// <summary>Nothing to say.</summary>
    public static PduVerdict Pass => default;

    /// <summary>Permitted by a rule.</summary>
    public static PduVerdict Permit(string rule) => new(false, rule);

    /// <summary>Stopped by a rule.</summary>
    public static PduVerdict Block(string rule, byte exception = 0, bool close = false) => new(true, rule, exception, close);
}

/// <summary>What happened at a gateway, as a monitor sees it.</summary>
/// <param name="Kind">One of <see cref="GatewayEvents"/>.</param>
/// <param name="From">The source, as far as known.</param>
/// <param name="To">The destination, as far as known.</param>
/// <param name="Port">The logical port, or 0.</param>
/// <param name="Detail">Decoded PDU or rule.</param>
public sealed record GatewayEvent(string Kind, string From, string To, int Port, string Detail);

/// <summary>The kinds of <see cref="GatewayEvent"/>.</summary>
public static class GatewayEvents
{
    /// <summary>A connection was opened.</summary>
    public const string Connected = "connected";

    /// <summary>A connection attempt was blocked by a control.</summary>
    public const string BlockedFlow = "blocked-flow";

    /// <summary>A connection attempt met a closed port.</summary>
    public const string ClosedPort = "closed-port";

    /// <summary>A request passed or was judged.</summary>
    public const string Request = "request";

    /// <summary>A write that the declared flows do not allow.</summary>
    public const string UnauthorisedWrite = "unauthorised-write";

    /// <summary>A read that the declared flow between the two does not have: its function, its unit or its places.</summary>
    public const string UndeclaredRead = "undeclared-read";

    /// <summary>A write whose value or change leaves the declared range.</summary>
    public const string ValueOutOfRange = "value-out-of-range";

    /// <summary>Bytes that are no valid frame, or replies that match no request.</summary>
    public const string Malformed = "malformed";

    /// <summary>A device on the medium could not prove who it is, or claimed an unknown source.</summary>
    public const string RogueDevice = "rogue-device";

    /// <summary>A console refused a log-on.</summary>
    public const string FailedLogOn = "failed-log-on";
}
