using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>modbus-security</c>.</summary>
internal sealed class ModbusSecurityBinder : ControlBinder<ModbusSecurityConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var trust = TrustKeys.Read(r);
        var roles = r.OptionalObject("roles", Types.Dictionary(Types.IdPrefix, Types.List(new RightType())),
            "function codes by role, such as operator: [3, 4, { functions: 6, addresses: 100-101 }]; a role left out, and a certificate without one, may do nothing; without roles everybody with an accepted certificate may do everything");
        var closePlain = r.Optional("close_plain", Types.Bool, false, "the asset's plain Modbus services stay closed while the control is armed (default false)");
        var (on, rolesAt) = (r.At("on"), r.At("roles"));
        var places = r.Places("on");
        r.Binding.Later(scenario => ModbusSecurityChecks.Check(r.Binding, scenario, places, on, rolesAt));
        return h => new ModbusSecurityConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            TrustedAuthorities = trust.Authorities,
            MinVersion = trust.MinVersion,
            CheckValidity = trust.CheckValidity,
            CheckRevocation = trust.CheckRevocation,
            Roles = roles,
            ClosePlain = closePlain,
        };
    }

    /// <summary>A function code on all addresses, or a map with a range.</summary>
    private sealed class RightType : YamlType<RoleRightConfig>
    {
        private static readonly MapType<RoleRightConfig> Ranged = Types.Map("right", r =>
        {
            var functions = r.Required("functions", Types.ListOrOne(Types.FunctionCode, needsOne: true), "function codes");
            var (first, last) = r.Required("addresses", Types.Range, "PDU address or range, such as 100-101");
            return new RoleRightConfig(functions, first, last);
        });

        public override RoleRightConfig Fallback => new([], 0, 0);

        public override bool TryRead(YamlNode node, Binding binding, out RoleRightConfig value)
        {
            if (node is YamlMap)
            {
                return Ranged.TryRead(node, binding, out value);
            }

            var good = Types.FunctionCode.TryRead(node, binding, out var function);
            value = good ? new([function], 0, 65535) : Fallback;
            return good;
        }

        public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(Types.FunctionCode.Schema(), Ranged.Schema()) };
    }
}
