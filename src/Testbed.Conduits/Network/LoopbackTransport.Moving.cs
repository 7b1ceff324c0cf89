using System.Net;

namespace Testbed.Conduits;

/// <content>Moving bytes and connections by hand.</content>
public sealed partial class LoopbackTransport
{
    private bool AcceptPending()
    {
        if (_dialled.Count == 0)
        {
            return false;
        }

        var any = false;
        for (var i = 0; i < _listeners.Count; i++)
        {
            while (i < _listeners.Count && _listeners[i].Awaited > 0 && Accept(_listeners[i]))
            {
                any = true;
            }
        }

        return any;
    }

    private bool AcceptAll()
    {
        var any = false;
        for (var i = 0; i < _listeners.Count; i++)
        {
            while (i < _listeners.Count && Accept(_listeners[i]))
            {
                any = true;
            }
        }

        return any;
    }

    private bool DeliverOne()
    {
        if (_noise is null)
        {
            for (var i = 0; i < _streams.Count; i++)
            {
                if (_streams[i].CanProgress && _streams[i].TryReceive(int.MaxValue))
                {
                    return true;
                }
            }

            return false;
        }

        _ready.Clear();
        _ready.AddRange(_streams.Where(s => s.CanProgress));
        return _ready.Count > 0 && _noise.Choose(_ready, out var chosen, out var limit) && chosen.TryReceive(limit);
    }

    private bool FlushUnsent()
    {
        var any = false;
        for (var i = 0; i < _streams.Count; i++)
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
                _dialled.Remove((IPEndPoint)stream.Socket.LocalEndPoint!);
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

    /// <summary>A stream whose parked read waits for bytes that were sent, or a dial nobody accepted.</summary>
    private CountedStream? Missing()
    {
        foreach (var stream in _streams)
        {
            if (stream.CanProgress)
            {
                return stream;
            }
        }

        return _dialled.Count > 0 ? _dialled.Values.FirstOrDefault(s => !s.IsClosed) : null;
    }
}
