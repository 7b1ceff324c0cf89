namespace Testbed.Core;

/// <summary>Whether a place is a zone or a conduit.</summary>
public enum PlaceKind
{
    /// <summary>A zone.</summary>
    Zone,

    /// <summary>A conduit.</summary>
    Conduit,
}

/// <summary>
/// A zone or conduit as the assessment sees it. <see cref="Features"/> are facts of the model that make requirements apply
/// (the words of <see cref="PlaceFeatures"/>).
/// </summary>
public sealed record Place(
    string Id, PlaceKind Kind, string Title, string Owner, SlVector Target, IReadOnlyList<AssetCapability> Capabilities,
    IReadOnlySet<string> Features, IReadOnlyList<string> Conduits);

/// <summary>The SL-C of a product, as its supplier states it.</summary>
public sealed record AssetCapability(string Asset, string Product, string Version, SlVector Capability);

/// <summary>
/// The closed vocabulary of model facts that decide whether a requirement applies to a place. An activity's <c>applies_to.when</c> uses the same words.
/// </summary>
public static class PlaceFeatures
{
    /// <summary>Some asset offers an interface for people (console, web page, HMI).</summary>
    public const string HumanInterface = "human-interface";

    /// <summary>Some asset offers or uses an interface for programs (Modbus, OPC UA, syslog).</summary>
    public const string MachineInterface = "machine-interface";

    /// <summary>Accounts with passwords exist.</summary>
    public const string Passwords = "passwords";

    /// <summary>Certificates are used.</summary>
    public const string Pki = "pki";

    /// <summary>Radio or cellular carries traffic.</summary>
    public const string Wireless = "wireless";

    /// <summary>The span (or, for a zone, one of its conduits' spans) crosses an untrusted network.</summary>
    public const string UntrustedSpan = "untrusted-span";

    /// <summary>People outside reach it by remote access.</summary>
    public const string RemoteAccess = "remote-access";

    /// <summary>Portable or mobile devices may be connected.</summary>
    public const string Portable = "portable-devices";

    /// <summary>General-purpose hosts (operating systems that run foreign programs) are there.</summary>
    public const string Hosts = "hosts";

    /// <summary>Controllers whose outputs move the process are there.</summary>
    public const string Controllers = "controllers";

    /// <summary>Logic or programs can be loaded over the network.</summary>
    public const string MobileCode = "mobile-code";

    /// <summary>Files are exchanged.</summary>
    public const string FileTransfer = "file-transfer";

    /// <summary>Data that the scenario classifies as confidential is kept or carried.</summary>
    public const string ConfidentialData = "confidential-data";

    /// <summary>An audit store is there.</summary>
    public const string AuditStore = "audit-store";

    /// <summary>Assets of both control and non-control, or critical and non-critical, function meet here.</summary>
    public const string MixedCriticality = "mixed-criticality";
}

/// <summary>What a declaration states.</summary>
public enum DeclarationKind
{
    /// <summary>A document shows that the requirement is met where no test can (or does).</summary>
    Document,

    /// <summary>The requirement does not apply, with a standard reason.</summary>
    NotApplicable,

    /// <summary>A named equivalent measure, accepted by the owner, stands in.</summary>
    Compensation,

    /// <summary>A claim above the products' SL-C is carried by named controls.</summary>
    AboveCapability,
}

/// <summary>Evidence no test can give.</summary>
/// <param name="Id">The declaration's id.</param>
/// <param name="Kind">What it states.</param>
/// <param name="Requirements">The rows it covers.</param>
/// <param name="Places">The zones and conduits it covers.</param>
/// <param name="Document">The document id.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Date">When it was issued.</param>
/// <param name="Expiry">The last day it holds.</param>
/// <param name="Reason">Why it stands instead of a test, or the reason code for not applicable.</param>
/// <param name="Controls">The controls that compensate or carry, for those kinds.</param>
/// <param name="AcceptedBy">The owner's acceptance, for compensations.</param>
public sealed record Declaration(
    string Id, DeclarationKind Kind, IReadOnlyList<RequirementId> Requirements, IReadOnlyList<string> Places, string Document, string Owner,
    DateOnly Date, DateOnly Expiry, string Reason, IReadOnlyList<string> Controls, string? AcceptedBy);

