namespace Testbed.Core;

/// <summary>Which controls of a twin are armed. Constant for the life of a trial.</summary>
public interface IControlArming
{
    /// <summary>True when the control is armed in this twin.</summary>
    bool IsArmed(string controlId);
}

/// <summary>What a controller's program is and does.</summary>
/// <param name="State">RUN, STOP or FAULT.</param>
/// <param name="Name">The program's name; empty, as version and digest, in a controller that nobody has put a program into.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">Its digest in hex.</param>
public sealed record TwinProgram(string State, string Name, string Version, string Digest)
{
    /// <summary>True in RUN.</summary>
    public bool IsRunning => State == "RUN";
}

/// <summary>
/// Ground truth of a running twin, for the pass observations of probes: what a device really holds, what was recorded, what the plant does.
/// Never a path of attack. Trial executor only.
/// </summary>
public interface ITwinView
{
    /// <summary>The engineering value of a device's point; null when there is no such point.</summary>
    double? Point(string asset, string point);

    /// <summary>The audit records an asset keeps, oldest first.</summary>
    IReadOnlyList<AuditRecord> Audit(string asset);

    /// <summary>The syslog messages (RFC 5424 text) a collector asset has received, oldest first, with their arrival tick.</summary>
    IReadOnlyList<(long Tick, string Message)> Collected(string collector);

    /// <summary>
    /// The settings in force at an asset, one a line as <c>key=JSON</c>: points that hold settings, accounts (with a fingerprint of the password), roles, controls.
    /// </summary>
    IReadOnlyList<string> Settings(string asset) => [];

    /// <summary>The program of a controller; null for what has none.</summary>
    TwinProgram? Program(string asset) => null;

    /// <summary>The value of a variable of a controller's program as an IEC literal; null when there is no such variable.</summary>
    string? Variable(string asset, string path) => null;

    /// <summary>The foreign programs (files brought to it) that a host has started and runs, by name.</summary>
    IReadOnlyList<string> Started(string asset) => [];

    /// <summary>The longest gap between two completed scans of a controller since the trial began.</summary>
    TimeSpan LongestScanGap(string asset);

    /// <summary>Successful polls of a declared poll since the trial began, and failed ones.</summary>
    (int Good, int Failed) Polls(string pollId);

    /// <summary>Customers out now, and the highest ratio of pressure to limit over all nodes so far.</summary>
    (int CustomersOut, double PeakOverLimitBar) Process { get; }
}

/// <summary>Direction of bytes on a span.</summary>
public enum SpanDirection
{
    /// <summary>From the connection's opener to the server.</summary>
    ToServer,

    /// <summary>From the server back.</summary>
    ToClient,
}

/// <summary>An on-path attacker on a span: sees the real bytes of every connection and returns what goes on.</summary>
public interface ISpanTap
{
    /// <summary>A chunk passes. Returns the bytes to carry on: the same, others, or empty to hold or drop them.</summary>
    ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes);
}

/// <summary>What somebody with access to the medium between two gateway ends can do.</summary>
public interface ISpanAccess
{
    /// <summary>Puts a tap on a conduit's span until disposed; it sees connections opened later and bytes of open ones.</summary>
    IDisposable Tap(string conduit, ISpanTap tap);

    /// <summary>
    /// Connects to the span side of the gateway end in <paramref name="zone"/>, as a host on the medium. The stream is raw: the dialler speaks the gateway's
    /// span protocol himself (TLS if the conduit has it, then a <see cref="SpanPreamble"/>, then the payload).
    /// </summary>
    Task<DialResult> DialGatewayAsync(string conduit, string zone, string attacker, CancellationToken cancellationToken = default);
}
