using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// The span side of an encrypting modem: what is written goes out in frames, what comes in is taken from frames. A frame that is not the other end's, or comes again, is dropped and the
/// link goes on, as on a serial line; whoever waits for what was in it waits in vain. A length that no frame has ends the connection, since nothing behind it can be found, and so
/// does a first frame that is not the other end's.
/// Trial thread only.
/// </summary>
internal sealed class LinkStream(Stream span, LinkEncryption link, bool openedByA, bool isOpener, Action<string> dropped) : Stream
{
    private readonly byte[] _buffer = new byte[2 * (LinkCipher.HeaderLength + LinkCipher.MaxPayload + LinkCipher.TagLength)];
    private readonly HashSet<string> _told = [];
    private ReadOnlyMemory<byte> _payload;
    private uint? _connection = isOpener ? link.NextConnection() : null;
    private uint _sent;
    private long _received = -1;
    private int _used;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_payload.IsEmpty)
        {
            switch (Next())
            {
                case LinkFrameStatus.Malformed:
                    return 0;
                case LinkFrameStatus.NeedMore:
                    // The transport completes reads without a context: goes on below it, and leaves it to the caller's await to come back to the executor.
                    var read = await span.ReadAsync(_buffer.AsMemory(_used), cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        if (_used > 0)
                        {
                            Tell("no-frame");
                        }

                        return 0;
                    }

                    _used += read;
                    break;
                default:
                    break;
            }
        }

        var count = Math.Min(buffer.Length, _payload.Length);
        _payload[..count].CopyTo(buffer);
        _payload = _payload[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Nobody can answer before he was asked: the opener's first frame tells the number.
        while (!buffer.IsEmpty && _connection is { } connection)
        {
            var count = Math.Min(buffer.Length, LinkCipher.MaxPayload);
            var frame = link.Cipher.Seal(new(openedByA, isOpener, connection, _sent++), buffer.Span[..count], link.Settings.Encrypt);
            buffer = buffer[count..];
            await span.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        span.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Takes the next frame out of the buffer, if there is one.</summary>
    private LinkFrameStatus Next()
    {
        var settings = link.Settings;
        var status = link.Cipher.TryOpen(
            _buffer.AsSpan(0, _used), openedByA, !isOpener, settings.Encrypt, settings.Verify, out var at, out var payload, out var consumed);
        if (status == LinkFrameStatus.NeedMore)
        {
            return status;
        }

        if (status == LinkFrameStatus.Malformed)
        {
            Tell("no-frame");
            return status;
        }

        _buffer.AsSpan(consumed, _used - consumed).CopyTo(_buffer);
        _used -= consumed;
        if (status == LinkFrameStatus.NotAuthentic)
        {
            Tell("not-authentic");
        }
        else if (IsNew(at))
        {
            _payload = payload;
        }
        else
        {
            Tell("replayed");
        }

        // Nobody has shown the key on this connection yet: whoever it is, there is no link to go on with.
        return _payload.IsEmpty && _received < 0 && !isOpener ? LinkFrameStatus.Malformed : status;
    }

    private bool IsNew(LinkPosition at)
    {
        if (_connection is null && link.TryTake(openedByA, at.Connection))
        {
            _connection = at.Connection;
        }

        var isNew = at.Connection == _connection && at.Frame > _received;
        _received = isNew ? at.Frame : _received;
        return isNew || !link.Settings.CheckSequence;
    }

    private void Tell(string rule)
    {
        if (_told.Add(rule))
        {
            dropped(rule);
        }
    }
}
