using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>Base of controls that stand on an asset.</summary>
public abstract record AssetControlConfig : ControlConfig
{
    /// <inheritdoc/>
    public sealed override bool OnConduit => false;
}

/// <summary>Log-on with an account before anything is shown; replies do not tell names from passwords. Disarmed: anybody is let in, replies are
/// chatty.</summary>
[YamlKind("accounts")]
public sealed record AccountsConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.1", "SR 1.1 RE 1", "SR 1.3", "SR 1.5", "SR 1.10", "SR 1.11");

    /// <summary>When true shared accounts cannot log on.</summary>
    public bool PersonalOnly { get; init; } = true;

    /// <summary>When true supplier default credentials are refused.</summary>
    public bool RefuseVendorDefaults { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Rules for new passwords and for the age of those in use. Disarmed: any password is taken and lives for ever.</summary>
[YamlKind("password-policy")]
public sealed record PasswordPolicyConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.7", "SR 1.7 RE 1", "SR 1.7 RE 2");

    /// <summary>Shortest password.</summary>
    public int MinLength { get; init; } = 12;

    /// <summary>How many of lower case, upper case, digits, others it needs.</summary>
    public int MinClasses { get; init; } = 3;

    /// <summary>So many last passwords, the present one among them, are not taken again; 0 remembers none.</summary>
    public int History { get; init; }

    /// <summary>A password that was set on this system is kept at least so long.</summary>
    public TimeSpan MinAge { get; init; }

    /// <summary>Who logs on with an older password must change it before anything else is served; null for no limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>A program whose password is older keeps reading, may do nothing else, and an event is raised; null for no limit.</summary>
    public TimeSpan? ServiceMaxAge { get; init; }

    /// <summary>From so long before the greatest age on, a log-on says that the password will expire.</summary>
    public TimeSpan Warning { get; init; } = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Locks an account after failed log-ons. Disarmed: endless guesses.</summary>
[YamlKind("lock-out")]
public sealed record LockOutConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.11");

    /// <summary>Failed attempts until the account is locked.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The window in which they count.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it stays locked.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Accounts never locked, because an essential function needs them.</summary>
    public IReadOnlyList<string> Exempt { get; init; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Shows a notification before log-on. Disarmed: none.</summary>
[YamlKind("use-notification")]
public sealed record UseNotificationConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 1.12");

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>What each role may do on the console. Disarmed: every role may do everything.</summary>
[YamlKind("roles")]
public sealed record RolesConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.1", "SR 2.1 RE 2");

    /// <summary>
    /// Permissions: <c>read</c>, <c>write</c>, <c>configure</c>, <c>accounts</c>, <c>roles</c>, <c>audit</c>, <c>audit-clear</c>, <c>clock</c>; <c>backup</c> takes
    /// and reads backups, <c>restore</c> puts one back, <c>restart</c>, <c>inventory</c>; <c>settings</c> reads security settings, <c>settings-set</c> changes them;
    /// <c>island</c> closes and opens boundaries.
    /// </summary>
    public static IReadOnlyList<string> AllPermissions { get; } =
    [
        "read", "write", "configure", "accounts", "roles", "audit", "audit-clear", "clock", "backup", "restore", "restart", "inventory", "settings",
        "settings-set", "island",
    ];

    /// <summary>What roles may do where the scenario says nothing about it.</summary>
    public static IReadOnlyDictionary<AccountRole, IReadOnlyList<string>> Usual { get; } = new Dictionary<AccountRole, IReadOnlyList<string>>
    {
        [AccountRole.Viewer] = ["read"],
        [AccountRole.Operator] = ["read", "write", "island"],
        [AccountRole.Engineer] = ["read", "write", "configure", "backup", "inventory", "settings"],
        [AccountRole.Administrator] = ["read", "accounts", "roles", "clock", "backup", "restore", "restart", "inventory", "settings", "settings-set"],
        [AccountRole.Auditor] = ["read", "audit", "inventory", "settings"],
    };

    /// <summary>Permissions by role.</summary>
    public required IReadOnlyDictionary<AccountRole, IReadOnlyList<string>> Permissions { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Ends idle sessions, limits sessions per user, and gives session tokens that are unique, random and dead after log-off.</summary>
[YamlKind("session-limits")]
public sealed record SessionLimitsConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default =
        Ids("SR 2.5", "SR 2.6", "SR 2.7", "SR 3.8", "SR 3.8 RE 1", "SR 3.8 RE 2", "SR 3.8 RE 3");

    /// <summary>Idle time after which a session is locked and ended.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Simultaneous sessions per account.</summary>
    public int MaxSessions { get; init; } = 2;

    /// <summary>Simultaneous sessions of all accounts together; null for no limit.</summary>
    public int? MaxTotal { get; init; }

    /// <summary>Idle time after which a session is locked but not yet ended; null for none.</summary>
    public TimeSpan? Lock { get; init; }

    /// <summary>A session ends after this time whatever is done in it; null for no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Audit records with time, source, category, type, event id and result, sent as syslog. Disarmed: nothing is recorded.</summary>
[YamlKind("audit")]
public sealed record AuditConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default =
        Ids(
            "SR 2.8", "SR 2.8 RE 1", "SR 2.9", "SR 2.9 RE 1", "SR 2.10", "SR 2.11", "SR 2.11 RE 1", "SR 2.11 RE 2", "SR 2.12", "SR 2.12 RE 1", "SR 3.4 RE 1", "SR 6.1 RE 1");

    /// <summary>The asset that collects the records; null keeps them local.</summary>
    public string? Collector { get; init; }

    /// <summary>Records kept locally.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>Percent of <see cref="Capacity"/> taken by records not saved elsewhere at which somebody is warned; null for never.</summary>
    public int? WarnAt { get; init; }

    /// <summary>What happens when they take all of it.</summary>
    public AuditOverflow WhenFull { get; init; } = AuditOverflow.OverwriteOldest;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Only auditors read audit records, nobody changes them. Disarmed: anyone logged on may read and clear.</summary>
[YamlKind("audit-protection")]
public sealed record AuditProtectionConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 3.9", "SR 6.1");

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>An engineering range of one register or value, and how fast it may move; register values.</summary>
/// <param name="Table">The table.</param>
/// <param name="Address">PDU address; of several registers the first.</param>
/// <param name="Min">Lowest value; null leaves it to the point's own minimum.</param>
/// <param name="Max">Highest value.</param>
public sealed record RangeConfig(ModbusTable Table, int Address, int? Min, int? Max)
{
    /// <summary>Largest change against the value at the beginning of <see cref="Per"/>; null for any.</summary>
    public int? MaxChange { get; init; }

    /// <summary>The period of <see cref="MaxChange"/>.</summary>
    public TimeSpan? Per { get; init; }
}

/// <summary>What becomes of a value that a device may not take as it is.</summary>
public enum OutOfRangeAction
{
    /// <summary>The whole request is refused (exception 3).</summary>
    Refuse,

    /// <summary>The value is brought to the nearest that is allowed; the request is answered as done.</summary>
    Clamp,
}

/// <summary>
/// Refuses or clamps values outside the engineering range, and moves that are too fast, at the device itself, on every interface; limits how many writes one
/// source may make. Disarmed: the whole word is taken, at any pace.
/// </summary>
[YamlKind("range-check")]
public sealed record RangeCheckConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 3.5");

    /// <summary>The ranges, as register values.</summary>
    public required IReadOnlyList<RangeConfig> Ranges { get; init; }

    /// <summary>What becomes of a value outside.</summary>
    public OutOfRangeAction Outside { get; init; }

    /// <summary>Writing requests that one source (peer or account) may make within <see cref="WritesPer"/>; null for any number.</summary>
    public int? MaxWrites { get; init; }

    /// <summary>The period of <see cref="MaxWrites"/>.</summary>
    public TimeSpan? WritesPer { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Drives outputs to a declared state when the master falls silent. Disarmed: outputs follow whatever remains in memory, which decays to
/// zero.</summary>
[YamlKind("fail-state")]
public sealed record FailStateConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 3.6");

    /// <summary>Silence after which the state is taken.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>Per point name: <c>hold</c> or a number in engineering units.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Error replies say nothing of version, path or inner state. Disarmed: they do.</summary>
[YamlKind("error-handling")]
public sealed record ErrorHandlingConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 3.7");

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Limits connections and PDUs per scan, so that control keeps its time. Disarmed: load eats the scan.</summary>
[YamlKind("load-limit")]
public sealed record LoadLimitConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 2.7", "SR 7.1", "SR 7.2");

    /// <summary>Connections per peer.</summary>
    public int ConnectionsPerPeer { get; init; } = 2;

    /// <summary>PDUs served per scan; more wait for the next.</summary>
    public int PdusPerScan { get; init; } = 20;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>Closes services that are not needed and answers only the function codes in use. Disarmed: everything answers.</summary>
[YamlKind("least-functionality")]
public sealed record LeastFunctionalityConfig : AssetControlConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 7.7");

    /// <summary>Modbus function codes that answer.</summary>
    public IReadOnlyList<int> Functions { get; init; } = [1, 2, 3, 4, 5, 6];

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
