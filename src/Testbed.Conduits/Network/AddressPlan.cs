using System.Net;

namespace Testbed.Conduits;

/// <summary>
/// Who has which loopback address in which zone: 127.(64+zone number).slot.host. An asset has an address in its own zone; a foreign asset that a
/// gateway represents has one there too, so that sources stay distinguishable. Number 63 is the medium between gateway ends.
/// This keeps accidents apart; it is no security boundary. Not thread safe.
/// </summary>
public sealed class AddressPlan(int slot)
{
    /// <summary>The pseudo zone number of spans.</summary>
    public const int SpanZone = 63;

    private readonly Dictionary<(int Zone, string Subject), IPAddress> _addresses = [];
    private readonly Dictionary<IPAddress, (int Zone, string Subject)> _subjects = [];
    private readonly int[] _next = new int[SpanZone + 1];

    /// <summary>The address of a subject in a zone, given out on first use.</summary>
    /// <exception cref="InvalidOperationException">The zone's 253 addresses are used up.</exception>
    public IPAddress AddressOf(int zone, string subject)
    {
        if (_addresses.TryGetValue((zone, subject), out var address))
        {
            return address;
        }

        var host = ++_next[zone];
        if (host > 253)
        {
            throw new InvalidOperationException($"Zone number {zone} has no address left for {subject}.");
        }

        address = new IPAddress([127, (byte)(64 + zone), (byte)slot, (byte)host]);
        _addresses[(zone, subject)] = address;
        _subjects[address] = (zone, subject);
        return address;
    }

    /// <summary>Who an address was given to; null for a stranger.</summary>
    public (int Zone, string Subject)? SubjectAt(IPAddress address) =>
        _subjects.TryGetValue(address, out var subject) ? subject : null;
}
