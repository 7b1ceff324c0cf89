namespace Testbed.StructuredText;

/// <summary>An instance of a program: where it is and the body that runs it.</summary>
internal sealed record Instance(string Name, Pou Pou, int At, int Body, bool? IsRetain, TaskPlan Task);

/// <summary>A task: <paramref name="Interval"/> in nanoseconds or null for every scan; <paramref name="Single"/> the body that works its condition out into the byte <paramref name="SingleAt"/>, or -1.</summary>
internal sealed record TaskPlan(string Name, long? Interval, int Priority, int Single, int SingleAt);
