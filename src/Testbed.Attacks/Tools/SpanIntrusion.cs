using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Testbed.Attacks;

/// <summary>A stranger on a span asks a device something through a gateway end.</summary>
internal static class SpanIntrusion
{
    /// <summary>Tries TLS with the certificate (or none), then the clear; true when the device answered the read.</summary>
    public static async Task<bool> PlainOrTlsAsync(IAttackRange range, SpanHost host, SpanSubject subject, IPAddress source, X509Certificate2? certificate) =>
        await AnsweredAsync(range, await host.TlsAsync(source, certificate), subject)
        || await AnsweredAsync(range, await host.PlainAsync(source), subject);

    /// <summary>Reads over a stream that reached beyond the gateway's span side; any answer of the device counts.</summary>
    public static async Task<bool> AnsweredAsync(IAttackRange range, Stream? stream, SpanSubject subject)
    {
        if (stream is null)
        {
            return false;
        }

        using var link = ModbusLink.Over(range, stream, (byte)(subject.View.Service.Unit ?? 1));
        return await link.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount) is not null;
    }
}
