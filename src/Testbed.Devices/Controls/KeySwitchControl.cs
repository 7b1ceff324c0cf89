using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>key-switch</c>: what engineering tools may do, by the position of a key on the controller. The key's point takes no write from anybody, and a variable of its
/// name no force. Disarmed: nobody looks at the key.
/// </summary>
internal sealed class KeySwitchControl(DeviceContext device, AuditControl audit) : AssetControl<KeySwitchConfig>(device)
{
    /// <summary>True for the point that is the key, as long as the control is armed.</summary>
    public bool IsKey(string point) => Armed is { } config && string.Equals(config.Point, point, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the key shows.</summary>
    public EngineeringKey Shown(PointBank bank) => Armed is not { } config ? EngineeringKey.None : Position(config, bank) switch
    {
        KeyPosition.Run => EngineeringKey.Run,
        KeyPosition.Program => EngineeringKey.Program,
        KeyPosition.Remote => EngineeringKey.Remote,
        _ => EngineeringKey.Undefined,
    };

    /// <summary>Why an operation is refused; null when the key allows it.</summary>
    public string? RefusalOf(EngineeringOperation operation, PointBank bank, Origin origin, string request)
    {
        if (Armed is not { } config || Position(config, bank) is var position && config.Allows(position, operation))
        {
            return null;
        }

        var at = position?.ToString().ToUpperInvariant() ?? "no position";
        Refuse($"{operation.ToString().ToLowerInvariant()}-in-{(position is null ? "none" : at.ToLowerInvariant())}", origin, request);
        return $"the key stands on {at}";
    }

    /// <summary>Why the key's point does not take a write that comes over the network; null for other points.</summary>
    public string? RefusalOf(Point point, Origin origin)
    {
        if (!IsKey(point.Name) || origin.Peer.Length == 0)
        {
            return null;
        }

        Refuse("key-moved-by-wire", origin, point.Name);
        return "is a key, which is turned by hand";
    }

    /// <summary>Why a variable is neither written nor forced: it is the key's. Its path's last part is the point's name, as far as identifiers allow.</summary>
    public string? RefusalOf(string path, Origin origin)
    {
        var name = path[(path.LastIndexOf('.') + 1)..].Replace('_', '-');
        if (Armed is not { } config || !string.Equals(config.Point.Replace('_', '-'), name, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Refuse("key-moved-by-wire", origin, path);
        return $"{path} is a key, which is turned by hand";
    }

    /// <summary>Somebody who stands before the controller turns the key; false when it has no such position. A key turns whether armed or not.</summary>
    public bool Turn(KeyPosition position, PointBank bank)
    {
        if (Config is not { } config || !config.Positions.TryGetValue(position, out var value) || bank.Find(config.Point) is not { } point)
        {
            return false;
        }

        point.SetValue(value);
        audit.Record(AuditCategories.ControlSystem, "key-turned", true, Origin.Self, position.ToString().ToUpperInvariant());
        return true;
    }

    private static KeyPosition? Position(KeySwitchConfig config, PointBank bank) => bank.Find(config.Point) is { } point ? config.PositionOf(point.Value) : null;

    private void Refuse(string rule, Origin origin, string request)
    {
        Note(LedgerAction.Blocked, rule, origin, request);
        audit.Record(AuditCategories.ControlSystem, "key-switch", false, origin, request);
    }
}
