using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The operator: believes process alarms, looks for <see cref="OperatorConfig.Triage"/>, and after a further
/// <see cref="OperatorConfig.Action"/> sets every set point of the stations he masters back to its normal value, as far as the declared flows
/// let him write. A lost poll is to him a fault of the telecommunications and starts nothing. When alarms stay he starts over.
/// </summary>
internal sealed class OperatorModel(DeviceContext device, PollMaster polls)
{
    private DateTimeOffset? _acts;

    /// <summary>When the first alarm that he believed came.</summary>
    public DateTimeOffset? Detected { get; private set; }

    /// <summary>True while he is busy with an alarm.</summary>
    public bool IsBusy => _acts is not null;

    public void Believe(string alarm)
    {
        if (Detected is null)
        {
            Detected = device.Now;
            device.Environment.Recorder.Fact(device.Asset.Id, "first-alarm", alarm);
        }

        var plan = device.Environment.Scenario.Operator;
        _acts ??= device.Now + plan.Triage + plan.Action;
    }

    public void Step(bool anyActive)
    {
        if (_acts is not { } due || device.Now < due)
        {
            return;
        }

        _acts = null;
        if (!anyActive)
        {
            return;
        }

        device.Environment.Recorder.Fact(device.Asset.Id, "operator", "restores set points");
        foreach (var (asset, service, point) in Restorable())
        {
            var words = PointCodec.Encode(point, point.Initial!.Value);
            device.Run(async () =>
            {
                var done = await OrdinaryTraffic.WriteAsync(polls, asset.Id, service.Port, service.Unit ?? 1, point.Address, words);
                device.Environment.Recorder.Fact(device.Asset.Id, "restored", $"{asset.Id}.{point.Name} {(done ? "ok" : "failed")}");
            });
        }

        _acts = device.Now + device.Environment.Scenario.Operator.Action;
    }

    private IEnumerable<(AssetConfig Asset, ServiceConfig Service, PointConfig Point)> Restorable() =>
        from target in CommandPoints.Mastered(device.Environment.Scenario, device.Asset)
        let point = target.Point
        where point.Table == ModbusTable.HoldingRegister && point.Initial is not null && point.Name.StartsWith("set-point", StringComparison.Ordinal)
        select (target.Owner, target.Service!, point);
}
