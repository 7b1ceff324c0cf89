using System.Globalization;
using System.Text;

namespace Testbed.Core;

/// <summary>What a message of the file service is.</summary>
public enum FileMessageKind : byte
{
    /// <summary>Client: <c>name password</c>.</summary>
    LogOn = 1,

    /// <summary>Client: the code of the person's token, after <see cref="AskCode"/>.</summary>
    Code = 2,

    /// <summary>Client: which files there are.</summary>
    List = 3,

    /// <summary>Client: <c>name length</c>; the content follows as <see cref="Data"/>.</summary>
    Put = 4,

    /// <summary>Client: a name; the content comes as <see cref="Data"/>.</summary>
    Get = 5,

    /// <summary>Either: a piece of the content that was announced.</summary>
    Data = 6,

    /// <summary>Server: done, or go on; the text says what.</summary>
    Done = 16,

    /// <summary>Server: not done; the text says why.</summary>
    Refused = 17,

    /// <summary>Server: the password was right, the code of the token is still to come.</summary>
    AskCode = 18,

    /// <summary>Server: the file that was asked for follows; the text is its length.</summary>
    Sending = 19,
}

/// <summary>
/// The file service, a model of a transfer server of a buffer zone: messages of one octet of kind and a body, each in a <see cref="LengthFrame"/> over TCP. Text is
/// UTF-8; a file goes in pieces of at most <see cref="MaxPiece"/> octets, as many as its announced length needs. No standard protocol, and not encrypted: what
/// protects it on its way is the conduit's. Pure; peer bytes never throw.
/// </summary>
public static class FileMessage
{
    /// <summary>The usual logical port.</summary>
    public const int DefaultPort = 2022;

    /// <summary>The longest piece of a file.</summary>
    public const int MaxPiece = 4000;

    /// <summary>The largest file taken, octets.</summary>
    public const int MaxFile = 1 << 20;

    /// <summary>The longest name of a file.</summary>
    public const int MaxName = 50;

    /// <summary>A framed message with a text.</summary>
    public static byte[] Of(FileMessageKind kind, string text) => Of(kind, Encoding.UTF8.GetBytes(text));

    /// <summary>A framed message.</summary>
    public static byte[] Of(FileMessageKind kind, ReadOnlySpan<byte> body)
    {
        var message = new byte[1 + body.Length];
        message[0] = (byte)kind;
        body.CopyTo(message.AsSpan(1));
        return LengthFrame.Of(message);
    }

    /// <summary>The text of a body.</summary>
    public static string Text(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body);

    /// <summary>Reads what a PUT announces; false when it is none, or more than is taken.</summary>
    public static bool TryReadPut(string text, out string name, out int length)
    {
        var words = text.Split(' ');
        (name, length) = ("", 0);
        if (words.Length != 2 || !IsName(words[0]) || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > MaxFile)
        {
            return false;
        }

        name = words[0];
        return true;
    }

    /// <summary>True for a name of letters, digits, dot, dash and underscore, without a path.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxName && text[0] != '.' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}

/// <summary>One message as read: its kind and body.</summary>
public readonly record struct FileFrame(FileMessageKind Kind, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => FileMessage.Text(Body);
}

/// <summary>Reads the messages of one end of a connection, whatever pieces they come in. One reader at a time.</summary>
public sealed class FileFrameReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[LengthFrame.MaxLength + 2];
    private int _used;

    /// <summary>The next message; null when the peer ended or sent what is no message.</summary>
    public async Task<FileFrame?> NextAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var status = LengthFrame.TryRead(_buffer.AsSpan(0, _used), out var message, out var consumed);
            if (status < 0)
            {
                return null;
            }

            if (status > 0)
            {
                _buffer.AsSpan(consumed, _used - consumed).CopyTo(_buffer);
                _used -= consumed;
                return new FileFrame((FileMessageKind)message[0], message[1..]);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_used), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            _used += read;
        }
    }
}
