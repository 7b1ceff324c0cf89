namespace Testbed.Devices;

/// <summary>The conversation between a trial and a device's actor. A command that names its sender is answered with <see cref="Done"/> once it has been carried out.</summary>
public static class DeviceProtocol
{
    /// <summary>Open the listeners.</summary>
    public sealed record Start;

    /// <summary>Run the scans of a tick, or in real time of a part of one.</summary>
    public sealed record ScanTick(long TickMs, bool IsPart = false);

    /// <summary>Start the polls of a tick.</summary>
    public sealed record PollTick(long TickMs);

    /// <summary>Let people at the device act.</summary>
    public sealed record OperatorTick(long TickMs);

    /// <summary>Stop in good order.</summary>
    public sealed record Stop;

    /// <summary>Lose power.</summary>
    public sealed record Fail;

    /// <summary>Another unit takes the place of this one and starts.</summary>
    public sealed record Replace(Device Spare);

    /// <summary>A command was carried out.</summary>
    public sealed record Done(string Asset);
}
