using System.Net;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <content>What the gateways ask the network.</content>
public sealed partial class UserspaceNetwork
{
    /// <summary>True for assets of the scenario and gateway ends, false for guests and unknown addresses.</summary>
    internal bool IsDeclaredSubject(string subject) => _scenario.ZoneOf(subject) is not null;

    internal string ZoneOfEnd(string end) => _zoneOf[end];

    internal int NextOrdinal() => ++_ordinal;

    internal int HostPort(int port) => _realPorts ? port : port + 10000 > 65535 ? port : port + 10000;

    internal IPAddress AddressIn(string zone, string subject) => _plan.AddressOf(_zoneNumber[zone], subject);

    internal IPAddress SpanAddress(string subject) => _plan.AddressOf(AddressPlan.SpanZone, subject);

    internal bool IsKnown(IPAddress address) => _plan.SubjectAt(address) is not null;

    internal string SpanSubject(IPAddress address) => _plan.SubjectAt(address)?.Subject ?? "";

    internal string? SubjectIn(string zone, IPAddress address)
    {
        var found = _plan.SubjectAt(address);
        if (found is null || found.Value.Zone != _zoneNumber[zone])
        {
            Strangers++;
            return null;
        }

        return found.Value.Subject;
    }

    internal string? AssetAt(IPAddress plantAddress) => _assetAt.GetValueOrDefault(plantAddress);

    /// <summary>The plant address of an asset, a guest or a gateway end that has one by now; else null.</summary>
    public IPAddress? PlantAddressOf(string subject) => _scenario.Asset(subject) is { } asset
        ? IPAddress.Parse(asset.Address)
        : _assetAt.Where(a => a.Value == subject).Select(a => a.Key).FirstOrDefault();

    internal IPAddress PlantAddress(string subject)
    {
        if (_scenario.Asset(subject) is { } asset)
        {
            return IPAddress.Parse(asset.Address);
        }

        foreach (var (address, id) in _assetAt)
        {
            if (id == subject)
            {
                return address;
            }
        }

        // Gateway ends that dial on their own account (alerts) get a plant address on first use.
        var own = new IPAddress([10, 251, 0, (byte)(_assetAt.Count + 1)]);
        _assetAt[own] = subject;
        return own;
    }

    internal ServiceProtocol? ProtocolOf(string asset, int port) =>
        _scenario.Asset(asset)?.Services.FirstOrDefault(s => s.Port == port)?.Protocol;

    internal CountedStream? ConnectLocal(string zone, FlowContext flow) =>
        _zoneOf.GetValueOrDefault(flow.To) == zone ? Connect(flow.From, zone, flow.To, flow.Port, zone, flow.Conduit.Id) : null;

    internal void Await(int ordinal, IPEndPoint dialler) => _byOrdinal[ordinal & 0xFFFF] = dialler;

    internal void DecideOrdinal(int ordinal, DialOutcome outcome)
    {
        if (_byOrdinal.Remove(ordinal & 0xFFFF, out var dialler))
        {
            Decide(dialler, outcome);
        }
    }

    /// <summary>The gateway's decision on a dial. A filtered one is told to nobody: the caller waits out the simulated time-out.</summary>
    internal void Decide(IPEndPoint dialler, DialOutcome outcome)
    {
        if (outcome != DialOutcome.Filtered && _dials.TryGetValue(dialler, out var decision))
        {
            decision.TrySetResult(outcome);
        }
    }
}
