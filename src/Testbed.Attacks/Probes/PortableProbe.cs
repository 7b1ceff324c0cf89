using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of probes of portable devices. Cells: plain Modbus services of assets with a local port (an admission service) in zones to which such devices come (feature <c>portable-devices</c>), and every
/// service that a <c>portable-device</c> control locks. The device is a guest in the zone.
/// </summary>
public abstract class PortableProbe : Probe
{
    /// <summary>Sets id and requirement.</summary>
    protected PortableProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario) =>
        from pair in scenario.ModbusServices()
        let locked = scenario.Control<PortableDeviceConfig>(pair.Asset.Id)
        where locked?.Services.Contains(pair.Service.Id) == true
            || (pair.Service == Port(pair.Asset) && pair.Asset.Services.Any(s => s.Protocol == ServiceProtocol.Admission)
                && PlaceFeatureDeriver.Features(scenario, pair.Asset.Zone).Contains(PlaceFeatures.Portable))
        select At(pair.Asset.Zone, pair.Asset.Id, $"{pair.Service.Id}+portable");

    // Where nothing says what the port leads to: the plain service, else the secured one.
    private static ServiceConfig? Port(AssetConfig asset) =>
        asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Modbus) ?? asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.ModbusSecurity);

    /// <inheritdoc/>
    public sealed override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        var laptop = new Laptop(range, asset, range.Scenario.Service(asset.Id, cell.Interface.Split('+')[0]), range.Scenario.Control<PortableDeviceConfig>(asset.Id));
        range.Act("T0864", $"laptop at the local port of {asset.Id}");
        return await laptop.IsServedAsync() ? AttackOutcome.Succeeded($"{asset.Id} served a laptop that nobody had let in.")
            : laptop.Control is not { Devices.Count: > 0 } ? AttackOutcome.Resisted($"{asset.Id} did not serve a laptop.")
            : await ProbeAsync(laptop, laptop.Control);
    }

    /// <summary>Goes on with what is declared about approved devices.</summary>
    private protected abstract Task<AttackOutcome> ProbeAsync(Laptop laptop, PortableDeviceConfig control);
}
