using System.Globalization;
using System.Text;

namespace Testbed.Core;

/// <summary>A reply of the maintenance console: a three-digit code and its text lines.</summary>
public sealed record ConsoleReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => Code is >= 200 and < 300;

    /// <summary>True when a log-on goes on with the code of a token.</summary>
    public bool AsksForCode => Code == AskForCode;

    /// <summary>The password was right, the code of the token is still to come.</summary>
    public const int AskForCode = 331;

    /// <summary>Taken, and not done before a second person has confirmed it.</summary>
    public const int Awaits = 202;

    /// <summary>True when the command waits for a second person.</summary>
    public bool AwaitsConfirmation => Code == Awaits;

    /// <summary>All lines joined by a blank.</summary>
    public string Text => string.Join(' ', Lines);
}

/// <summary>
/// The line protocol of the maintenance console, the interface for people of devices and servers: LF-terminated UTF-8 lines of at most
/// <see cref="MaxLine"/> bytes; a reply is one or more lines <c>NNN-text</c> ended by <c>NNN text</c>, in the manner of RFC 5321 section 4.2.
/// On connecting the server greets with a 220 reply.
/// </summary>
public static class ConsoleProtocol
{
    /// <summary>The longest line, without LF.</summary>
    public const int MaxLine = 512;

    /// <summary>Adds one received line to a reply under construction. Null while the reply goes on or the line is no reply line.</summary>
    public static ConsoleReply? AddReplyLine(List<string> lines, string line)
    {
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        lines.Add(line.Length > 4 ? line[4..] : "");
        if (line.Length > 3 && line[3] == '-')
        {
            return null;
        }

        var reply = new ConsoleReply(code, [.. lines]);
        lines.Clear();
        return reply;
    }
}

/// <summary>
/// A client of the maintenance console. A read is always parked on the stream. Replies are matched in order; a time-out (simulated time) or a closed
/// connection gives null. Not thread safe: one executor.
/// </summary>
public sealed class ConsoleClient : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly Queue<TaskCompletionSource<ConsoleReply?>> _waiting = new();
    private readonly Queue<ConsoleReply> _unclaimed = new();
    private bool _closed;

    /// <summary>Starts reading.</summary>
    public ConsoleClient(Stream stream, TimeProvider time, TimeSpan timeout)
    {
        (_stream, _time, _timeout) = (stream, time, timeout);
        ReadLoop = RunReadLoopAsync();
    }

    /// <summary>Ends when the connection does.</summary>
    public Task ReadLoop { get; }

    /// <summary>True once the peer has closed.</summary>
    public bool IsClosed => _closed;

    /// <summary>Waits for the next reply, such as the greeting.</summary>
    public async Task<ConsoleReply?> NextAsync()
    {
        if (_unclaimed.TryDequeue(out var ready))
        {
            return ready;
        }

        if (_closed)
        {
            return null;
        }

        var waiter = new TaskCompletionSource<ConsoleReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(waiter);
        await using var timer = _time.CreateTimer(_ => waiter.TrySetResult(null), null, _timeout, Timeout.InfiniteTimeSpan);
        return await waiter.Task;
    }

    /// <summary>Sends a command line and waits for its reply.</summary>
    public async Task<ConsoleReply?> SendAsync(string line)
    {
        if (_closed)
        {
            return null;
        }

        try
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (IOException)
        {
            return null;
        }

        return await NextAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        Close();
    }

    private async Task RunReadLoopAsync()
    {
        var buffer = new byte[1024];
        var line = new List<byte>();
        var lines = new List<string>();
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer)) > 0)
            {
                foreach (var b in buffer.AsSpan(0, read))
                {
                    if (b != (byte)'\n')
                    {
                        line.Add(b);
                        continue;
                    }

                    var reply = ConsoleProtocol.AddReplyLine(lines, Encoding.UTF8.GetString([.. line]).TrimEnd('\r'));
                    line.Clear();
                    Deliver(reply);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The peer or this side closed: the same as an orderly end.
        }

        Close();
    }

    private void Deliver(ConsoleReply? reply)
    {
        if (reply is null)
        {
            return;
        }

        while (_waiting.TryDequeue(out var waiter))
        {
            if (waiter.TrySetResult(reply))
            {
                return;
            }
        }

        _unclaimed.Enqueue(reply);
    }

    private void Close()
    {
        _closed = true;
        while (_waiting.TryDequeue(out var waiter))
        {
            waiter.TrySetResult(null);
        }
    }
}
