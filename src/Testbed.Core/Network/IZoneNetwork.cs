namespace Testbed.Core;

/// <summary>What became of a dial.</summary>
public enum DialOutcome
{
    /// <summary>Connected; bytes flow.</summary>
    Open,

    /// <summary>Refused at once: nobody listens, or a control rejected it visibly.</summary>
    Closed,

    /// <summary>Dropped on the way: the caller learns it only from a simulated time-out.</summary>
    Filtered,

    /// <summary>No path joins the two: no link, no gateway.</summary>
    Unreachable,
}

/// <summary>The result of a dial; <see cref="Stream"/> is there exactly when <see cref="Outcome"/> is <see cref="DialOutcome.Open"/>.</summary>
public sealed record DialResult(DialOutcome Outcome, Stream? Stream);

/// <summary>An accepted connection. <see cref="Peer"/> is the asset the network says the caller is (its source address), which is no proof of identity.</summary>
public sealed record AcceptedConnection(Stream Stream, string Peer, string Asset, int Port, string ConnectionId);

/// <summary>
/// The only way devices and attackers reach each other. Nobody dials an address: zone membership decides the path. Same zone: direct. Other
/// zone: the gateway leg of the conduit in the caller's zone. Ports are logical (502, 802, 4840).
/// All members are called on the trial's single-threaded executor, and continuations come back there.
/// </summary>
public interface IZoneNetwork
{
    /// <summary>Opens a connection from an asset (or an entered guest) to a service of another asset.</summary>
    /// <param name="from">The calling asset or guest.</param>
    /// <param name="to">The asset that should answer.</param>
    /// <param name="port">The logical port.</param>
    /// <param name="cancellationToken">Ends a pending dial; then the outcome is <see cref="DialOutcome.Filtered"/>.</param>
    Task<DialResult> DialAsync(string from, string to, int port, CancellationToken cancellationToken = default);

    /// <summary>Listens on an asset's logical port until the result is disposed. The handler owns the stream.</summary>
    /// <exception cref="InvalidOperationException">The port of that asset is taken.</exception>
    IDisposable Listen(string asset, int port, Func<AcceptedConnection, Task> handler);

    /// <summary>Puts a named guest (attacker's laptop, forwarder) into a zone, with an address of its own. Disposing removes it and closes its connections.</summary>
    IDisposable Enter(string zone, string guest);
}
