using System.Globalization;
using System.Runtime.CompilerServices;

namespace Testbed.StructuredText;

/// <summary>What compiled code calls to reach memory and to check values. Small, so that it is inlined.</summary>
internal static class PlcMemory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ReadBit(byte[] memory, int at, int mask) => (memory[at] & mask) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteBit(byte[] memory, int at, int mask, bool value) => memory[at] = (byte)(value ? memory[at] | mask : memory[at] & ~mask);

    /// <summary>A BOOL behind a reference: a byte of its own, or one bit (upper eight bits: number plus one).</summary>
    public static bool ReadBoolReference(byte[] memory, int reference) =>
        reference >> 24 == 0 ? memory[reference] != 0 : (memory[reference & 0xFFFFFF] >> ((reference >> 24) - 1) & 1) != 0;

    public static void WriteBoolReference(byte[] memory, int reference, bool value)
    {
        if (reference >> 24 == 0)
        {
            memory[reference] = value ? (byte)1 : (byte)0;
        }
        else
        {
            WriteBit(memory, reference & 0xFFFFFF, 1 << ((reference >> 24) - 1), value);
        }
    }

    /// <summary>A reference that must refer to so many bytes of the memory.</summary>
    public static int Follow(byte[] memory, int reference, int size) => reference >= 8 && reference <= memory.Length - size ? reference : NoReference(reference);

    /// <summary>The same for a BOOL, with its bit.</summary>
    public static int FollowBool(byte[] memory, int reference) =>
        reference >= 8 && (reference & 0xFFFFFF) < memory.Length && reference >> 24 <= 8 ? reference : NoReference(reference);

    public static string ReadText(byte[] memory, int at, int maxLength, bool isWide) => ConstantBytes.ReadText(memory.AsSpan(at), maxLength, isWide);

    public static void WriteText(byte[] memory, int at, string value, int maxLength, bool isWide) =>
        ConstantBytes.WriteText(memory.AsSpan(at, 2 + (maxLength * (isWide ? 2 : 1))), value, maxLength, isWide);

    /// <summary>From one text variable to another without a string between.</summary>
    public static void CopyText(byte[] memory, int to, int from, int maxLength, bool isWide)
    {
        var width = isWide ? 2 : 1;
        var length = Math.Min(BitConverter.ToUInt16(memory, from), maxLength);
        memory.AsSpan(from + 2, length * width).CopyTo(memory.AsSpan(to + 2));
        Unsafe.WriteUnaligned(ref memory[to], (ushort)length);
    }

    public static void Copy(byte[] memory, int to, int from, int size) => memory.AsSpan(from, size).CopyTo(memory.AsSpan(to, size));

    public static void Reset(byte[] memory, byte[] image, int at, int size) => image.AsSpan(at, size).CopyTo(memory.AsSpan(at, size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(int index, int low, int count)
    {
        var from = (uint)(index - low);
        if (from >= (uint)count || index < low)
        {
            OutOfRange(index, low, count);
        }

        return (int)from;
    }

    public static int IndexLong(long index, long low, int count)
    {
        if (index < low || (ulong)index - (ulong)low >= (ulong)count)
        {
            OutOfRange(index, low, count);
        }

        return (int)(index - low);
    }

    public static int OpenIndex(byte[] memory, int bounds, long index)
    {
        long low = Unsafe.ReadUnaligned<int>(ref memory[bounds]);
        return IndexLong(index, low, OpenCount(memory, bounds));
    }

    public static int OpenCount(byte[] memory, int bounds) =>
        Unsafe.ReadUnaligned<int>(ref memory[bounds + sizeof(int)]) - Unsafe.ReadUnaligned<int>(ref memory[bounds]) + 1;

    /// <summary>An index of 64 bits without sign, those that no array has as one of them.</summary>
    public static long Clamp(ulong index) => (long)Math.Min(index, long.MaxValue);

    public static void Runaway() => throw new PlcFaultException(PlcFaultCode.Watchdog, "the task did more loop turns and calls than one run may");

    public static long InRange(long value, long low, long high)
    {
        if (value < low || value > high)
        {
            PlcThrow.Range(string.Create(CultureInfo.InvariantCulture, $"{value} is outside of {low}..{high}"));
        }

        return value;
    }

    public static ulong InRangeUnsigned(ulong value, ulong low, ulong high)
    {
        if (value < low || value > high)
        {
            PlcThrow.Range(string.Create(CultureInfo.InvariantCulture, $"{value} is outside of {low}..{high}"));
        }

        return value;
    }

    /// <summary>A step of FOR that is known only now.</summary>
    public static long LoopStep(long step) => step != 0 ? step : throw new PlcFaultException(PlcFaultCode.LoopStep, "the step of FOR is 0");

    private static int NoReference(int reference) => throw new PlcFaultException(
        PlcFaultCode.NullReference, reference == 0 ? "a reference that is NULL was followed" : "a reference to nothing was followed");

    private static void OutOfRange(long index, long low, long count) => throw new PlcFaultException(
        PlcFaultCode.ArrayIndex, string.Create(CultureInfo.InvariantCulture, $"index {index} is outside of {low}..{low + count - 1}"));
}
