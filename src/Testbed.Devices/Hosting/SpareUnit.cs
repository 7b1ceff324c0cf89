using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// A spare out of its box: the product's firmware and version, the supplier's account, points at their lowest value, no controls but the backup function that the
/// product has. A controller has no program: it stands in STOP with its outputs de-energised until one is restored or loaded. It takes the place of an asset.
/// </summary>
public static class SpareUnit
{
    /// <summary>The account that a spare comes with where the supplier's is not known.</summary>
    public static AccountConfig FactoryAccount { get; } = new("factory", AccountRole.Administrator, "factory", false, false, true);

    /// <summary>Makes the spare of an asset; it does nothing until started.</summary>
    public static Device Create(AssetConfig asset, IDeviceEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(asset);
        ArgumentNullException.ThrowIfNull(environment);
        var supplier = asset.Accounts.FirstOrDefault(a => a.VendorDefault) ?? FactoryAccount;
        return DeviceFactory.Create(
            asset with { Accounts = [supplier], Points = [.. asset.Points.Select(p => p.Initial is null ? p : p with { Initial = p.Min ?? 0 })] },
            new BareEnvironment(environment),
            isBlank: true);
    }

    private sealed class BareEnvironment(IDeviceEnvironment plant) : IDeviceEnvironment
    {
        public IZoneNetwork Network => plant.Network;

        public IPlantIo Plant => plant.Plant;

        public TimeProvider Clock => plant.Clock;

        public ITrialRecorder Recorder => plant.Recorder;

        public IControlArming Arming => plant.Arming;

        public ScenarioPki Pki => plant.Pki;

        public Scenario Scenario { get; } = plant.Scenario with { Controls = [.. plant.Scenario.Controls.OfType<BackupConfig>()] };

        public RandomStream Random(string path) => plant.Random(path);
    }
}
