using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A declared flow with everything it names.</summary>
internal sealed record FlowView(ConduitConfig Conduit, FlowConfig Flow, AssetConfig From, AssetConfig To, ServiceConfig Service);

/// <summary>Questions that probes ask of a scenario. All answers come in id order.</summary>
internal static class ScenarioQueries
{
    /// <summary>Zones that are assessed.</summary>
    public static IEnumerable<ZoneConfig> Assessed(this Scenario scenario) =>
        scenario.Zones.Where(z => z.Criticality != ZoneCriticality.External).OrderBy(z => z.Id, StringComparer.Ordinal);

    /// <summary>True for a zone outside the system under consideration.</summary>
    public static bool IsExternal(this Scenario scenario, string zone) => scenario.Zone(zone)?.Criticality == ZoneCriticality.External;

    /// <summary>Assets of a zone.</summary>
    public static IEnumerable<AssetConfig> In(this Scenario scenario, string zone) =>
        scenario.Assets.Where(a => a.Zone == zone).OrderBy(a => a.Id, StringComparer.Ordinal);

    /// <summary>Services of one protocol in the assessed zones.</summary>
    public static IEnumerable<(AssetConfig Asset, ServiceConfig Service)> Services(this Scenario scenario, ServiceProtocol protocol) =>
        from zone in scenario.Assessed()
        from asset in scenario.In(zone.Id)
        from service in asset.Services
        where service.Protocol == protocol
        select (asset, service);

    /// <summary>Declared flows of a protocol whose server lies in an assessed zone and offers the port.</summary>
    public static IEnumerable<FlowView> Flows(this Scenario scenario, ServiceProtocol protocol) =>
        from conduit in scenario.Conduits
        from flow in conduit.Flows
        where flow.Protocol == protocol
        let client = scenario.Asset(flow.From)
        let to = scenario.Asset(flow.To)
        where client is not null && to is not null && !scenario.IsExternal(to.Zone)
        let service = to.Services.FirstOrDefault(s => s.Port == flow.Port && s.Protocol == protocol)
        where service is not null
        select new FlowView(conduit, flow, client, to, service);

    /// <summary>Modbus services in the assessed zones, plain and secured.</summary>
    public static IEnumerable<(AssetConfig Asset, ServiceConfig Service)> ModbusServices(this Scenario scenario) =>
        scenario.Services(ServiceProtocol.Modbus).Concat(scenario.Services(ServiceProtocol.ModbusSecurity));

    /// <summary>Declared Modbus flows, plain ones before secured ones.</summary>
    public static IEnumerable<FlowView> ModbusFlows(this Scenario scenario) =>
        scenario.Flows(ServiceProtocol.Modbus).Concat(scenario.Flows(ServiceProtocol.ModbusSecurity));

    /// <summary>The service of a cell's asset by its id.</summary>
    public static ServiceConfig Service(this Scenario scenario, string asset, string id) => scenario.Asset(asset)!.Services.First(s => s.Id == id);

    /// <summary>The first control of a kind on an asset or conduit.</summary>
    public static T? Control<T>(this Scenario scenario, string on)
        where T : ControlConfig => scenario.ControlsOn(on).OfType<T>().FirstOrDefault();

    /// <summary>Accounts of one person each, as a workforce uses them at this asset; visitors last.</summary>
    public static IEnumerable<AccountConfig> Personal(this AssetConfig asset) => asset.Accounts
        .Where(a => a is { Personal: true, Service: false, VendorDefault: false } && (a.LogOnTo.Count == 0 || a.LogOnTo.Contains(asset.Id)))
        .OrderBy(a => a.Visitor);

    /// <summary>What a role may do on an asset: by its <c>roles</c> control, else by the usual matrix.</summary>
    public static IReadOnlyList<string> Permissions(this Scenario scenario, string asset, AccountRole role) =>
        (scenario.Control<RolesConfig>(asset)?.Permissions ?? RolesConfig.Usual).GetValueOrDefault(role, []);

    /// <summary>The first personal account whose role has a permission.</summary>
    public static AccountConfig? AccountWith(this Scenario scenario, AssetConfig asset, string permission) =>
        asset.Personal().FirstOrDefault(a => scenario.Permissions(asset.Id, a.Role).Contains(permission));

    /// <summary>The conduit that joins two zones.</summary>
    public static ConduitConfig? Between(this Scenario scenario, string a, string b) => scenario.Conduits.FirstOrDefault(c => c.Joins(a, b));

    /// <summary>A port nobody listens on, as declared or as found, from 8443 up.</summary>
    public static int FreePort(this Scenario scenario, AssetConfig asset) => Enumerable.Range(8443, 100)
        .First(p => asset.Services.All(s => s.Port != p) && scenario.AsBuilt.Ports.All(o => o.Asset != asset.Id || o.Port != p));
}
