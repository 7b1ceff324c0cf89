using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Base of the implementations of asset controls: one sealed class per YAML kind. <see cref="Armed"/> is null when the asset has no such control or it
/// is disarmed in this twin; the disarmed form is the behaviour without it. Every armed control that acts says so in the ledger.
/// </summary>
internal abstract class AssetControl<TConfig> : IConfigurableControl
    where TConfig : AssetControlConfig
{
    private string _id;

    protected AssetControl(DeviceContext device)
    {
        Device = device;
        var arming = device.Environment.Arming;
        var configs = device.Configs;
        for (var i = 0; i < configs.Count; i++)
        {
            if (configs[i] is TConfig config)
            {
                Armed ??= arming.IsArmed(config.Id) ? config : null;
                Config ??= config;
            }
        }

        Config = Armed ?? Config;
        _id = Config?.Id ?? "";
    }

    /// <summary>The configuration, armed or not; null when the asset has no such control.</summary>
    public TConfig? Config { get; }

    /// <summary>The settings in force when armed; a restore or an administrator may have changed them since the start.</summary>
    public TConfig? Armed { get; private set; }

    public bool IsArmed => Armed is not null;

    protected DeviceContext Device { get; }

    Type IConfigurableControl.ConfigType => typeof(TConfig);

    AssetControlConfig? IConfigurableControl.InForce => Armed;

    void IConfigurableControl.Configure(AssetControlConfig? settings)
    {
        Armed = (TConfig?)settings;
        _id = settings?.Id ?? _id;
        OnConfigured();
    }

    /// <summary>New settings are in force.</summary>
    protected virtual void OnConfigured()
    {
    }

    /// <summary>Writes a ledger line of this control.</summary>
    protected void Note(LedgerAction action, string rule, Origin origin, string pdu = "") =>
        Device.Environment.Recorder.Ledger(new LedgerEntry(
            Device.Tick, Device.Asset.Zone, Device.Asset.Id, _id, action, rule, origin.Peer, Device.Asset.Id, origin.Port, pdu));
}
