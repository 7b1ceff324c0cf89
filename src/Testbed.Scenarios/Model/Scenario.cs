using Testbed.Core;

namespace Testbed.Scenarios;

/// <summary>
/// A scenario that passed its checks: SuC, process, controls, declarations, expectations. Immutable; ids are unique and every reference resolves.
/// </summary>
public sealed record Scenario
{
    private static readonly ListIndex<AssetConfig> AssetsById = new(a => a.Id);
    private static readonly ListIndex<ControlConfig> ControlsByPlace = new(c => c.On);
    private static readonly ListIndex<ControlConfig> ControlsByType = new(c => c.GetType().Name);

    /// <summary>The id, equal to the folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>The title shown in reports.</summary>
    public required string Title { get; init; }

    /// <summary>What a newcomer should know.</summary>
    public string Description { get; init; } = "";

    /// <summary>The simulated start. Certificates are verified against it.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Who issues reports of this scenario.</summary>
    public required IssuerConfig Issuer { get; init; }

    /// <summary>Zones in id order.</summary>
    public required IReadOnlyList<ZoneConfig> Zones { get; init; }

    /// <summary>Assets in id order.</summary>
    public required IReadOnlyList<AssetConfig> Assets { get; init; }

    /// <summary>Conduits in id order.</summary>
    public required IReadOnlyList<ConduitConfig> Conduits { get; init; }

    /// <summary>Controls; on one conduit their order is the order of the pipeline.</summary>
    public required IReadOnlyList<ControlConfig> Controls { get; init; }

    /// <summary>What was found on site, beside what was drawn.</summary>
    public required AsBuiltConfig AsBuilt { get; init; }

    /// <summary>Functions that no control may take away (IEC 62443-3-3 clause 4.2).</summary>
    public required IReadOnlyList<EssentialFunctionConfig> EssentialFunctions { get; init; }

    /// <summary>Which attack steps must be noticed, and how fast.</summary>
    public required IReadOnlyList<DetectionScopeConfig> DetectionScope { get; init; }

    /// <summary>The gas process.</summary>
    public required ProcessConfig Process { get; init; }

    /// <summary>Polls, set-point moves, log-ons: the ordinary traffic of every run.</summary>
    public required TrafficConfig Traffic { get; init; }

    /// <summary>The operator model.</summary>
    public required OperatorConfig Operator { get; init; }

    /// <summary>Evidence no test can give.</summary>
    public required IReadOnlyList<Declaration> Declarations { get; init; }

    /// <summary>Claims that CI holds.</summary>
    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <summary>What attackers want of the process.</summary>
    public required IReadOnlyList<AttackGoalConfig> Goals { get; init; }

    /// <summary>The certificate authority and what it issued.</summary>
    public PkiConfig Pki { get; init; } = new();

    /// <summary>SHA-256 (hex) over the scenario's files.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>Finds an asset.</summary>
    public AssetConfig? Asset(string id) => AssetsById.Find(Assets, id) is [var asset, ..] ? asset : null;

    /// <summary>Finds a zone.</summary>
    public ZoneConfig? Zone(string id) => Zones.FirstOrDefault(z => z.Id == id);

    /// <summary>Finds a conduit.</summary>
    public ConduitConfig? Conduit(string id) => Conduits.FirstOrDefault(c => c.Id == id);

    /// <summary>The zone of an asset or of a gateway end; null for an unknown name.</summary>
    public string? ZoneOf(string assetOrGateway) =>
        Asset(assetOrGateway)?.Zone ?? Conduits.Select(c => assetOrGateway == c.GatewayA ? c.ZoneA : assetOrGateway == c.GatewayB ? c.ZoneB : null)
            .FirstOrDefault(z => z is not null);

    /// <summary>The controls on a conduit or asset, in pipeline order.</summary>
    public IReadOnlyList<ControlConfig> ControlsOn(string where) => ControlsByPlace.Find(Controls, where);

    /// <summary>All controls of one kind.</summary>
    public IEnumerable<T> ControlsOf<T>()
        where T : ControlConfig => ControlsByType.Find(Controls, typeof(T).Name).Cast<T>();

    /// <summary>The place (zone or conduit) a control belongs to: the conduit itself, or the zone of the asset.</summary>
    public string PlaceOf(ControlConfig control) => Asset(control.On)?.Zone ?? control.On;
}

/// <summary>The issuer of a report.</summary>
/// <param name="Name">Company or person.</param>
/// <param name="Role"><c>first</c>, <c>second</c> or <c>third</c> party.</param>
public sealed record IssuerConfig(string Name, string Role);

/// <summary>How much the function of a zone matters.</summary>
public enum ZoneCriticality
{
    /// <summary>Outside the system under consideration.</summary>
    External,

    /// <summary>Not control: office, buffer.</summary>
    NonControl,

    /// <summary>Control, not critical.</summary>
    Control,

