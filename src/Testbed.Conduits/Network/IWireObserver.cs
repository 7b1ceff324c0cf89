namespace Testbed.Conduits;

/// <summary>Listens for what passes the wire, for packet captures.</summary>
public interface IWireObserver
{
    /// <summary>Bytes arrived at <paramref name="receiver"/>.</summary>
    void OnBytes(CountedStream receiver, ReadOnlySpan<byte> bytes);
}
