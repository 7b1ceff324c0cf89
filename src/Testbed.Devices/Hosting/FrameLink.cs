using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// Asks a service of another asset over a <see cref="LengthFrame"/> protocol, one question at a time; further ones wait their turn. The connection is dialled on
/// first use and kept or closed as told. Null for an asset that does not answer within <see cref="Timeout"/>.
/// </summary>
internal sealed class FrameLink(DeviceContext device, string to, int port, bool keep)
{
    /// <summary>Longest wait for dial and answer together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private Task<byte[]?> _last = Task.FromResult<byte[]?>(null);
    private Stream? _stream;

    public Task<byte[]?> AskAsync(byte[] question) => _last = AfterAsync(_last, question);

    public void Disconnect()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private async Task<byte[]?> AfterAsync(Task<byte[]?> before, byte[] question)
    {
        await before;
        var wasOpen = _stream is not null;

        // A kept connection may have died unseen since: then a fresh one is tried, once.
        return await TryAsync(question) ?? (wasOpen && device.IsRunning ? await TryAsync(question) : null);
    }

    private async Task<byte[]?> TryAsync(byte[] question)
    {
        using var limit = new CancellationTokenSource(Timeout, device.Environment.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, device.Stopping);
        byte[]? answer = null;
        try
        {
            _stream ??= (await device.Environment.Network.DialAsync(device.Asset.Id, to, port, either.Token)).Stream;
            if (_stream is { } stream && device.IsRunning)
            {
                await using var onEnd = either.Token.Register(stream.Dispose);
                await stream.WriteAsync(LengthFrame.Of(question));
                answer = await ReadAsync(stream);
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // Silence, for whatever reason.
        }

        if (answer is null || !keep)
        {
            Disconnect();
        }

        return answer;
    }

    private static async Task<byte[]?> ReadAsync(Stream stream)
    {
        var buffer = new byte[LengthFrame.MaxLength + 2];
        var used = 0;
        int read;
        while (used < buffer.Length && (read = await stream.ReadAsync(buffer.AsMemory(used))) > 0)
        {
            used += read;
            var status = LengthFrame.TryRead(buffer.AsSpan(0, used), out var message, out _);
            if (status != 0)
            {
                return status > 0 ? message : null;
            }
        }

        return null;
    }
}

/// <summary>Serves a <see cref="LengthFrame"/> protocol on one connection.</summary>
internal static class FrameServer
{
    /// <summary>Answers message by message until the peer leaves, sends what is no frame, or gets no answer.</summary>
    public static async Task ServeAsync(Stream stream, Func<byte[], byte[]?> answer)
    {
        var buffer = new byte[LengthFrame.MaxLength + 2];
        var used = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(used))) > 0)
        {
            used += read;
            int status;
            while ((status = LengthFrame.TryRead(buffer.AsSpan(0, used), out var message, out var consumed)) > 0)
            {
                buffer.AsSpan(consumed, used - consumed).CopyTo(buffer);
                used -= consumed;
                if (answer(message) is not { } reply)
                {
                    return;
                }

                await stream.WriteAsync(LengthFrame.Of(reply));
            }

            if (status < 0)
            {
                return;
            }
        }
    }
}
