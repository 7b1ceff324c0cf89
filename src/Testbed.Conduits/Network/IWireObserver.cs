namespace Testbed.Conduits;

/// <summary>Listens for what passes the wire, for packet captures. Without one nothing is spent.</summary>
public interface IWireObserver
{
    /// <summary>Bytes arrived at <paramref name="receiver"/>.</summary>
    void OnBytes(CountedStream receiver, ReadOnlySpan<byte> bytes);

    /// <summary>A connection was asked for.</summary>
    void OnDialled(CountedStream dialler)
    {
    }

    /// <summary>The other side took it: a listener, or behind a gateway the server that it stands for.</summary>
    void OnAnswered(CountedStream dialler)
    {
    }

    /// <summary><paramref name="receiver"/> read to the end of what the other side sent.</summary>
    void OnEnded(CountedStream receiver)
    {
    }

    /// <summary>This end was closed.</summary>
    void OnClosed(CountedStream end)
    {
    }
}