    /// <summary>Critical control.</summary>
    Critical,

    /// <summary>Safety or protection.</summary>
    Safety,
}

/// <summary>A zone.</summary>
/// <param name="Id">For example <c>Z-CGS</c>.</param>
/// <param name="Number">1..62, unique; forms host addresses in the userspace network.</param>
/// <param name="Title">Plain name.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Target">SL-T.</param>
/// <param name="Criticality">External zones are not assessed.</param>
/// <param name="Features">Extra <see cref="PlaceFeatures"/> words that the model cannot derive.</param>
public sealed record ZoneConfig(
    string Id, int Number, string Title, string Owner, SlVector Target, ZoneCriticality Criticality, IReadOnlyList<string> Features);

/// <summary>A span: what lies between the two gateway ends of a conduit.</summary>
/// <param name="Kind"><c>lan</c>, <c>leased-line</c>, <c>cellular</c>, <c>radio</c>, <c>private-apn</c>, <c>internet</c> or <c>station</c>.</param>
/// <param name="Trusted">False when others own or share the medium.</param>
public sealed record SpanConfig(string Kind, bool Trusted)
{
    /// <summary>True for radio and cellular, a private access point of the latter included.</summary>
    public bool IsWireless => Kind is "cellular" or "radio" or "private-apn";
}

/// <summary>What a declared Modbus flow may do: function codes, one address range, and for writes a range and rate.</summary>
/// <param name="Functions">Function codes.</param>
/// <param name="FirstAddress">First PDU address.</param>
/// <param name="LastAddress">Last PDU address.</param>
/// <param name="MinValue">Lowest register value for writes.</param>
/// <param name="MaxValue">Highest register value for writes.</param>
/// <param name="MaxChange">Largest change against the value first seen in the period.</param>
/// <param name="Period">The period of <paramref name="MaxChange"/>.</param>
public sealed record ModbusAccessConfig(
    IReadOnlyList<int> Functions, int FirstAddress, int LastAddress, int? MinValue, int? MaxValue, int? MaxChange, TimeSpan? Period);

/// <summary>A declared flow through a conduit.</summary>
public sealed record FlowConfig(
    string Id, string From, string To, int Port, ServiceProtocol Protocol, IReadOnlyList<ModbusAccessConfig> Access, string Reason);

/// <summary>A conduit between two zones. Its gateway ends are <c>{Id}.gw-a</c> in <see cref="ZoneA"/> and <c>{Id}.gw-b</c> in <see cref="ZoneB"/>.</summary>
public sealed record ConduitConfig(
    string Id, string Title, string Owner, string ZoneA, string ZoneB, SlVector Target, SpanConfig Span, IReadOnlyList<FlowConfig> Flows,
    IReadOnlyList<string> Features)
{
    /// <summary>The gateway end in <see cref="ZoneA"/>.</summary>
    public string GatewayA => $"{Id}.gw-a";

    /// <summary>The gateway end in <see cref="ZoneB"/>.</summary>
    public string GatewayB => $"{Id}.gw-b";

    /// <summary>The gateway end in one of the two zones.</summary>
    public string Gateway(string zone) => zone == ZoneA ? GatewayA : GatewayB;

    /// <summary>The other zone.</summary>
    public string Other(string zone) => zone == ZoneA ? ZoneB : ZoneA;

    /// <summary>True when the conduit joins the two zones, in either order.</summary>
    public bool Joins(string a, string b) => (ZoneA == a && ZoneB == b) || (ZoneA == b && ZoneB == a);
}

/// <summary>A function that must go on whatever the controls do.</summary>
public sealed record EssentialFunctionConfig(string Id, string Title, IReadOnlyList<string> Assets, TimeSpan LongestInterruption);

/// <summary>A kind of attack step that monitoring must notice at a place.</summary>
/// <param name="Step"><c>scan</c>, <c>unauthorised-write</c>, <c>malformed</c>, <c>flood</c>, <c>rogue-device</c> or <c>failed-log-on</c>.</param>
/// <param name="Places">Conduits and zones in scope.</param>
/// <param name="Within">The longest simulated time to the alert.</param>
public sealed record DetectionScopeConfig(string Step, IReadOnlyList<string> Places, TimeSpan Within)
{
    /// <summary>Techniques of ATT&amp;CK for ICS that the step stands for; suggestions for plays, never verdicts.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];
}

/// <summary>A process goal of a campaign.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">In words.</param>
/// <param name="Measure"><c>over-pressure</c>, <c>customers-out</c> or <c>unserved</c>.</param>
/// <param name="Node">The node, for pressures.</param>
/// <param name="AtLeast">Seconds above the limit, customers, or kg.</param>
public sealed record AttackGoalConfig(string Id, string Title, string Measure, string? Node, double AtLeast)
{
    /// <summary>Impact techniques of ATT&amp;CK for ICS that the goal stands for.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = [];
}
