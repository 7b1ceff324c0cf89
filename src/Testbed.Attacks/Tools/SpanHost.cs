using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// A host on the medium of a span that dials a gateway end itself and speaks the span's protocol: with TLS or without, then a <see cref="SpanPreamble"/>
/// that names whatever source it likes, then the payload.
/// </summary>
internal sealed class SpanHost(IAttackRange range, ConduitConfig conduit, FlowConfig flow)
{
    /// <summary>An address of the documentation block TEST-NET-3 (RFC 5737): no plant uses it.</summary>
    public static IPAddress Stranger { get; } = IPAddress.Parse("203.0.113.66");

    private string ServerZone => range.Scenario.Asset(flow.To)!.Zone;

    /// <summary>The gateway end that is dialled.</summary>
    public string GatewayEnd => End(conduit, ServerZone);

    /// <summary>The opposite end, for which a rogue host has to pass.</summary>
    public string PeerEnd => End(conduit, conduit.Other(ServerZone));

    /// <summary>The id of a conduit's gateway end in a zone.</summary>
    public static string End(ConduitConfig conduit, string zone) => conduit.Id + (zone == conduit.ZoneA ? ".gw-a" : ".gw-b");

    /// <summary>Connects in the clear and sends the preamble; null when the gateway end does not take the connection.</summary>
    public async Task<Stream?> PlainAsync(IPAddress source)
    {
        var stream = await DialAsync();
        return stream is not null && await TryWriteAsync(stream, Preamble(source)) ? stream : null;
    }

    /// <summary>Connects with TLS and a client certificate (or none) and sends the preamble; null when the handshake fails.</summary>
    public async Task<Stream?> TlsAsync(IPAddress source, X509Certificate2? certificate) =>
        await DialAsync() is { } stream && await AttackTls.OpenAsync(range, stream, GatewayEnd, certificate) is { } tls
            && await TryWriteAsync(tls, Preamble(source)) ? tls : null;

    /// <summary>Connects without speaking.</summary>
    public async Task<Stream?> DialAsync()
    {
        using var patience = new CancellationTokenSource(AttackTimes.Call, range.Clock);
        var result = await range.Spans.DialGatewayAsync(conduit.Id, ServerZone, AttackRangeExtensions.Attacker, patience.Token);
        range.Note("span-dial", string.Create(CultureInfo.InvariantCulture, $"{GatewayEnd}: {result.Outcome}"));
        return result.Stream;
    }

    /// <summary>The header that names this flow, with any source.</summary>
    public byte[] Preamble(IPAddress source) => SpanPreamble.Encode(source, Address(flow.To), 40000, flow.Port);

    /// <summary>The plant address of an asset.</summary>
    public IPAddress Address(string asset) => IPAddress.Parse(range.Scenario.Asset(asset)!.Address);

    /// <summary>See <see cref="AttackTls.IsRefusal"/>.</summary>
    public static bool IsRefusal(Exception e) => AttackTls.IsRefusal(e);

    private static async Task<bool> TryWriteAsync(Stream stream, byte[] bytes)
    {
        try
        {
            await stream.WriteAsync(bytes);
            return true;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            await stream.DisposeAsync();
            return false;
        }
    }
}
