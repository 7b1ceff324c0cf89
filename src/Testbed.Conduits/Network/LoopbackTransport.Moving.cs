using System.Net;

namespace Testbed.Conduits;

/// <content>Moving bytes and connections by hand.</content>
public sealed partial class LoopbackTransport
{
    private enum Move
    {
        Done,
        Awaited,
        Nothing,
    }

    /// <summary>
    /// Makes the one move that is next: the first dial in the order of listeners, else the first delivery in the order of streams. When the kernel does not
    /// have it yet, it is waited for and nothing overtakes it: what comes before what is decided here, never by how fast the kernel is.
    /// </summary>
    private Move MoveNext(out CountedStream? awaited)
    {
        awaited = null;
        if (_dialled.Count > 0)
        {
            for (var i = 0; i < _listeners.Count; i++)
            {
                if (_listeners[i].Awaited > 0)
                {
                    if (_noise?.Arrived(1) != 0 && Accept(_listeners[i]))
                    {
                        return Move.Done;
                    }

                    awaited = _dialled.Values.First();
                    return Move.Awaited;
                }
            }
        }

        while (_considered.TryDequeue(out var stream, out _))
        {
            stream.IsConsidered = false;
            if (!stream.CanProgress)
            {
                continue;
            }

            if (stream.TryDeliver(_noise))
            {
                return Move.Done;
            }

            Consider(stream);
            awaited = stream;
            return Move.Awaited;
        }

        return Move.Nothing;
    }

    /// <summary>
    /// Called wherever a stream may have become able to go on (it reads, its peer wrote, closed or came to be), so that a move need not look at all streams.
    /// </summary>
    internal void Consider(CountedStream? stream)
    {
        if (stream is { IsConsidered: false, CanProgress: true })
        {
            stream.IsConsidered = true;
            _considered.Enqueue(stream, stream.Order);
        }
    }

    private bool FlushUnsent()
    {
        var any = false;
        for (var i = 0; Unsent > 0 && i < _streams.Count; i++)
        {
            any |= _streams[i].HasUnsent && _streams[i].TryFlush();
        }

        return any;
    }

    /// <summary>A closed end keeps its socket until the peer has taken what was sent, so that a reset destroys nothing.</summary>
    private void FinishClosing()
    {
        for (var i = _closing.Count - 1; i >= 0; i--)
        {
            var stream = _closing[i];
            if (stream.Peer is null && !stream.EndSeen)
            {
                Forget(stream);
                stream.Socket.Dispose();
            }
            else if (stream.Peer is null || stream.Peer.IsClosed || (stream.Peer.UnderWay == 0 && stream.Peer.EndSeen))
            {
                Abort(stream);
            }
            else
            {
                continue;
            }

            _closing.RemoveAt(i);
        }
    }

    /// <summary>A dial that was closed before it was accepted.</summary>
    private void Forget(CountedStream stream)
    {
        if (_dialled.Remove((IPEndPoint)stream.Socket.LocalEndPoint!) && stream.Socket.RemoteEndPoint is IPEndPoint remote
            && _listening.TryGetValue(remote, out var listener))
        {
            listener.Awaited--;
        }
    }
}
