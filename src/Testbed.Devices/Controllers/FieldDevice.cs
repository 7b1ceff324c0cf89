using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// A device that its map describes and nothing else (<c>field-device</c>): every scan it reads the points wired to transmitters and drives those wired to
/// actuators; the rest is memory that masters read and write. It needs no point by name.
/// </summary>
public sealed class FieldDevice : Controller
{
    internal FieldDevice(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
    }

    private protected override void RunLogic(double seconds)
    {
        // Its program, if it has one, is not in the map.
    }
}
