using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>fail-state</c>: when the declared master has been heard and then is silent for longer than <see cref="FailStateConfig.After"/>, the listed points hold,
/// go to their declared value, or back to what the master last wrote. Disarmed, the same silence lets them decay to zero, as memory that nobody refreshes. Without a master, or before its
/// first request, nothing happens.
/// </summary>
internal sealed class FailStateControl(DeviceContext device, AuditControl audit) : AssetControl<FailStateConfig>(device)
{
    /// <summary>Time constant of the decay when disarmed.</summary>
    public const double DecaySeconds = 30;

    private readonly Dictionary<string, double> _lastWritten = new(StringComparer.Ordinal);
    private DateTimeOffset? _lastHeard;

    /// <summary>True while the master is silent for too long.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>A request of this peer was answered.</summary>
    public void Heard(string peer)
    {
        if (peer.Length == 0 || peer != Device.Asset.Master)
        {
            return;
        }

        _lastHeard = Device.Now;
        if (IsSilent)
        {
            IsSilent = false;
            audit.Record(AuditCategories.ControlSystem, "master-back", true, new Origin(peer, "", 0), "requests of the master are answered again");
        }
    }

    /// <summary>Somebody wrote a point.</summary>
    public void Wrote(string peer, Point point)
    {
        if (peer.Length > 0 && peer == Device.Asset.Master)
        {
            _lastWritten[point.Name] = point.Value;
        }
    }

    /// <summary>True when the point stands in its fail state, so that no logic may drive it.</summary>
    public bool Owns(Point point) => IsSilent && Config?.Outputs.ContainsKey(point.Name) == true;

    /// <summary>Forgets the master: after a restart it must be heard again.</summary>
    public void Reset() => (_lastHeard, IsSilent) = (null, false);

    public void Scan(PointBank bank, double seconds)
    {
        if (Config is not { } config || _lastHeard is not { } heard || Device.Now - heard <= config.After)
        {
            return;
        }

        if (!IsSilent)
        {
            IsSilent = true;
            Enter(config, bank);
        }

        if (IsArmed)
        {
            return;
        }

        foreach (var point in config.Outputs.Keys.Order(StringComparer.Ordinal).Select(bank.Find).OfType<Point>())
        {
            var decayed = point.Value * Math.Exp(-seconds / DecaySeconds);
            point.SetValue(Math.Abs(decayed) * point.Scale < 0.5 || point.IsBit ? 0 : decayed);
        }
    }

    /// <summary>The points as a dead controller leaves them: declared values when armed, nothing left when not.</summary>
    public void OnCrash(PointBank bank)
    {
        foreach (var (name, state) in Config?.Outputs ?? new Dictionary<string, string>())
        {
            if (!IsArmed)
            {
                bank.Find(name)?.SetValue(0);
            }
            else if (double.TryParse(state, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                bank.Find(name)?.SetValue(value);
            }
        }

        if (IsArmed)
        {
            Note(LedgerAction.Recorded, "crash", Origin.Self);
        }
    }

    /// <summary>The program has left RUN: the listed points go to their declared state, and stay there until it runs again. Disarmed: the wiring decides.</summary>
    public void OnStandstill(PointBank bank)
    {
        if (Armed is { } config)
        {
            Note(LedgerAction.Recorded, "program-stands", Origin.Self);
            TakeStates(config, bank);
        }
    }

    private void Enter(FailStateConfig config, PointBank bank)
    {
        if (!IsArmed)
        {
            return;
        }

        Note(LedgerAction.Recorded, "master-silent", new Origin(Device.Asset.Master ?? "", "", 0));
        TakeStates(config, bank);
    }

    private void TakeStates(FailStateConfig config, PointBank bank)
    {
        foreach (var (name, state) in config.Outputs.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (bank.Find(name) is not { } point)
            {
                continue;
            }

            if (double.TryParse(state, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || (state == "last" && _lastWritten.TryGetValue(name, out value)))
            {
                point.SetValue(value);
            }

            audit.Record(AuditCategories.ControlSystem, "fail-state", true, Origin.Self, $"{name} {state}");
        }
    }
}
