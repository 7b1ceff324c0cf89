using System.Globalization;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Request storms as exact counts: the same request many times in one write per connection, all at one simulated instant.
/// </summary>
internal static class Flood
{
    /// <summary>Connections a storm opens.</summary>
    public const int Connections = 4;

    /// <summary>A controller's processor is charged for requests once a simulated second: whoever looks earlier sees nothing.</summary>
    public static TimeSpan Accounted { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Sends bursts of requests until a controller misses its scan or the bursts are spent.</summary>
    /// <param name="range">The range.</param>
    /// <param name="from">The flooding asset or guest.</param>
    /// <param name="to">The flooded controller.</param>
    /// <param name="service">Its Modbus service.</param>
    /// <param name="pdu">The repeated request.</param>
    /// <param name="perBurst">Requests per burst, over all connections.</param>
    /// <param name="bursts">Bursts, two scans apart.</param>
    /// <returns>Requests written.</returns>
    public static async Task<int> RunAsync(IAttackRange range, string from, AssetConfig to, ServiceConfig service, byte[] pdu, int perBurst, int bursts)
    {
        range.Act("T0814", $"request storm from {from} to {to.Id}");
        var sent = 0;
        for (var burst = 0; burst < bursts && !Stalled(range, to); burst++)
        {
            var links = new List<ModbusLink>();
            for (var i = 0; i < Connections; i++)
            {
                if (await ModbusLink.OpenAsync(range, from, to.Id, service) is { } link)
                {
                    links.Add(link);
                }
            }

            foreach (var link in links)
            {
                var storm = Storm(pdu, (byte)(service.Unit ?? 1), perBurst / Connections);
                sent += (await link.Client.SendRawAsync(storm)).IsOk ? perBurst / Connections : 0;
            }

            await range.WaitAsync(AttackTimes.Settle(to));
            foreach (var link in links)
            {
                link.Dispose();
            }
        }

        return sent;
    }

    /// <summary>Sends a declared read many times at one instant; how many were answered within the time-out.</summary>
    public static async Task<int> AnsweredAsync(IAttackRange range, ModbusLink link, FlowView flow, int count)
    {
        range.Act("T0814", string.Create(CultureInfo.InvariantCulture, $"{count} requests at once from {flow.From.Id} to {flow.To.Id}"));
        var pdu = SpanSubject.ForFlow(flow, write: false)!.ReadPdu();
        var answers = new List<Task<ModbusResult<byte[]>>>();
        for (var i = 0; i < count; i++)
        {
            answers.Add(link.Client.ExpectAsync((ushort)(i + 1), link.Unit));
        }

        await link.Client.SendRawAsync(Storm(pdu, link.Unit, count));
        var answered = 0;
        foreach (var answer in answers)
        {
            answered += (await answer).IsOk ? 1 : 0;
        }

        return answered;
    }

    /// <summary>True when the controller left out at least one scan: two periods between two scans.</summary>
    public static bool Stalled(IAttackRange range, AssetConfig asset) => range.Truth.LongestScanGap(asset.Id) >= 2 * asset.Scan;

    /// <summary>The bytes of many equal requests with running transaction ids.</summary>
    public static byte[] Storm(byte[] pdu, byte unit, int count)
    {
        var length = ModbusLimits.MbapHeaderLength + pdu.Length;
        var bytes = new byte[count * length];
        for (var i = 0; i < count; i++)
        {
            ModbusFrame.WriteAdu(bytes.AsSpan(i * length), (ushort)(i + 1), unit, pdu);
        }

        return bytes;
    }
}
