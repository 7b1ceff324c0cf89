using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>A control whose settings can be read and replaced while the device runs. Every <see cref="AssetControl{TConfig}"/> is one.</summary>
internal interface IConfigurableControl
{
    /// <summary>The type of its settings.</summary>
    Type ConfigType { get; }

    /// <summary>The settings in force; null when it is disarmed.</summary>
    AssetControlConfig? InForce { get; }

    /// <summary>Puts settings in force.</summary>
    void Configure(AssetControlConfig? settings);
}