/// <summary>A control as the assessment sees it.</summary>
public sealed record ControlDescription(
    string Id, string Kind, string Place, string Where, IReadOnlyList<RequirementId> Claims, string? Product, string? KnownLimits, string Title);

/// <summary>A cell that has to be decided, with the probe that decides it; a requirement that applies but has no cell has no probe here.</summary>
public sealed record PlannedCell(Cell Cell, string Probe);

/// <summary>A disagreement between the static reachability of the controls and what the probes reached: an error of the model or of the product.</summary>
public sealed record ReachabilityDisagreement(string From, string To, int Port, string Predicted, string Observed);

/// <summary>What the scenario expects of one place and FR; a different claim is a JUnit failure.</summary>
public sealed record Expectation(string Place, FoundationalRequirement Fr, SecurityLevel Claim);

/// <summary>A threat profile that plays were taken from. The four attributes do not move together, so each is told.</summary>
public sealed record ThreatProfile(int Level, string Title, string Means, string Resources, string Skills, string Motivation);

/// <summary>A function that no control may take away, with the longest interruption it bears.</summary>
public sealed record EssentialFunction(string Id, string Title, IReadOnlyList<string> Assets, TimeSpan LongestInterruption);

/// <summary>A step of an attack that has to be noticed in these places within this time.</summary>
public sealed record DetectionStep(string Step, IReadOnlyList<string> Places, TimeSpan Within);

/// <summary>Everything the verdict may rest on.</summary>
public sealed record AssessmentInput
{
    /// <summary>The scenario's id.</summary>
    public required string Scenario { get; init; }

    /// <summary>The scenario's title.</summary>
    public required string Title { get; init; }

    /// <summary>SHA-256 over the scenario's files.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Who issues the report.</summary>
    public required string Issuer { get; init; }

    /// <summary>first, second or third (party).</summary>
    public required string IssuerRole { get; init; }

    /// <summary>The run seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The day against which declarations expire.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>SHA-256 (hex) over the evidence lines of all trials in id order, the bytes of <c>evidence.jsonl</c>.</summary>
    public string EvidenceHash { get; init; } = "";

    /// <summary>What of the plan was left out on purpose, in words; empty when everything was to be run.</summary>
    public string LeftOut { get; init; } = "";

    /// <summary>Zones and conduits, in id order.</summary>
    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>Controls.</summary>
    public required IReadOnlyList<ControlDescription> Controls { get; init; }

    /// <summary>Declarations.</summary>
    public required IReadOnlyList<Declaration> Declarations { get; init; }

    /// <summary>The cells that probes should decide.</summary>
    public required IReadOnlyList<PlannedCell> Cells { get; init; }

    /// <summary>Every trial that ended.</summary>
    public required IReadOnlyList<TrialResult> Trials { get; init; }

    /// <summary>Where static reachability and probes disagree.</summary>
    public IReadOnlyList<ReachabilityDisagreement> Disagreements { get; init; } = [];

    /// <summary>The scenario's expectations.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>The threat profiles replayed, from the lowest. For the report; decides nothing.</summary>
    public IReadOnlyList<ThreatProfile> Profiles { get; init; } = [];

    /// <summary>What the scenario declares essential. For the report; probes know it from the scenario.</summary>
    public IReadOnlyList<EssentialFunction> EssentialFunctions { get; init; } = [];

    /// <summary>What the scenario wants noticed. For the report; probes know it from the scenario.</summary>
    public IReadOnlyList<DetectionStep> DetectionScope { get; init; } = [];

    /// <summary>False when the run was cut short.</summary>
    public bool Complete { get; init; } = true;
}
