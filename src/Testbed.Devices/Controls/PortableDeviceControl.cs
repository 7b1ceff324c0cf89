using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>portable-device</c>: services behind the port lock answer fixed machines (of the zone, or with a declared flow) and portable devices that were let in. A device is let
/// in by the service <c>admission</c>: it is listed, proves its certificate, somebody has opened its visit, and a station that may has found it in order not too long
/// ago. With the end of the visit its connections end. Disarmed: whoever plugs in is served, and the admission lets everybody in.
/// </summary>
internal sealed class PortableDeviceControl(DeviceContext device, AuditControl audit) : AssetControl<PortableDeviceConfig>(device), IDisposable
{
    private readonly Dictionary<string, DateTimeOffset> _visits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _admitted = new(StringComparer.Ordinal);
    private readonly List<(string Peer, Stream Stream)> _open = [];
    private RandomStream? _random;

    /// <summary>False when the connection is refused.</summary>
    public bool Admits(ServiceConfig service, AcceptedConnection connection)
    {
        var peer = connection.Peer;
        if (Armed is not { } config || !config.Services.Contains(service.Id) || IsFixed(config, peer, service.Port))
        {
            return true;
        }

        if (_admitted.TryGetValue(peer, out var end) && (!config.Visits || Device.Now < end))
        {
            _open.Add((peer, connection.Stream));
            return true;
        }

        var origin = new Origin(peer, "", connection.Port);
        Note(LedgerAction.Blocked, "not-admitted", origin, service.Id);
        audit.Record(AuditCategories.AccessControl, "portable-device", false, origin, $"not admitted to {service.Id}");
        return false;
    }

    /// <summary>A connection is over.</summary>
    public void Closed(Stream stream) => _open.RemoveAll(o => o.Stream == stream);

    /// <summary>Somebody opens the visit of a device; how long it may last, or null for a device that is not listed.</summary>
    public TimeSpan? OpenVisit(string name, TimeSpan length, Origin origin)
    {
        if ((Armed ?? Config) is not { } config || !config.Devices.Contains(name))
        {
            return null;
        }

        var granted = length < config.Window ? length : config.Window;
        _visits[name] = Device.Now + granted;
        audit.Record(AuditCategories.Configuration, "visit", true, origin, string.Create(CultureInfo.InvariantCulture, $"{name} for {granted.TotalMinutes:0} min"));
        return granted;
    }

    /// <summary>One exchange of the service <c>admission</c>.</summary>
    public async Task ServeAsync(AcceptedConnection connection)
    {
        _random ??= Device.Environment.Random($"{Device.Asset.Id}/admission");
        var octets = new byte[16];
        _random.NextBytes(octets);
        var challenge = $"ADMIT {Convert.ToHexStringLower(octets)}";
        using var patience = new CancellationTokenSource(AdmissionMessage.Patience, Device.Environment.Clock);
        await using var onEnd = patience.Token.Register(connection.Stream.Dispose);
        await IslandOrder.WriteAsync(connection.Stream, challenge);
        if (await IslandOrder.ReadAsync(connection.Stream) is not { } answer)
        {
            return;
        }

        var request = AdmissionMessage.Read(answer, challenge);
        var refusal = Armed is { } config ? Refusal(config, request) : null;
        var origin = new Origin(connection.Peer, request?.Device ?? "", connection.Port);
        if (IsArmed)
        {
            Note(refusal is null ? LedgerAction.Recorded : LedgerAction.Blocked, refusal ?? "admitted", origin, request?.Device ?? "");
            audit.Record(AuditCategories.AccessControl, "portable-device", refusal is null, origin, refusal ?? "admitted");
        }

        if (refusal is null && request is not null)
        {
            Admit(connection.Peer, _visits.GetValueOrDefault(request.Device));
        }

        await IslandOrder.WriteAsync(connection.Stream, refusal is null ? AdmissionMessage.Admitted : AdmissionMessage.Refused);
    }

    /// <summary>The device stops: who was let in has to come again.</summary>
    public void Dispose()
    {
        _admitted.Clear();
        _open.Clear();
    }

    private void Admit(string peer, DateTimeOffset end)
    {
        _admitted[peer] = end;
        if (Armed is { Visits: true })
        {
            Device.Environment.Clock.CreateTimer(_ => End(peer), null, end - Device.Now, Timeout.InfiniteTimeSpan);
        }
    }

    private void End(string peer)
    {
        // A longer visit may have been opened since.
        if (!_admitted.TryGetValue(peer, out var end) || Device.Now < end)
        {
            return;
        }

        _admitted.Remove(peer);
        var streams = _open.Where(o => o.Peer == peer).Select(o => o.Stream).ToList();
        if (streams.Count > 0)
        {
            Note(LedgerAction.Blocked, "visit-over", new Origin(peer, "", 0));
        }

        audit.Record(AuditCategories.AccessControl, "visit-over", true, new Origin(peer, "", 0), "");
        streams.ForEach(s => s.Dispose());
    }

    private string? Refusal(PortableDeviceConfig config, AdmissionRequest? request)
    {
        var trust = new CertificateTrust(new TlsTrust(["scenario"], "1.2", true, true), Device.Environment.Pki, Device.Environment.Clock);
        return request is null ? "no-proof"
            : !config.Devices.Contains(request.Device) ? "not-approved"
            : trust.Refusal(request.Certificate, request.Device, CertificateTrust.ClientAuth) is { } untrusted ? untrusted
            : config.Visits && (!_visits.TryGetValue(request.Device, out var end) || Device.Now >= end) ? "no-visit"
            : config.CheckedBy is { } station ? PostureRefusal(config, request, station, trust) : null;
    }

    private string? PostureRefusal(PortableDeviceConfig config, AdmissionRequest request, string station, CertificateTrust trust) =>
        request.Posture is not { } posture ? "no-posture"
        : !posture.IsSigned || trust.Refusal(posture.Station, station, CertificateTrust.ClientAuth) is not null ? "posture-not-authentic"
        : posture.Device != request.Device ? "posture-of-another"
        : !posture.IsInOrder ? "posture-not-in-order"
        : Device.Clock.Now - posture.At > config.PostureMaxAge ? "posture-too-old" : null;

    // A machine that stands here, or that a declared flow lets come; listed portable devices are not, though they may be assets as well.
    private bool IsFixed(PortableDeviceConfig config, string peer, int port)
    {
        var scenario = Device.Environment.Scenario;
        return scenario.Asset(peer) is { } machine
            ? !config.Devices.Contains(peer) && (machine.Zone == Device.Asset.Zone
                || scenario.Conduits.SelectMany(c => c.Flows).Any(f => f.From == peer && f.To == Device.Asset.Id && f.Port == port))
            : scenario.ZoneOf(peer) is not null;
    }
}
