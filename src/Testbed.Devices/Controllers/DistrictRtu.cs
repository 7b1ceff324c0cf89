using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// District station terminal unit (<c>district-rtu</c>): passes the set point to the pilot, watches the outlet. While its selector stands on local it refuses
/// set points from the network; the console is the panel on site and is not refused.
/// </summary>
public sealed class DistrictRtu : Controller
{
    private readonly Point? _remote;

    internal DistrictRtu(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
        Need("set-point");
        _remote = Bank.Find("remote") ?? Bank.Find("remote-local");
        if (_remote?.Config.Initial is null)
        {
            _remote?.SetValue(1);
        }

        var outlet = Need("outlet-pressure");
        Watch(outlet, Bank.Find("alarm-high") is null ? "alarm-h" : "alarm-high", isHigh: true);
        Watch(outlet, Bank.Find("alarm-low") is null ? "alarm-l" : "alarm-low", isHigh: false);
    }

    private protected override void RunLogic(double seconds)
    {
        // The pilot is positioned by the wired output alone; there is no loop in the unit.
    }

    private protected override string? RefusalOf(Point point, Origin origin) =>
        _remote is { IsOn: false } && point.Name == "set-point" && IsModbus(origin) ? "selector on local" : null;

    private bool IsModbus(Origin origin) =>
        Context.Asset.Services.Any(s => s.Port == origin.Port && s.Protocol.IsModbus());
}
