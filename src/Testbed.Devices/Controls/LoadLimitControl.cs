using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>load-limit</c>: a number of connections per peer and of PDUs per scan. Both forms share the finite backlog of the product; armed, one place in it
/// is kept for the declared master. Disarmed: whoever comes first takes all, and PDUs eat the scan (<see cref="ScanClock"/>).
/// </summary>
internal sealed class LoadLimitControl(DeviceContext device) : AssetControl<LoadLimitConfig>(device)
{
    /// <summary>Connections that one service of the product holds at most.</summary>
    public const int Backlog = 16;

    /// <summary>The same of a service that is there for all: collector, directory, time.</summary>
    public const int CentralBacklog = 256;

    private readonly List<(string Service, string Peer)> _open = [];
    private readonly List<PduGate> _gates = [];
    private readonly HashSet<string> _heldPeers = [];
    private int _budget;

    /// <summary>Takes a place for a connection; false when it is refused.</summary>
    public bool TryAdmit(string service, string peer, int port)
    {
        var (open, places) = (_open.Count(c => c.Service == service), PlacesOf(service));
        if (Armed is { } config)
        {
            var isMaster = peer == Device.Asset.Master;
            var reserved = !isMaster && Device.Asset.Master is { } master && !_open.Contains((service, master)) ? 1 : 0;
            if (_open.Count(c => c == (service, peer)) >= config.ConnectionsPerPeer || open >= places - reserved)
            {
                Note(LedgerAction.Blocked, "connections", new Origin(peer, "", port));
                return false;
            }
        }
        else if (open >= places)
        {
            return false;
        }

        _open.Add((service, peer));
        return true;
    }

    private int PlacesOf(string service) =>
        Device.Asset.Services.Any(s => s.Id == service && s.Protocol is ServiceProtocol.Syslog or ServiceProtocol.Directory or ServiceProtocol.Time) ? CentralBacklog : Backlog;

    public void Release(string service, string peer) => _open.Remove((service, peer));

    /// <summary>The stream as the server should read it: behind a gate when armed.</summary>
    public Stream Gate(Stream stream, Origin origin)
    {
        if (!IsArmed)
        {
            return stream;
        }

        var gate = new PduGate(stream, this, origin);
        _gates.Add(gate);
        Device.Run(gate.PumpAsync);
        return gate;
    }

    public void Remove(PduGate gate) => _gates.Remove(gate);

    /// <summary>Takes one PDU of this tick's budget.</summary>
    public bool TryTake() => _budget > 0 && _budget-- > 0;

    /// <summary>A PDU has to wait: one ledger line per peer and tick.</summary>
    public void NoteHeld(Origin origin)
    {
        if (_heldPeers.Add(origin.Peer))
        {
            Note(LedgerAction.Blocked, "pdus-per-scan", origin);
        }
    }

    /// <summary>A connection has more waiting than the product buffers and is closed.</summary>
    public void NoteOverflow(Origin origin) => Note(LedgerAction.Blocked, "queue-full", origin);

    /// <summary>A new tick with so many scans in it: waiting PDUs go first, one per connection in turn, so that no peer starves another.</summary>
    public void NextTick(int scans)
    {
        if (Armed is not { } config)
        {
            return;
        }

        _heldPeers.Clear();
        _budget = config.PdusPerScan * Math.Max(1, scans);
        bool any;
        do
        {
            any = false;
            foreach (var gate in _gates.ToArray())
            {
                any |= gate.ReleaseOne();
            }
        }
        while (any);
    }
}
