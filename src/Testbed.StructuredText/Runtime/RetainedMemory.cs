using System.Buffers.Binary;

namespace Testbed.StructuredText;

/// <summary>The bytes that outlive a warm start, and a fingerprint of what they are, so that saved ones of another program are not taken for them.</summary>
internal sealed class RetainedMemory
{
    private const ulong FingerprintStart = 14_695_981_039_346_656_037;
    private const ulong FingerprintFactor = 1_099_511_628_211;

    private readonly List<(int At, int Size, byte Mask)> _ranges = [];
    private ulong _fingerprint = FingerprintStart;

    /// <summary>Bytes of <see cref="Save"/>.</summary>
    public int SavedSize => sizeof(ulong) + _ranges.Sum(r => r.Size);

    public void Add(string path, string type, int at, int size)
    {
        Note(path, type);
        if (_ranges.Count > 0 && _ranges[^1] is { Mask: 0xFF } last && last.At + last.Size == at)
        {
            _ranges[^1] = last with { Size = last.Size + size };
        }
        else
        {
            _ranges.Add((at, size, 0xFF));
        }
    }

    public void AddBit(string path, int at, int bit)
    {
        Note(path, $"bit {bit}");
        _ranges.Add((at, 1, (byte)(1 << bit)));
    }

    public byte[] Save(ReadOnlySpan<byte> memory)
    {
        var saved = new byte[SavedSize];
        BinaryPrimitives.WriteUInt64LittleEndian(saved, _fingerprint);
        var next = sizeof(ulong);
        foreach (var (at, size, mask) in _ranges)
        {
            memory.Slice(at, size).CopyTo(saved.AsSpan(next));
            saved[next] &= mask;
            next += size;
        }

        return saved;
    }

    public bool TryRestore(ReadOnlySpan<byte> saved, Span<byte> memory)
    {
        if (saved.Length != SavedSize || BinaryPrimitives.ReadUInt64LittleEndian(saved) != _fingerprint)
        {
            return false;
        }

        var next = sizeof(ulong);
        foreach (var (at, size, mask) in _ranges)
        {
            if (mask == 0xFF)
            {
                saved.Slice(next, size).CopyTo(memory[at..]);
            }
            else
            {
                memory[at] = (byte)((memory[at] & ~mask) | (saved[next] & mask));
            }

            next += size;
        }

        return true;
    }

    private void Note(string path, string type)
    {
        foreach (var c in $"{path.ToUpperInvariant()}:{type};")
        {
            _fingerprint = unchecked((_fingerprint ^ c) * FingerprintFactor);
        }
    }
}
