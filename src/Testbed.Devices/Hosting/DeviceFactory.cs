using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Makes the device of an <see cref="AssetKind"/>. Controllers are one kind of device with different programs.</summary>
public static class DeviceFactory
{
    /// <summary>Makes the device of an asset; it does nothing until started.</summary>
    /// <exception cref="InvalidOperationException">A controller's asset lacks a point that its logic needs, or a point's tag is not in the plant.</exception>
    public static Device Create(AssetConfig asset, IDeviceEnvironment environment) => Create(asset, environment, isBlank: false);

    /// <summary>As above; a blank controller has no program until somebody loads or restores one.</summary>
    internal static Device Create(AssetConfig asset, IDeviceEnvironment environment, bool isBlank)
    {
        ArgumentNullException.ThrowIfNull(asset);
        ArgumentNullException.ThrowIfNull(environment);
        return asset.Kind switch
        {
            _ when asset.Kind.IsController() => new Controller(asset, environment, isBlank),
            AssetKind.ScadaMaster => new ScadaMaster(asset, environment),
            AssetKind.Historian => new Historian(asset, environment),
            AssetKind.LogCollector => new LogCollector(asset, environment),
            AssetKind.Host => new Host(asset, environment),
            _ => throw new ArgumentOutOfRangeException(nameof(asset), asset.Kind, "no device for this kind"),
        };
    }
}
