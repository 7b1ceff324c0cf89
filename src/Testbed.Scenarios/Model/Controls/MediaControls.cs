using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>What all checks for malicious code have: how far they look, and how they keep their signatures current.</summary>
public abstract record MalwareConfig : AssetControlConfig
{
    /// <summary>Archives within archives that are opened; 0 opens none. What is nested deeper is stopped.</summary>
    public int ArchiveDepth { get; init; } = 3;

    /// <summary>Files of one archive; one with more is stopped.</summary>
    public int ArchiveFiles { get; init; } = 100;

    /// <summary>KiB that the archives of one file may come to when unpacked; what is larger is stopped.</summary>
    public int ArchiveKib { get; init; } = 4096;

    /// <summary>When the set of signatures that is in use at the start was released; null: a day before the scenario's start.</summary>
    public DateTimeOffset? SignaturesIssued { get; init; }

    /// <summary>An older set raises an alarm.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The key with which new sets are signed; null: none are taken.</summary>
    [Secret]
    public string? Key { get; init; }

    /// <summary>How far a scanner looks.</summary>
    public ScanLimits Limits => new(ArchiveDepth, ArchiveFiles, ArchiveKib * 1024);
}

/// <summary>
/// The file service checks what enters and what leaves for malicious code, stops it and puts it into quarantine. Disarmed: every file passes.
/// </summary>
[YamlKind("file-check")]
public sealed record FileCheckConfig : MalwareConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 3.2 RE 1");

    /// <summary>Whether a file is checked when it is handed in.</summary>
    public bool Entry { get; init; } = true;

    /// <summary>Whether a file is checked again when it is fetched, by the signatures of then.</summary>
    public bool Exit { get; init; } = true;

    /// <summary>Whether a file is checked as a whole, however it is cut on its way; else piece by piece.</summary>
    public bool WholeFile { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}

/// <summary>The host looks at a program before it starts it, and does not start a malicious one. Disarmed: every program starts.</summary>
[YamlKind("malware-protection")]
public sealed record MalwareProtectionConfig : MalwareConfig
{
    private static readonly IReadOnlyList<RequirementId> Default = Ids("SR 3.2");

    /// <inheritdoc/>
    public override IReadOnlyList<RequirementId> DefaultClaims => Default;
}
