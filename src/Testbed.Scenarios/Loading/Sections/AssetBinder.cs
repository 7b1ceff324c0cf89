using Testbed.Core;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>assets:</c>.</summary>
internal static class AssetBinder
{
    /// <summary>The list of assets.</summary>
    public static ListType<AssetConfig> List(Dictionary<string, Mark> addresses) => Types.List(Types.Map("asset", r => Bind(r, addresses)), needsOne: true);

    private static AssetConfig Bind(MapReader r, Dictionary<string, Mark> addresses)
    {
        var address = r.Required("address", Types.Address, "the plant's IPv4 address");
        if (address.Length > 0 && !addresses.TryAdd(address, r.At("address")))
        {
            r.Report(DiagnosticCodes.DuplicateAddress, "address", $"the address {address} is already taken in line {addresses[address].Line}");
        }

        var services = r.Optional("services", Types.List(Types.Map("service", ServiceReader())), [], "listening services as declared");
        var points = r.Optional("points", PointBinder.Points(), [], "points of a controller: a list, or a map with a CSV file");
        return new()
        {
            Id = r.Required("id", Types.NewId(Named.Asset), "the asset's id, such as PLC-CGS"),
            Kind = r.Required("kind", Types.Word<AssetKind>("kind of asset", DiagnosticCodes.UnknownKind), "what it is"),
            Zone = r.Required("zone", Types.Ref(Named.Zone), "its zone"),
            Title = r.Optional("title", Types.Text, "", "plain name"),
            Address = address,
            Product = r.Required("product", Types.Text, "product name"),
            Version = r.Required("version", Types.Text, "product version"),
            Capability = r.OptionalObject("capability", new VectorType(allowsDash: true), "SL-C as the supplier states it; - where he states none"),
            Services = services,
            Accounts = r.Optional("accounts", Types.List(Types.Map("account", AccountBinder.Reader())), [], "accounts of the console"),
            Points = points,
            Scan = r.Optional("scan", Types.Duration, TimeSpan.FromSeconds(1), "the controller's scan period (default 1s)"),
            Master = r.OptionalObject("master", Types.Ref(Named.Asset), "the master whose silence the fail state is about"),
            Confidential = r.Optional("confidential", Types.Bool, false, "true when it keeps or carries data that the owner classed as confidential"),
            Controller = r.Optional("controller", ControllerBinder.Section(points), ControllerConfig.None, "program, alarms and fail states of a controller"),
            Clock = r.Optional("clock", AccountBinder.Clock, ClockConfig.True, "how its clock runs against true time (default: right)"),
        };
    }

    private static Func<MapReader, ServiceConfig> ServiceReader()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var ports = new HashSet<int>();
        return r =>
        {
            var protocol = r.Required("protocol", Types.Word<ServiceProtocol>("protocol"), "what it speaks");
            var port = r.Required("port", Types.Port, "logical port");
            var unit = r.OptionalValue("unit", Types.Unit, "Modbus unit id, for Modbus only");
            if (r.IsGood("port") && !ports.Add(port))
            {
                r.Report(DiagnosticCodes.DuplicatePort, "port", $"another service of this asset already listens on port {port}");
            }

            if (r.IsGood("protocol") && protocol.IsModbus() != unit.HasValue)
            {
                r.Report(DiagnosticCodes.UnitMismatch, unit.HasValue ? "unit" : "protocol",
                    unit.HasValue ? "only a Modbus service has a unit id" : "a Modbus service needs its unit id",
                    unit.HasValue ? "remove it" : "add 'unit: 1'");
            }

            return new(r.Required("id", Types.LocalId("service", ids), "unique within the asset"), protocol, port, unit,
                r.Optional("needed", Types.Bool, true, "false for a service that the asset's function does not need (SR 7.7)"));
        };
    }
}
