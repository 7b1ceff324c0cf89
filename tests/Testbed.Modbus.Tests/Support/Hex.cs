namespace Testbed.Modbus.Tests.Support;

internal static class Hex
{
    internal static byte[] Bytes(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    internal static string Text(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
