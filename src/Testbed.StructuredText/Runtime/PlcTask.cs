namespace Testbed.StructuredText;

/// <summary>A task of a program.</summary>
/// <param name="Name">As declared; <c>Scan</c> for programs without a task.</param>
/// <param name="Interval">How often it runs; null for every scan, or when <see cref="IsSingle"/> only on edges.</param>
/// <param name="Priority">0 goes first.</param>
/// <param name="Programs">Names of the program instances, in the order in which they run.</param>
public sealed record PlcTask(string Name, TimeSpan? Interval, int Priority, IReadOnlyList<string> Programs)
{
    /// <summary>Whether it (also) runs on a rising edge of a condition.</summary>
    public bool IsSingle => SingleAt >= 0;

    /// <summary>Number of the body that works the condition out, or -1.</summary>
    internal int Single { get; init; } = -1;

    /// <summary>The byte that holds the condition; behind it the one of the scan before.</summary>
    internal int SingleAt { get; init; } = -1;

    /// <summary>Nanoseconds; 0 for none.</summary>
    internal long Period { get; init; }

    /// <summary>What it runs: number of the body, place of the instance.</summary>
    internal IReadOnlyList<(int Body, int At)> Runs { get; init; } = [];
}
