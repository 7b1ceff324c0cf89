namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>read-only</c>.</summary>
internal sealed class ReadOnlyBinder : ControlBinder<ReadOnlyConfig>
{
    private static readonly ServiceProtocol[] Both = [ServiceProtocol.Modbus, ServiceProtocol.Console];

    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var interfaces = r.Optional("interfaces", Types.ListOrOne(Types.Word<ServiceProtocol>("protocol"), needsOne: true), Both,
            "protocols that it holds on: modbus, console (default both)");
        if (interfaces.Contains(ServiceProtocol.Syslog))
        {
            r.Report(DiagnosticCodes.ReadOnlyInterface, "interfaces", "nothing is written over syslog", "use modbus, console or both");
        }

        var point = r.OptionalObject("while", Types.Text, "a point of the device that switches it, such as a key's position; without one it always holds");
        var (places, at) = (r.Places("on"), r.At("while"));
        r.Binding.Later(scenario =>
        {
            foreach (var asset in places.Where(_ => point is not null))
            {
                PointNames.Check(r.Binding, scenario, asset, point!, at);
            }
        });
        return h => new ReadOnlyConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            Interfaces = interfaces,
            While = point,
        };
    }
}
