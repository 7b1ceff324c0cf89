using System.Buffers.Binary;
using System.Text;
using Testbed.Core;

namespace Testbed.Modbus;

/// <summary>What identify tells.</summary>
/// <param name="Version">Version of the protocol.</param>
/// <param name="MaxProgram">Largest program in bytes.</param>
/// <param name="Block">Bytes of a block.</param>
/// <param name="Product">The controller's product.</param>
/// <param name="ProductVersion">Its version.</param>
/// <param name="Notice">What users are told before they log on; empty for nothing.</param>
public sealed record EngineeringIdentity(byte Version, uint MaxProgram, byte Block, string Product, string ProductVersion, string Notice);

/// <summary>What state tells.</summary>
/// <param name="State">0 RUN, 1 STOP, 2 FAULT.</param>
/// <param name="Key">The key switch.</param>
/// <param name="Digest">The program's digest in hex.</param>
/// <param name="Program">Its name.</param>
/// <param name="ProgramVersion">Its version.</param>
/// <param name="Signer">Who signed it, as far as verified; empty for nobody.</param>
/// <param name="Fault">The fault, empty without.</param>
public sealed record EngineeringState(byte State, EngineeringKey Key, string Digest, string Program, string ProgramVersion, string Signer, string Fault)
{
    /// <summary>RUN, STOP or FAULT.</summary>
    public string Word => State switch { 0 => "RUN", 1 => "STOP", _ => "FAULT" };
}

/// <summary>A parsed response of the engineering service. Which members are set depends on the subfunction, and on <see cref="Status"/> being Done.</summary>
public sealed record EngineeringResponse(EngineeringSubfunction Subfunction, EngineeringStatus Status)
{
    /// <summary>Why it was not done; or, of a variable, its value.</summary>
    public string Text { get; init; } = "";

    /// <summary>Log-on: the session.</summary>
    public UInt128 Session { get; init; }

    /// <summary>Upload-begin: the size. Upload-block: its number. List: how many variables there are.</summary>
    public uint Number { get; init; }

    /// <summary>Upload-begin: the SHA-256 of what will come. Upload-block: the bytes.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>List: the paths of this page.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Identify.</summary>
    public EngineeringIdentity? Identity { get; init; }

    /// <summary>State.</summary>
    public EngineeringState? State { get; init; }

    /// <summary>True when it was done.</summary>
    public bool IsDone => Status == EngineeringStatus.Done;

    /// <summary>Parses a normal response to a subfunction; null when it is none. Never throws.</summary>
    public static EngineeringResponse? TryParse(EngineeringSubfunction subfunction, ReadOnlySpan<byte> pdu)
    {
        if (pdu.Length < EngineeringLimits.ResponseHeader || pdu[0] != ModbusFunctionCode.Engineering || pdu[1] != (byte)subfunction
            || pdu[2] > EngineeringStatusText.Last)
        {
            return null;
        }

        var reader = new EngineeringReader(pdu[EngineeringLimits.ResponseHeader..]);
        var response = new EngineeringResponse(subfunction, (EngineeringStatus)pdu[2]);
        EngineeringResponse? read = response.IsDone ? ReadBody(response, ref reader) : ReadText(response, ref reader);
        return reader.IsAtEnd ? read : null;
    }

    /// <summary>Evidence text: subfunction and status, for a variable its value; never a session number or content.</summary>
    public string Describe() => !IsDone ? $" {Subfunction.Name()} {Status.Describe()}"
        : Subfunction == EngineeringSubfunction.ReadVariable ? $" {Subfunction.Name()} = {Text}" : $" {Subfunction.Name()} ok";

    private static EngineeringResponse? ReadBody(EngineeringResponse response, ref EngineeringReader reader) => response.Subfunction switch
    {
        EngineeringSubfunction.Identify => ReadIdentity(response, ref reader),
        EngineeringSubfunction.LogOn => reader.TryBytes(EngineeringLimits.SessionLength, out ReadOnlySpan<byte> session)
            ? response with { Session = BinaryPrimitives.ReadUInt128BigEndian(session) } : null,
        EngineeringSubfunction.State => ReadState(response, ref reader),
        EngineeringSubfunction.UploadBegin => reader.TryUInt32(out uint size) && size <= ProgramBundle.MaxLength
            && reader.TryBytes(ProgramBundle.DigestLength, out ReadOnlySpan<byte> digest) ? response with { Number = size, Data = digest.ToArray() } : null,
        EngineeringSubfunction.UploadBlock => reader.TryUInt16(out ushort block) && reader.TryRest(EngineeringLimits.BlockLength, out ReadOnlySpan<byte> bytes)
            ? response with { Number = block, Data = bytes.ToArray() } : null,
        EngineeringSubfunction.ReadVariable => ReadText(response, ref reader),
        EngineeringSubfunction.ListVariables => ReadPaths(response, ref reader),
        _ => response,
    };

    private static EngineeringResponse? ReadText(EngineeringResponse response, ref EngineeringReader reader) =>
        reader.TryText(out string text) ? response with { Text = text } : null;

    private static EngineeringResponse? ReadIdentity(EngineeringResponse response, ref EngineeringReader reader) =>
        reader.TryByte(out byte version) && reader.TryUInt32(out uint max) && reader.TryByte(out byte block) && reader.TryText(out string product)
        && reader.TryText(out string productVersion) && reader.TryText(out string notice)
            ? response with { Identity = new EngineeringIdentity(version, max, block, product, productVersion, notice) } : null;

    private static EngineeringResponse? ReadState(EngineeringResponse response, ref EngineeringReader reader) =>
        reader.TryByte(out byte state) && state <= 2 && reader.TryByte(out byte key) && key <= (byte)EngineeringKey.Undefined
        && reader.TryBytes(ProgramBundle.DigestLength, out ReadOnlySpan<byte> digest) && reader.TryText(out string name) && reader.TryText(out string version)
        && reader.TryText(out string signer) && reader.TryText(out string fault)
            ? response with { State = new EngineeringState(state, (EngineeringKey)key, Convert.ToHexStringLower(digest), name, version, signer, fault) } : null;

    private static EngineeringResponse? ReadPaths(EngineeringResponse response, ref EngineeringReader reader)
    {
        if (!reader.TryUInt16(out ushort total) || !reader.TryByte(out byte count))
        {
            return null;
        }

        var paths = new List<string>(count);
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryText(out string path))
            {
                return null;
            }

            paths.Add(path);
        }

        return response with { Number = total, Paths = paths };
    }
}
