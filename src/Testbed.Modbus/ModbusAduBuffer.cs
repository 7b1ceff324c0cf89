namespace Testbed.Modbus;

/// <summary>
/// Reassembles ADUs from stream segments, however these are split or merged: read into <see cref="GetFreeMemory"/>, call <see cref="Advance"/>, then
/// <see cref="TryRead"/> until it stops saying Ok. One reader at a time; allocates once. An ADU read is a view that the next <see cref="GetFreeMemory"/> ends.
/// </summary>
public sealed class ModbusAduBuffer
{
    private readonly byte[] _bytes;
    private int _start;
    private int _end;

    /// <summary>Creates a buffer of <paramref name="aduCapacity"/> frames of the largest size.</summary>
    public ModbusAduBuffer(int aduCapacity = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(aduCapacity, 1);
        _bytes = new byte[aduCapacity * ModbusLimits.MaxAduLength];
    }

    /// <summary>True when no byte waits: a stream that ends here ended between frames.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>Bytes received and not yet read as frames.</summary>
    public ReadOnlySpan<byte> Buffered => _bytes.AsSpan(_start, _end - _start);

    /// <summary>
    /// Room for the next segment, never empty once all whole frames have been read: what then remains is less than one frame.
    /// </summary>
    public Memory<byte> GetFreeMemory()
    {
        if (_start > 0)
        {
            Buffered.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Declares that <paramref name="count"/> bytes were put into the free memory.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _end);
        _end += count;
    }

    /// <summary>Takes the next whole frame. A malformed one stays where it is, so that it can be recorded.</summary>
    public ModbusFrameStatus TryRead(out ModbusAdu adu)
    {
        ModbusFrameStatus status = ModbusFrame.TryReadAdu(Buffered, out adu, out int consumed);
        _start += consumed;
        return status;
    }
}
