namespace Testbed.StructuredText;

/// <summary>Places variables one after the other.</summary>
internal sealed class Layout
{
    /// <summary>
    /// Most bytes of one instance of a program, and of one type. 16 MiB less one: an offset then has 24 bits, so that a reference to a BOOL can carry the bit of its byte in the upper eight.
    /// </summary>
    public const int MostBytes = (1 << 24) - 64;

    public int Size { get; private set; }

    public int Alignment { get; private set; } = 1;

    public static int Align(int offset, int alignment) => (offset + alignment - 1) / alignment * alignment;

    /// <summary>Place for one more; -1 when memory does not suffice.</summary>
    public int Add(int size, int alignment)
    {
        var at = Align(Size, alignment);
        if ((long)at + size > MostBytes)
        {
            return -1;
        }

        Alignment = Math.Max(Alignment, alignment);
        Size = at + size;
        return at;
    }
}
