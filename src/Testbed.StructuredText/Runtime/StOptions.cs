namespace Testbed.StructuredText;

/// <summary>Choices of a compilation.</summary>
public sealed record StOptions
{
    /// <summary>Loop turns and calls that one run of a task may do before <see cref="PlcFaultCode.Watchdog"/>.</summary>
    public int MaxSteps { get; init; } = 1_000_000;
}
