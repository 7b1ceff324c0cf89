using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Where a key switch stands.</summary>
public enum KeyPosition
{
    /// <summary>The program runs and is not to be touched.</summary>
    Run,

    /// <summary>The program is being worked on.</summary>
    Program,

    /// <summary>Engineering tools decide.</summary>
    Remote,
}

/// <summary>What an engineering tool can do to a controller and a key switch can stop.</summary>
public enum EngineeringOperation
{
    /// <summary>Start the program.</summary>
    Start,

    /// <summary>Stop it.</summary>
    Stop,

    /// <summary>Put another in its place.</summary>
    Download,

    /// <summary>Force a variable, or let it go.</summary>
    Force,

    /// <summary>Write a variable.</summary>
    Write,
}

/// <summary>
/// A key switch in front of the engineering service: its position decides what tools may do. Nobody moves the key over the network: writes to its point are refused
/// on every interface, and so are forces of a variable of its name. Disarmed: the key is looked at by nobody, and its point is a point like any other.
/// </summary>
[YamlKind("key-switch")]
public sealed record KeySwitchConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.1", "SR 2.1 RE 1", "SR 2.4", "SR 3.4");
    private static readonly IReadOnlyList<EngineeringOperation> Everything = Enum.GetValues<EngineeringOperation>();

    /// <summary>Values of the point by position, where none are given: RUN 1, PROGRAM 0, REMOTE 2.</summary>
    public static IReadOnlyDictionary<KeyPosition, int> DefaultPositions { get; } =
        new Dictionary<KeyPosition, int> { [KeyPosition.Run] = 1, [KeyPosition.Program] = 0, [KeyPosition.Remote] = 2 };

    /// <summary>What tools may do by position, where nothing is given: in RUN nothing, elsewhere everything.</summary>
    public static IReadOnlyDictionary<KeyPosition, IReadOnlyList<EngineeringOperation>> DefaultAllow { get; } =
        new Dictionary<KeyPosition, IReadOnlyList<EngineeringOperation>> { [KeyPosition.Run] = [], [KeyPosition.Program] = Everything, [KeyPosition.Remote] = Everything };

    /// <summary>The point that is the key.</summary>
    public required string Point { get; init; }

    /// <summary>The point's value in each position; at any other value the key stands between two positions and allows nothing.</summary>
    public IReadOnlyDictionary<KeyPosition, int> Positions { get; init; } = DefaultPositions;

    /// <summary>What tools may do in each position; a position left out allows nothing.</summary>
    public IReadOnlyDictionary<KeyPosition, IReadOnlyList<EngineeringOperation>> Allow { get; init; } = DefaultAllow;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;

    /// <summary>The position of a value; null between two.</summary>
    public KeyPosition? PositionOf(double value) => Positions.Where(p => p.Value == value).Select(p => (KeyPosition?)p.Key).FirstOrDefault();

    /// <summary>True when the position allows the operation.</summary>
    public bool Allows(KeyPosition? position, EngineeringOperation operation) => position is { } p && Allow.TryGetValue(p, out var allowed) && allowed.Contains(operation);
}

/// <summary>
/// A controller that takes programs from listed signers only: ECDSA over the program, by a certificate of a trusted authority that is issued for code signing.
/// At every start the program must still be the one that was accepted; every change of it raises an alarm. Disarmed: any program is taken and nobody is told.
/// </summary>
[YamlKind("signed-program")]
public sealed record SignedProgramConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.4", "SR 2.4 RE 1", "SR 3.4", "SR 3.4 RE 1");

    /// <summary>Holders of certificates for code signing whose programs are accepted; the scenario's authority issues them.</summary>
    public required IReadOnlyList<string> Signers { get; init; }

    /// <summary>Authorities whose certificates are accepted: <c>scenario</c>, and by mistake perhaps <c>foreign</c>.</summary>
    public IReadOnlyList<string> TrustedAuthorities { get; init; } = ["scenario"];

    /// <summary>When true the certificate must be in its validity, at simulated time, when the program is downloaded.</summary>
    public bool CheckValidity { get; init; } = true;

    /// <summary>When true the authority's revocation list is asked.</summary>
    public bool CheckRevocation { get; init; } = true;

    /// <summary>When true a program older than the one accepted last is refused, and one of its version with another content, however well signed.</summary>
    public bool RefuseOlder { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
