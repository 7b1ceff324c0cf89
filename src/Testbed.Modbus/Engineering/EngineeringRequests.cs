using System.Buffers.Binary;
using System.Text;

namespace Testbed.Modbus;

/// <summary>Writes request PDUs of the engineering service. An argument that no request can carry is the caller's mistake and throws.</summary>
public static class EngineeringRequests
{
    /// <summary>A request without a body: identify, log-off, state, stop, upload-begin, upload-end, download-commit, download-abort.</summary>
    public static byte[] Plain(EngineeringSubfunction subfunction, UInt128 session) => Request(subfunction, session, []);

    /// <summary>Account and password.</summary>
    public static byte[] LogOn(string account, string password) =>
        Request(EngineeringSubfunction.LogOn, 0, [.. Text(account, EngineeringLimits.MaxAccount), .. Text(password, EngineeringLimits.MaxPassword)]);

    /// <summary>Starts the program.</summary>
    public static byte[] Start(UInt128 session, bool warm) => Request(EngineeringSubfunction.Start, session, [warm ? (byte)1 : (byte)0]);

    /// <summary>Upload-block or list: a number of 16 bits.</summary>
    public static byte[] Numbered(EngineeringSubfunction subfunction, UInt128 session, int number) => Request(subfunction, session, Short(number));

    /// <summary>Announces a program of so many bytes with this SHA-256.</summary>
    public static byte[] DownloadBegin(UInt128 session, int size, ReadOnlySpan<byte> digest)
    {
        byte[] body = new byte[4 + digest.Length];
        BinaryPrimitives.WriteInt32BigEndian(body, size);
        digest.CopyTo(body.AsSpan(4));
        return Request(EngineeringSubfunction.DownloadBegin, session, body);
    }

    /// <summary>One block of it.</summary>
    public static byte[] DownloadBlock(UInt128 session, int number, ReadOnlySpan<byte> bytes) =>
        Request(EngineeringSubfunction.DownloadBlock, session, [.. Short(number), .. bytes]);

    /// <summary>Read or unforce: a path.</summary>
    public static byte[] Path(EngineeringSubfunction subfunction, UInt128 session, string path) =>
        Request(subfunction, session, Text(path, EngineeringLimits.MaxPath));

    /// <summary>Write or force: a path and a literal.</summary>
    public static byte[] Assign(EngineeringSubfunction subfunction, UInt128 session, string path, string literal) =>
        Request(subfunction, session, [.. Text(path, EngineeringLimits.MaxPath), .. Text(literal, EngineeringLimits.MaxLiteral)]);

    private static byte[] Request(EngineeringSubfunction subfunction, UInt128 session, ReadOnlySpan<byte> body)
    {
        byte[] pdu = new byte[EngineeringLimits.RequestHeader + body.Length];
        pdu[0] = ModbusFunctionCode.Engineering;
        pdu[1] = (byte)subfunction;
        BinaryPrimitives.WriteUInt128BigEndian(pdu.AsSpan(2), session);
        body.CopyTo(pdu.AsSpan(EngineeringLimits.RequestHeader));
        return pdu;
    }

    private static byte[] Short(int number) => [(byte)(number >> 8), (byte)(number & 0xFF)];

    private static byte[] Text(string text, int max)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, max, nameof(text));
        return [(byte)bytes.Length, .. bytes];
    }
}
