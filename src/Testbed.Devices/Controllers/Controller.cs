using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Base of PLCs and RTUs: scans transmitters into inputs, runs its logic, drives the actuators that points are wired to. A point whose tag is a transmitter is
/// read every scan; one whose tag is an actuator commands it every scan.
/// </summary>
public abstract class Controller : Device
{
    private readonly ScanClock _clock;
    private readonly List<Point> _inputs = [];
    private readonly List<Point> _outputs = [];
    private readonly List<LevelAlarm> _alarms = [];
    private long _lastScanMs;
    private bool _isPaced;

    private protected Controller(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
        _clock = new ScanClock(asset.Scan);
        foreach (var point in Bank.All.Where(p => p.Config.Tag is { Length: > 0 }))
        {
            var tag = point.Config.Tag!;
            var list = environment.Plant.HasActuator(tag) ? _outputs : environment.Plant.HasSensor(tag) ? _inputs
                : throw new InvalidOperationException($"{asset.Id}: point '{point.Name}' is wired to '{tag}', which is neither transmitter nor actuator");
            list.Add(point);
        }
    }

    /// <inheritdoc/>
    public override TimeSpan LongestScanGap => _clock.LongestGap;

    /// <inheritdoc/>
    public override bool HasScan => true;

    /// <inheritdoc/>
    public override long ScansDone => _clock.Done;

    /// <inheritdoc/>
    public override TimeSpan? ScanPeriod => Context.Asset.Scan;

    /// <inheritdoc/>
    public override bool IsScanDue(long tickMs) => IsRunning && _clock.IsDue(tickMs);

    private protected IReadOnlyList<Point> Inputs => _inputs;

    /// <summary>The point of a name that the logic cannot do without.</summary>
    private protected Point Need(string name) =>
        Bank.Find(name) ?? throw new InvalidOperationException($"{Id}: a {Context.Asset.Kind} needs a point '{name}'");

    /// <summary>Adds an alarm on a measured point, if the asset has a point with its limit.</summary>
    private protected void Watch(Point measured, string limitPoint, bool isHigh)
    {
        if (Bank.Find(limitPoint) is { } limit)
        {
            _alarms.Add(new LevelAlarm(limitPoint, measured, limit, isHigh));
        }
    }

    /// <summary>The controller's own program, once per scan.</summary>
    private protected abstract void RunLogic(double seconds);

    private protected override void OnStart()
    {
        _clock.Start(Context.Tick);
        Controls.FailState.Reset();
        Controls.LoadLimit.NextTick(_clock.ScansPer(1000));
        ReadInputs();
    }

    private protected override void OnStop(bool crashed)
    {
        if (crashed)
        {
            Controls.FailState.OnCrash(Bank);
            OnPowerLoss();
            DriveOutputs();
        }
    }

    /// <summary>What the wiring does to outputs when the controller is dead.</summary>
    private protected virtual void OnPowerLoss()
    {
    }

    private protected override void OnScan(long tickMs, bool isPart)
    {
        _isPaced |= isPart;
        foreach (var seconds in _clock.Advance(tickMs))
        {
            ReadInputs();
            Controls.FailState.Scan(Bank, seconds);
            RunLogic(seconds);
            foreach (var alarm in _alarms)
            {
                alarm.Scan(Controls.Audit);
            }

            DriveOutputs();
        }

        // The budget of PDUs is that of the scans until the next turn: of a whole tick, or in real time of the part that has passed.
        Controls.LoadLimit.NextTick(_clock.ScansPer(_isPaced ? tickMs - _lastScanMs : 1000));
        _lastScanMs = tickMs;
    }

    private protected override void OnServed(string peer)
    {
        _clock.CountPdu();
        Controls.FailState.Heard(peer);
    }

    private void ReadInputs()
    {
        foreach (var point in _inputs)
        {
            point.SetValue(Context.Environment.Plant.ReadSensor(point.Config.Tag!));
        }
    }

    private void DriveOutputs()
    {
        foreach (var point in _outputs)
        {
            Context.Environment.Plant.WriteActuator(point.Config.Tag!, point.Value);
        }
    }
}
