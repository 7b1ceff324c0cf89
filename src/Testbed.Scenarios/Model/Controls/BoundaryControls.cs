using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// Limits connections through the conduit: how many stand at once, how many begin within a period, and how long one may stand on which its client has said nothing.
/// A connection that a boundary or device holds is a finite resource, whatever passes on it (SR 7.1, SR 7.1 RE 1); for a device that cannot count the sessions of
/// one peer, the boundary counts those that reach it from outside its zone (SR 2.7).
/// </summary>
[YamlKind("connection-limit")]
public sealed record ConnectionLimitConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.7", "SR 7.1", "SR 7.1 RE 1");

    /// <summary>Simultaneous connections of one source to one service.</summary>
    public required int PerFlow { get; init; }

    /// <summary>Simultaneous connections of one source over the conduit.</summary>
    public required int PerSource { get; init; }

    /// <summary>New connections of one source to one service within <see cref="Period"/>.</summary>
    public required int NewConnections { get; init; }

    /// <summary>What <see cref="NewConnections"/> counts in.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>After this time a connection on which the client has sent no byte is closed.</summary>
    public required TimeSpan HalfOpen { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>What a one-way gateway lets back in spite of its name.</summary>
public enum DiodeReturn
{
    /// <summary>Bytes of the receiver on a connection that runs: its acknowledgements, and whatever is hidden in them.</summary>
    Replies,

    /// <summary>Connections that the receiving side opens.</summary>
    Connections,
}

/// <summary>
/// A one-way conduit: payload passes from one side only. The sending proxy ends the sender's connection and acknowledges by itself, the receiving one replays the payload to the
/// receiver and keeps its answers. So only flows fit that push, and a sender never learns what became of what it sent.
/// </summary>
[YamlKind("data-diode")]
public sealed record DataDiodeConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 5.1", "SR 5.2", "SR 5.2 RE 1", "SR 5.3");

    /// <summary>The zone that sends.</summary>
    public required string FromZone { get; init; }

    /// <summary>What comes back all the same, as found; nothing in a product that is one-way by its physics.</summary>
    public IReadOnlyList<DiodeReturn> Returns { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>
/// Encrypting modems at both ends of a span, for a serial leg or a plain line whose devices know no cryptography: AES-256-GCM under a key of the pair, numbers against
/// replay, no handshake and no certificates (see <see cref="LinkCipher"/>).
/// </summary>
[YamlKind("link-encryption")]
public sealed record LinkEncryptionConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default =
        Ids("SR 1.2", "SR 3.1", "SR 3.1 RE 1", "SR 3.8", "SR 4.1", "SR 4.1 RE 1", "SR 4.1 RE 2");

    /// <summary>The key of the pair, as entered at both ends.</summary>
    [Secret]
    public required string Key { get; init; }

    /// <summary>False: frames are authenticated but readable.</summary>
    public bool Encrypt { get; init; } = true;

    /// <summary>False: whatever deciphers is believed.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>False: a frame is believed again.</summary>
    public bool CheckSequence { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;
}

/// <summary>What a boundary with a jump host lets past it.</summary>
public enum JumpHostGap
{
    /// <summary>Consoles may be dialled by anybody, not by the host alone.</summary>
    Direct,

    /// <summary>What the host sends passes whether somebody is logged on there or not, to any port: a tunnel, a relay.</summary>
    Relay,
}

/// <summary>
/// People cross the conduit at one host only: their session ends there, with log-on and record, and the host opens another in its own name, which the gateway lets pass on the
/// host's ticket (<see cref="JumpTicket"/>). Other consoles' connections and what the host forwards without a session are refused.
/// </summary>
[YamlKind("jump-host")]
public sealed record JumpHostConfig : ControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.13", "SR 5.2");

    /// <summary>The host, in one of the conduit's zones.</summary>
    public required string Host { get; init; }

    /// <summary>The key entered at the gateways and at the host.</summary>
    [Secret]
    public required string Key { get; init; }

    /// <summary>What passes all the same, as found.</summary>
    public IReadOnlyList<JumpHostGap> LetsPast { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <inheritdoc/>
    public override bool OnConduit => true;

    /// <summary>The control that governs consoles of an asset as seen from the host that leads there; null when none does.</summary>
    public static JumpHostConfig? Between(Scenario scenario, string host, string target) => scenario.Controls.OfType<JumpHostConfig>().FirstOrDefault(
        j => j.Host == host && scenario.Conduit(j.On) is { } conduit && scenario.ZoneOf(host) is { } near && scenario.ZoneOf(target) is { } far && conduit.Joins(near, far));
}
