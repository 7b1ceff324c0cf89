namespace Testbed.StructuredText;

/// <summary>A compiled body; <paramref name="self"/> is where the instance starts in memory (unused by functions).</summary>
internal delegate void PouBody(PlcState state, int self);

/// <summary>What bodies work on. Fields, because compiled code reads them at every turn.</summary>
internal sealed class PlcState(byte[] image, PouBody?[] bodies)
{
    /// <summary>Everything variable.</summary>
    public readonly byte[] Memory = (byte[])image.Clone();

    /// <summary>Initial values; never written.</summary>
    public readonly byte[] Image = image;

    /// <summary>Bodies by number.</summary>
    public readonly PouBody?[] Bodies = bodies;

    /// <summary>Loop turns and calls that the task may still do.</summary>
    public int Budget;

    /// <summary>The place in the sources of what is being done, as far as it can fault.</summary>
    public int Site;

    /// <summary>The task's present time, nanoseconds.</summary>
    public long Now;

    /// <summary>Since the same task ran last, nanoseconds.</summary>
    public long Cycle;
}
