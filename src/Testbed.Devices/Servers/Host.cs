using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>General-purpose host (<c>host</c>): a console, and the sessions its people hold on other assets.</summary>
public sealed class Host : Device
{
    internal Host(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
    }
}
