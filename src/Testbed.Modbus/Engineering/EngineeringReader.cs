using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Testbed.Modbus;

/// <summary>Takes fields off the front of a span; false, and nothing taken, when they are not there.</summary>
internal ref struct EngineeringReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    internal readonly bool IsAtEnd => _rest.IsEmpty;

    internal bool TryByte(out byte value)
    {
        bool there = TryBytes(1, out ReadOnlySpan<byte> bytes);
        value = there ? bytes[0] : (byte)0;
        return there;
    }

    internal bool TryUInt16(out ushort value)
    {
        bool there = TryBytes(2, out ReadOnlySpan<byte> bytes);
        value = there ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;
        return there;
    }

    internal bool TryUInt32(out uint value)
    {
        bool there = TryBytes(4, out ReadOnlySpan<byte> bytes);
        value = there ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;
        return there;
    }

    internal bool TryBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bool there = _rest.Length >= count;
        bytes = there ? _rest[..count] : default;
        _rest = there ? _rest[count..] : _rest;
        return there;
    }

    /// <summary>All that is left, 1 to <paramref name="max"/> bytes.</summary>
    internal bool TryRest(int max, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return _rest.Length >= 1 && _rest.Length <= max && TryBytes(_rest.Length, out bytes);
    }

    /// <summary>A length byte and so many bytes of UTF-8 without control characters.</summary>
    internal bool TryText(int min, int max, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_rest.IsEmpty || _rest[0] < min || _rest[0] > max || _rest.Length <= _rest[0])
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = _rest.Slice(1, _rest[0]);
        if (!Utf8.IsValid(bytes) || bytes.IndexOfAnyInRange((byte)0, (byte)31) >= 0 || bytes.Contains((byte)127))
        {
            return false;
        }

        text = bytes;
        _rest = _rest[(1 + bytes.Length)..];
        return true;
    }

    internal bool TryText(out string text)
    {
        bool there = TryText(0, byte.MaxValue, out ReadOnlySpan<byte> bytes);
        text = there ? Encoding.UTF8.GetString(bytes) : "";
        return there;
    }
}
