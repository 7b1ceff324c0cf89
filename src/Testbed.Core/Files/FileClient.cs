using System.Globalization;

namespace Testbed.Core;

/// <summary>How a request to the file service ended.</summary>
/// <param name="IsDone">True when it was carried out.</param>
/// <param name="Text">What the server said; empty when it said nothing.</param>
/// <param name="Content">The file, for a GET that was carried out.</param>
public sealed record FileReply(bool IsDone, string Text, byte[]? Content = null)
{
    /// <summary>The server is silent or gone.</summary>
    public static FileReply Silent { get; } = new(false, "");
}

/// <summary>
/// A client of the file service (<see cref="FileMessage"/>). One request at a time; a request that is not answered within the time-out (simulated time) ends the
/// connection and gives <see cref="FileReply.Silent"/>. Not thread safe: one executor.
/// </summary>
public sealed class FileClient(Stream stream, TimeProvider time, TimeSpan timeout) : IAsyncDisposable
{
    private readonly FileFrameReader _reader = new(stream);

    /// <summary>Logs on; <paramref name="code"/> gives the code of the token where one is asked for.</summary>
    public Task<FileReply> LogOnAsync(string name, string password, Func<Task<string>>? code = null) => TalkAsync(async () =>
    {
        await SendAsync(FileMessageKind.LogOn, $"{name} {password}");
        var reply = await _reader.NextAsync();
        if (reply is { Kind: FileMessageKind.AskCode } && code is not null)
        {
            await SendAsync(FileMessageKind.Code, await code());
            reply = await _reader.NextAsync();
        }

        return Plain(reply);
    });

    /// <summary>The names of the files, one a line in the reply's text.</summary>
    public Task<FileReply> ListAsync() => TalkAsync(async () =>
    {
        await SendAsync(FileMessageKind.List, "");
        return Plain(await _reader.NextAsync());
    });

    /// <summary>Hands a file in, in pieces of a size of the client's choice.</summary>
    public Task<FileReply> PutAsync(string name, byte[] content, int piece = FileMessage.MaxPiece) => TalkAsync(async () =>
    {
        await SendAsync(FileMessageKind.Put, string.Create(CultureInfo.InvariantCulture, $"{name} {content.Length}"));
        var begun = Plain(await _reader.NextAsync());
        if (!begun.IsDone || content.Length == 0)
        {
            return begun;
        }

        for (var at = 0; at < content.Length; at += piece)
        {
            await stream.WriteAsync(FileMessage.Of(FileMessageKind.Data, content.AsSpan(at, Math.Min(piece, content.Length - at))));
        }

        return Plain(await _reader.NextAsync());
    });

    /// <summary>Fetches a file.</summary>
    public Task<FileReply> GetAsync(string name) => TalkAsync(async () =>
    {
        await SendAsync(FileMessageKind.Get, name);
        var reply = await _reader.NextAsync();
        if (reply is not { Kind: FileMessageKind.Sending } sending
            || !int.TryParse(sending.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > FileMessage.MaxFile)
        {
            return Plain(reply);
        }

        var content = new List<byte>(length);
        while (content.Count < length)
        {
            if (await _reader.NextAsync() is not { Kind: FileMessageKind.Data } data)
            {
                return FileReply.Silent;
            }

            content.AddRange(data.Body);
        }

        return new FileReply(true, "", [.. content]);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static FileReply Plain(FileFrame? reply) => reply is { } frame ? new(frame.Kind == FileMessageKind.Done, frame.Text) : FileReply.Silent;

    private ValueTask SendAsync(FileMessageKind kind, string text) => stream.WriteAsync(FileMessage.Of(kind, text));

    private async Task<FileReply> TalkAsync(Func<Task<FileReply>> request)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        await using var onEnd = patience.Token.Register(stream.Dispose);
        try
        {
            return await request();
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            return FileReply.Silent;
        }
    }
}
