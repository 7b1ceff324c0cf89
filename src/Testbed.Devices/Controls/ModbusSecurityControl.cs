using System.Globalization;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>A client's connection as the server may read it; the peer is null where nobody was verified.</summary>
internal sealed record ModbusSession(Stream Stream, TlsPeer? Peer)
{
    /// <summary>The verified identity, for audit and ledger.</summary>
    public string? Account => Peer?.Name;
}

/// <summary>
/// <c>modbus-security</c>: mutually authenticated TLS in front of Modbus, and what the role in the client's certificate may do. Disarmed the service is not set
/// up: it takes plain Modbus, TLS with any certificate or none, and every request.
/// </summary>
internal sealed class ModbusSecurityControl : AssetControl<ModbusSecurityConfig>
{
    /// <summary>Longest silence before the handshake is done.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    private readonly AuditControl _audit;
    private TlsEnd? _tls;

    public ModbusSecurityControl(DeviceContext device, AuditControl audit)
        : base(device)
    {
        _audit = audit;
        OnConfigured();
    }

    /// <summary>The TLS of a configuration, for either end.</summary>
    public static TlsEnd End(ModbusSecurityConfig config, IDeviceEnvironment environment) => new(
        new TlsTrust(config.TrustedAuthorities, config.MinVersion, config.CheckValidity, config.CheckRevocation), environment.Pki, environment.Clock);

    /// <summary>False for a plain Modbus service that the control keeps closed; the line is written when the device starts.</summary>
    public bool Opens(ServiceConfig service)
    {
        if (Armed is not { ClosePlain: true } || service.Protocol != ServiceProtocol.Modbus)
        {
            return true;
        }

        Note(LedgerAction.Recorded, $"closed-{service.Id}", new Origin("", "", service.Port));
        return false;
    }

    /// <summary>Takes a connection as far as its first request; null when it was refused, which is recorded.</summary>
    public async Task<ModbusSession?> AcceptAsync(Stream raw, Origin origin)
    {
        await using var patience = Device.Environment.Clock.CreateTimer(_ => raw.Dispose(), null, HandshakeTimeout, Timeout.InfiniteTimeSpan);
        var first = await SniffedStream.OpenAsync(raw);
        if (first.IsEmpty)
        {
            return null;
        }

        if (_tls is null)
        {
            return first.IsTls ? Session(await TlsEnd.AcceptAnybodyAsync(first, Device.Environment.Pki, Device.Asset.Id)) : new ModbusSession(first, null);
        }

        var handshake = first.IsTls ? await _tls.AcceptAsync(first, Device.Asset.Id) : new TlsHandshake(null, null, "plain");
        if (handshake.Refusal is { } rule)
        {
            Note(LedgerAction.Blocked, rule, origin, "tls handshake");
            _audit.Record(AuditCategories.AccessControl, "tls-refused", false, origin, rule);
        }
        else if (handshake.Peer is { } peer)
        {
            var role = peer.Role ?? "no role";
            Note(LedgerAction.Recorded, "session", origin, $"{peer.Name} ({role})");
            _audit.Record(AuditCategories.AccessControl, "tls-session", true, origin with { Account = peer.Name }, $"role {role} from {origin.Peer}");
        }

        return handshake.Stream is { } stream ? new ModbusSession(new WatchedTlsStream(stream, () => OnBrokenRecord(origin, handshake.Peer)), handshake.Peer) : null;
    }

    /// <summary>The device as this session may use it.</summary>
    public IModbusDevice Guard(IModbusDevice device, ModbusSession session, int port) =>
        session.Peer is { } peer ? new AuthorisedDevice(device, this, peer.Role, port) : device;

    /// <summary>True when a role may make a request. What is refused, and every write, is on the ledger with the identity; refusals are audit records too.</summary>
    public bool Allows(string? role, int function, int address, int count, Origin origin)
    {
        var allowed = Armed is not { } config || config.Allows(role, function, address, count);
        if (allowed && function <= 4)
        {
            return true;
        }

        var name = role ?? "no-role";
        var pdu = string.Create(CultureInfo.InvariantCulture, $"{origin.Account} ({name}) FC {function} {address} x{count}");
        if (allowed)
        {
            Note(LedgerAction.Recorded, string.Create(CultureInfo.InvariantCulture, $"{name}-fc-{function}"), origin, pdu);
        }
        else
        {
            Refuse(role, function, origin, pdu);
        }

        return allowed;
    }

    /// <summary>False, with line and record, when no right of the role holds the function code, whatever addresses it asks for.</summary>
    public bool AllowsCode(string? role, int function, Origin origin)
    {
        if (Armed is not { } config || config.AllowsCode(role, function))
        {
            return true;
        }

        Refuse(role, function, origin, string.Create(CultureInfo.InvariantCulture, $"{origin.Account} ({role ?? "no-role"}) FC {function}"));
        return false;
    }

    protected override void OnConfigured() => _tls = Armed is { } config ? End(config, Device.Environment) : null;

    private void Refuse(string? role, int function, Origin origin, string pdu)
    {
        Note(LedgerAction.Blocked, string.Create(CultureInfo.InvariantCulture, $"{role ?? "no-role"}-fc-{function}"), origin, pdu);
        _audit.Record(AuditCategories.AccessControl, "role-refused", false, origin, pdu);
    }

    private void OnBrokenRecord(Origin origin, TlsPeer? peer)
    {
        Note(LedgerAction.Blocked, "record-integrity", origin, "tls record");
        _audit.Record(AuditCategories.RequestError, "record-integrity", false, origin with { Account = peer?.Name ?? "" }, "a record was changed on its way");
    }

    private static ModbusSession? Session(TlsHandshake handshake) => handshake.Stream is { } stream ? new ModbusSession(stream, handshake.Peer) : null;
}
