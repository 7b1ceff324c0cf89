using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Commands other than writes to points that can need two people.</summary>
public enum ApprovedOperation
{
    /// <summary>Closing and opening of a boundary (<c>island</c>).</summary>
    Island,

    /// <summary>A program loaded over the engineering service (<c>program-download</c>).</summary>
    ProgramDownload,

    /// <summary>A right lent by a supervisor (<c>override</c>).</summary>
    Override,
}

/// <summary>
/// A supervisor lends somebody a permission for a while, with a reason; it ends by itself and every use is recorded. What can be lent is refused to whoever
/// has neither the
/// permission nor a loan. Disarmed: anybody lends anything to anybody, for ever and unrecorded. Without the control nobody can.
/// </summary>
[YamlKind("supervisor-override")]
public sealed record SupervisorOverrideConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.1 RE 3");

    /// <summary>Permissions that can be lent: none that decides about rights or records.</summary>
    public static IReadOnlyList<string> Lendable { get; } =
        [.. RolesConfig.AllPermissions.Except(["accounts", "roles", "audit", "audit-clear", "settings-set"])];

    /// <summary>Permissions of this asset that can be lent.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Accounts that may lend them, to others than themselves.</summary>
    public required IReadOnlyList<string> Supervisors { get; init; }

    /// <summary>The longest loan; a longer one is refused.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>
/// Commands of high impact, given in somebody's session, take effect when a second entitled person confirms the very same command in a session of his own.
/// Disarmed: at once.
/// </summary>
[YamlKind("dual-approval")]
public sealed record DualApprovalConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.1 RE 4");

    /// <summary>Points by the name the console knows them by: the asset's own, and at a SCADA server <c>ASSET.point</c> of what it is the master of.</summary>
    public IReadOnlyList<string> Points { get; init; } = [];

    /// <summary>Other commands.</summary>
    public IReadOnlyList<ApprovedOperation> Operations { get; init; } = [];

    /// <summary>Accounts that may confirm, each what somebody else asked for.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    /// <summary>How long a command waits; then it lapses.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the second person has to sit at another station than the first.</summary>
    public bool OtherStation { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
