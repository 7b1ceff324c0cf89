namespace Testbed.Scenarios.Loading;

/// <summary>Checks of <c>modbus-security</c> against services, certificates and the declared flows, so that ordinary traffic is served as declared.</summary>
internal static class ModbusSecurityChecks
{
    /// <summary>Checks one entry on all its places.</summary>
    public static void Check(Binding binding, Scenario scenario, IReadOnlyList<string> places, Mark on, Mark rolesAt)
    {
        foreach (var asset in places.Distinct(StringComparer.Ordinal).Select(scenario.Asset).OfType<AssetConfig>())
        {
            var ports = asset.Services.Where(s => s.Protocol == ServiceProtocol.ModbusSecurity).Select(s => s.Port).ToHashSet();
            if (ports.Count == 0)
            {
                binding.Report(DiagnosticCodes.NoSecureService, on, $"{asset.Id} has no modbus-security service that this could protect",
                    "add '{ id: modbus-secure, protocol: modbus-security, port: 802, unit: 1 }' to its services");
            }
            else if (scenario.ControlsOn(asset.Id).OfType<ModbusSecurityConfig>().FirstOrDefault() is { Roles: not null } control)
            {
                CheckClients(binding, scenario, asset, ports, control, rolesAt);
            }
        }
    }

    private static void CheckClients(Binding binding, Scenario scenario, AssetConfig asset, HashSet<int> ports, ModbusSecurityConfig control, Mark rolesAt)
    {
        foreach (var client in Clients(scenario, asset, ports))
        {
            var role = scenario.Pki.Certificates.FirstOrDefault(c => c.Holder == client)?.Role;
            if (role is null)
            {
                binding.Report(DiagnosticCodes.CertificateWithoutRole, rolesAt,
                    $"{client} uses {asset.Id} with a certificate that carries no role, so that it may do nothing",
                    $"add '{{ holder: {client}, role: {control.Roles!.Keys.FirstOrDefault() ?? "operator"} }}' under pki.certificates");
                continue;
            }

            var unserved = Requests(scenario, client, asset, ports)
                .Where(q => control.Roles!.ContainsKey(role) && !control.Allows(role, q.Function, q.Address, q.Count)).ToList();
            if (unserved.Count > 0)
            {
                binding.Report(DiagnosticCodes.RoleTooNarrow, rolesAt, FormattableString.Invariant(
                    $"the role '{role}' does not let {client} do its ordinary traffic with {asset.Id}: function code {unserved[0].Function} at address {unserved[0].Address}"),
                    $"add it to '{role}'");
            }
        }
    }

    private static IEnumerable<string> Clients(Scenario scenario, AssetConfig asset, HashSet<int> ports) => scenario.Conduits.SelectMany(c => c.Flows)
        .Where(f => f.To == asset.Id && ports.Contains(f.Port)).Select(f => f.From)
        .Concat(scenario.Traffic.Polls.Where(p => p.To == asset.Id && ports.Contains(p.Port)).Select(p => p.From))
        .Concat(scenario.Traffic.SetPointMoves.Where(m => m.To == asset.Id && ports.Contains(m.Port)).Select(m => m.From))
        .Where(c => scenario.Asset(c) is not null).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<(int Function, int Address, int Count)> Requests(Scenario scenario, string client, AssetConfig asset, HashSet<int> ports) =>
        scenario.Traffic.Polls.Where(p => p.From == client && p.To == asset.Id && ports.Contains(p.Port)).Select(p => (FunctionOf(p.Table), p.Address, p.Count))
            .Concat(scenario.Traffic.SetPointMoves.Where(m => m.From == client && m.To == asset.Id && ports.Contains(m.Port)).Select(m => (6, m.Address, 1)));

    private static int FunctionOf(ModbusTable table) =>
        table switch { ModbusTable.Coil => 1, ModbusTable.DiscreteInput => 2, ModbusTable.HoldingRegister => 3, _ => 4 };
}
