using System.Buffers.Binary;

namespace Testbed.Modbus.Tests.Support;

/// <summary>A libpcap file of one TCP connection (Ethernet, IPv4, no checksums), for dissectors to read.</summary>
internal sealed class CaptureFile : IDisposable
{
    private readonly FileStream _file;
    private readonly ushort _serverPort;
    private readonly uint[] _sequence = [1, 1];
    private uint _packets;

    internal CaptureFile(string path, ushort serverPort)
    {
        _serverPort = serverPort;
        _file = File.Create(path);
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xA1B2C3D4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 65535);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        _file.Write(header);
    }

    /// <summary>One segment to the server, or from it.</summary>
    internal void Add(bool toServer, ReadOnlySpan<byte> payload)
    {
        byte[] packet = new byte[16 + 14 + 20 + 20 + payload.Length];
        Span<byte> record = packet;
        BinaryPrimitives.WriteUInt32LittleEndian(record, ++_packets / 1000);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], _packets % 1000 * 1000);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], packet.Length - 16);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], packet.Length - 16);
        Span<byte> ethernet = record[16..];
        ethernet[12] = 8;
        Span<byte> ip = ethernet[14..];
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(40 + payload.Length));
        (ip[8], ip[9]) = (64, 6);
        (ip[12], ip[15], ip[16], ip[19]) = (10, toServer ? (byte)1 : (byte)2, 10, toServer ? (byte)2 : (byte)1);
        Span<byte> tcp = ip[20..];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, toServer ? (ushort)40_000 : _serverPort);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], toServer ? _serverPort : (ushort)40_000);
        int from = toServer ? 0 : 1;
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], _sequence[from]);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], _sequence[1 - from]);
        (tcp[12], tcp[13]) = (0x50, 0x18);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 60_000);
        payload.CopyTo(tcp[20..]);
        _sequence[from] += (uint)payload.Length;
        _file.Write(packet);
    }

    public void Dispose() => _file.Dispose();
}
