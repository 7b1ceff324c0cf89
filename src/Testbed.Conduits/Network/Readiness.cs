using System.Net.Sockets;

namespace Testbed.Conduits;

/// <summary>What the kernel says of sockets in real time. Listeners and streams are registered once; <see cref="Wait"/> names those that became ready.</summary>
internal abstract class Readiness : IDisposable
{
    /// <summary>The best that this system has: epoll on Linux, whose cost grows with the sockets that are ready, else select, whose cost grows with all.</summary>
    public static Readiness Create() => OperatingSystem.IsLinux() ? new EpollReadiness() : new SelectReadiness();

    /// <summary>Watches a listener until it is removed.</summary>
    public abstract void Add(CountedListener listener);

    /// <summary>Watches a stream until it is removed.</summary>
    public abstract void Add(CountedStream stream);

    /// <summary>Forgets a listener or stream; its socket is still open.</summary>
    public abstract void Remove(object owner, Socket socket);

    /// <summary>Waits and adds the listeners and streams that are ready; streams are marked readable.</summary>
    /// <param name="microseconds">Longest wait.</param>
    /// <param name="ready">Takes what is ready.</param>
    public abstract void Wait(int microseconds, List<object> ready);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the kernel holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>By <see cref="Socket.Select(System.Collections.IList, System.Collections.IList, System.Collections.IList, int)"/>: everywhere, linear in all sockets.</summary>
internal sealed class SelectReadiness : Readiness
{
    private readonly Dictionary<Socket, object> _owners = [];
    private readonly List<Socket> _reads = [];

    public override void Add(CountedListener listener) => _owners.Add(listener.Socket, listener);

    public override void Add(CountedStream stream) => _owners.Add(stream.Socket, stream);

    public override void Remove(object owner, Socket socket) => _owners.Remove(socket);

    public override void Wait(int microseconds, List<object> ready)
    {
        _reads.Clear();
        foreach (var (socket, owner) in _owners)
        {
            if (owner is CountedListener || owner is CountedStream { IsParked: true, IsClosed: false })
            {
                _reads.Add(socket);
            }
        }

        if (_reads.Count == 0)
        {
            return;
        }

        Socket.Select(_reads, null, null, microseconds);
        foreach (var socket in _reads)
        {
            var owner = _owners[socket];
            (owner as CountedStream)?.MarkReadable(hungUp: false);
            ready.Add(owner);
        }
    }
}
