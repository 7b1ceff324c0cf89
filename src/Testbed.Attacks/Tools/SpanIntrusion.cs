using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Attacks;

/// <summary>A stranger on a span asks a device something through a gateway end.</summary>
internal static class SpanIntrusion
{
    /// <summary>Tries TLS with the certificate (or none), then the clear; true when the asset answered.</summary>
    public static async Task<bool> PlainOrTlsAsync(IAttackRange range, SpanHost host, SpanEntry entry, IPAddress source, X509Certificate2? certificate) =>
        await AnsweredAsync(range, await host.TlsAsync(source, certificate), entry)
        || await AnsweredAsync(range, await host.PlainAsync(source), entry);

    /// <summary>Speaks over a stream that may have passed the gateway end: true when the device answers a read, or the console greets.</summary>
    public static async Task<bool> AnsweredAsync(IAttackRange range, Stream? stream, SpanEntry entry)
    {
        if (stream is null)
        {
            return false;
        }

        if (entry.Modbus is not { } subject)
        {
            var console = await ConsoleLink.OverAsync(range, stream);
            await (console?.DisposeAsync() ?? ValueTask.CompletedTask);
            return console is not null;
        }

        using var link = ModbusLink.Over(range, stream, (byte)(subject.View.Service.Unit ?? 1));
        return await link.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount) is not null;
    }
}
