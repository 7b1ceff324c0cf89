using System.Net;
using System.Security.Cryptography.X509Certificates;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A stranger on a span asks a device something through a gateway end.</summary>
internal static class SpanIntrusion
{
    /// <summary>
    /// Tries TLS with the gateway end with the certificate (or none), then the clear; true when the asset answered. Towards an asset with Modbus/TCP Security the
    /// stranger then presents the other certificate (or none).
    /// </summary>
    public static async Task<bool> PlainOrTlsAsync(
        IAttackRange range, SpanHost host, SpanEntry entry, IPAddress source, X509Certificate2? certificate, X509Certificate2? towardsAsset = null) =>
        await AnsweredAsync(range, () => host.TlsAsync(source, certificate), entry, towardsAsset)
        || await AnsweredAsync(range, () => host.PlainAsync(source), entry, towardsAsset);

    /// <summary>Speaks over streams that may have passed the gateway end: true when the device answers a read, or the console greets.</summary>
    public static async Task<bool> AnsweredAsync(IAttackRange range, Func<Task<Stream?>> open, SpanEntry entry, X509Certificate2? towardsAsset = null)
    {
        if (entry.View.Service.Protocol == ServiceProtocol.ModbusSecurity && await open() is { } outer
            && await AttackTls.OpenAsync(range, outer, entry.View.To.Id, towardsAsset) is { } tls && await ReadsAsync(range, tls, entry.Modbus!))
        {
            return true;
        }

        if (await open() is not { } stream)
        {
            return false;
        }

        if (entry.Modbus is { } subject)
        {
            return await ReadsAsync(range, stream, subject);
        }

        var console = await ConsoleLink.OverAsync(range, stream);
        await (console?.DisposeAsync() ?? ValueTask.CompletedTask);
        return console is not null;
    }

    private static async Task<bool> ReadsAsync(IAttackRange range, Stream stream, SpanSubject subject)
    {
        using var link = ModbusLink.Over(range, stream, (byte)(subject.View.Service.Unit ?? 1));
        return await link.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount) is not null;
    }
}
