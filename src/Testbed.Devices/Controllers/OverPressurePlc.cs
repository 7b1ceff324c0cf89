using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Over-pressure protection (<c>over-pressure-plc</c>): when two of the transmitters (the input registers that are wired) stand above the trip point for
/// the trip delay, the shut-off valve closes and stays closed until somebody resets it on site. The maintenance override suppresses a trip,
/// it never undoes one. The trip output is de-energised to close: a dead controller closes the valve.
/// </summary>
public sealed class OverPressurePlc : Controller
{
    private const int Votes = 2;
    private readonly Point _tripped;
    private readonly Point _tripPoint;
    private readonly Point _tripDelay;
    private readonly Point? _override;
    private readonly Point? _overrideOn;
    private readonly List<Point> _transmitters;
    private double _aboveSeconds;

    internal OverPressurePlc(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
        (_tripped, _tripPoint, _tripDelay) = (Need("tripped"), Need("trip-point"), Need("trip-delay"));
        (_override, _overrideOn) = (Bank.Find("maintenance-override"), Bank.Find("override-on"));
        _transmitters = [.. Inputs.Where(p => p.Config.Table == ModbusTable.InputRegister)];
        if (_tripped.Config.Tag is not { } tag || !environment.Plant.HasActuator(tag))
        {
            throw new InvalidOperationException($"{Id}: point 'tripped' must be wired to the actuator that closes the shut-off valve");
        }

        if (_transmitters.Count < Votes)
        {
            throw new InvalidOperationException($"{Id}: two of three voting needs wired input registers, found {_transmitters.Count}");
        }
    }

    /// <summary>The crew at the valve resets the trip; without effect while the pressure still asks for one.</summary>
    public void ResetOnSite()
    {
        if (!_tripped.IsOn || Count() >= Votes)
        {
            return;
        }

        _tripped.SetValue(0);
        _aboveSeconds = 0;
        Controls.Audit.Record(AuditCategories.ControlSystem, "trip-reset", true, Origin.Self, "on site");
    }

    private protected override void RunLogic(double seconds)
    {
        _overrideOn?.SetValue(_override is { IsOn: true } ? 1 : 0);
        if (_override is { IsOn: true } || Count() < Votes)
        {
            _aboveSeconds = 0;
            return;
        }

        _aboveSeconds += seconds;
        if (!_tripped.IsOn && _aboveSeconds >= _tripDelay.Value)
        {
            Trip(string.Create(CultureInfo.InvariantCulture, $"2 of {_transmitters.Count} above {_tripPoint.Value:0.00}"));
        }
    }

    private protected override void OnPowerLoss() => Trip("controller dead");

    private int Count() => _transmitters.Count(t => t.Value > _tripPoint.Value);

    private void Trip(string why)
    {
        _tripped.SetValue(1);
        Controls.Audit.Record(AuditCategories.ControlSystem, "trip", true, Origin.Self, why);
    }
}
