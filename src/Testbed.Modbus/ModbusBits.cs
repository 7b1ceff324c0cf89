namespace Testbed.Modbus;

/// <summary>Coils or discrete inputs as packed on the wire, first one in the lowest bit of the first byte (AP 6.1): a view, no copy.</summary>
public readonly ref struct ModbusBits
{
    private readonly ReadOnlySpan<byte> _packed;

    internal ModbusBits(ReadOnlySpan<byte> packed, int count)
    {
        _packed = packed;
        Count = count;
    }

    /// <summary>Number of bits, without the padding of the last byte.</summary>
    public int Count { get; }

    /// <summary>The bit at <paramref name="index"/>, 0-based from the request's address.</summary>
    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return (_packed[index >> 3] >> (index & 7) & 1) != 0;
        }
    }

    /// <summary>Copies all bits to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<bool> destination)
    {
        Span<bool> target = destination[..Count];
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (_packed[i >> 3] >> (i & 7) & 1) != 0;
        }
    }

    /// <summary>The bits in a new array.</summary>
    public bool[] ToArray()
    {
        bool[] values = new bool[Count];
        CopyTo(values);
        return values;
    }

    internal static int PackedLength(int count) => (count + 7) / 8;

    internal static void Write(ReadOnlySpan<bool> values, Span<byte> packed)
    {
        packed.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i])
            {
                packed[i >> 3] |= (byte)(1 << (i & 7));
            }
        }
    }
}
