using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Testbed.Core;

namespace Testbed.Modbus;

/// <summary>
/// A parsed request of the engineering service: a view of the bytes it came from. Which members are set depends on the subfunction; layouts are in the README
/// beside this file.
/// </summary>
public readonly ref struct EngineeringRequest
{
    private readonly ReadOnlySpan<byte> _first;
    private readonly ReadOnlySpan<byte> _second;

    private EngineeringRequest(
        EngineeringSubfunction subfunction, UInt128 session, uint number, ReadOnlySpan<byte> data, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Subfunction = subfunction;
        Session = session;
        Number = number;
        Data = data;
        _first = first;
        _second = second;
    }

    /// <summary>What is asked.</summary>
    public EngineeringSubfunction Subfunction { get; }

    /// <summary>The session number; zero without one.</summary>
    public UInt128 Session { get; }

    /// <summary>Start: 1 for warm. Blocks: their number. Download-begin: the size. List: the first variable.</summary>
    public uint Number { get; }

    /// <summary>Download-begin: the SHA-256 of what will come. Download-block: the bytes.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Log-on: the account. Variables: the path.</summary>
    public string First => Encoding.UTF8.GetString(_first);

    /// <summary>Log-on: the password. Write and force: the literal.</summary>
    public string Second => Encoding.UTF8.GetString(_second);

    /// <summary>
    /// Parses a PDU that starts with <see cref="ModbusFunctionCode.Engineering"/>. None, or the exception to answer: 1 for an unknown subfunction, 3 for any
    /// wrong length, number or text. Never throws.
    /// </summary>
    public static ModbusExceptionCode TryParse(ReadOnlySpan<byte> pdu, out EngineeringRequest request)
    {
        request = default;
        if (pdu.Length >= 2 && !EngineeringSubfunctions.IsKnown(pdu[1]))
        {
            return ModbusExceptionCode.IllegalFunction;
        }

        if (pdu.Length < EngineeringLimits.RequestHeader)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        return TryReadBody((EngineeringSubfunction)pdu[1], BinaryPrimitives.ReadUInt128BigEndian(pdu[2..]), pdu[EngineeringLimits.RequestHeader..], out request)
            ? ModbusExceptionCode.None
            : ModbusExceptionCode.IllegalDataValue;
    }

    /// <summary>Evidence text after the function code: <c>log-on anna</c>, <c>write Main.x := 3</c>, <c>download-block 7</c>. Never a password, session number or content.</summary>
    public override string ToString()
    {
        string name = Subfunction.Name();
        return Subfunction switch
        {
            EngineeringSubfunction.LogOn or EngineeringSubfunction.ReadVariable or EngineeringSubfunction.Unforce => $"{name} {First}",
            EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force => $"{name} {First} := {Second}",
            EngineeringSubfunction.Start => $"{name} {(Number == 1 ? "warm" : "cold")}",
            EngineeringSubfunction.UploadBlock or EngineeringSubfunction.DownloadBlock or EngineeringSubfunction.ListVariables =>
                string.Create(CultureInfo.InvariantCulture, $"{name} {Number}"),

            // Of a download neither size nor digest: both cover a signature, which differs from one time to the next, and evidence must not.
            _ => name,
        };
    }

    private static bool TryReadBody(EngineeringSubfunction subfunction, UInt128 session, ReadOnlySpan<byte> body, out EngineeringRequest request)
    {
        var reader = new EngineeringReader(body);
        ReadOnlySpan<byte> data = default, first = default, second = default;
        uint number = 0;
        ushort small = 0;
        bool good = true;
        switch (subfunction)
        {
            case EngineeringSubfunction.LogOn:
                good = reader.TryText(1, EngineeringLimits.MaxAccount, out first) && reader.TryText(0, EngineeringLimits.MaxPassword, out second);
                break;
            case EngineeringSubfunction.Start:
                good = reader.TryByte(out byte flag) && flag <= 1;
                small = flag;
                break;
            case EngineeringSubfunction.UploadBlock or EngineeringSubfunction.ListVariables:
                good = reader.TryUInt16(out small);
                break;
            case EngineeringSubfunction.DownloadBegin:
                good = reader.TryUInt32(out number) && number is > 0 and <= ProgramBundle.MaxLength && reader.TryBytes(ProgramBundle.DigestLength, out data);
                break;
            case EngineeringSubfunction.DownloadBlock:
                good = reader.TryUInt16(out small) && reader.TryRest(EngineeringLimits.BlockLength, out data);
                break;
            case EngineeringSubfunction.ReadVariable or EngineeringSubfunction.Unforce:
                good = reader.TryText(1, EngineeringLimits.MaxPath, out first);
                break;
            case EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force:
                good = reader.TryText(1, EngineeringLimits.MaxPath, out first) && reader.TryText(1, EngineeringLimits.MaxLiteral, out second);
                break;
            default:
                break;
        }

        good = good && reader.IsAtEnd;
        request = good ? new EngineeringRequest(subfunction, session, number + small, data, first, second) : default;
        return good;
    }
}
