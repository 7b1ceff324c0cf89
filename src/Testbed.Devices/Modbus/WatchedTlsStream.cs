namespace Testbed.Devices;

/// <summary>A TLS stream above which it is noticed when a record was changed, replayed or out of order (RFC 8446 section 5.2): the connection ends with that.</summary>
internal sealed class WatchedTlsStream(Stream inner, Action onBrokenRecord) : LayeredStream(inner)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Inner.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            // The transport below ends reads quietly: only TLS itself throws here.
            onBrokenRecord();
            throw;
        }
    }
}
