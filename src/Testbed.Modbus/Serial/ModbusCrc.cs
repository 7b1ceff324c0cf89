namespace Testbed.Modbus;

/// <summary>CRC-16 of RTU frames (Modbus over Serial Line V1.02, 2.5.1.2 and appendix B): polynomial A001 hex, start FFFF hex, low byte sent first.</summary>
public static class ModbusCrc
{
    private static readonly ushort[] Table = MakeTable();

    /// <summary>The CRC over <paramref name="bytes"/>; 0 when these end with their own CRC.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (byte b in bytes)
        {
            crc = Next(crc, b);
        }

        return crc;
    }

    /// <summary>The CRC after one more byte.</summary>
    internal static ushort Next(ushort crc, byte b) => (ushort)((crc >> 8) ^ Table[(crc ^ b) & 0xFF]);

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (int i = 0; i < table.Length; i++)
        {
            int crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
            }

            table[i] = (ushort)crc;
        }

        return table;
    }
}
