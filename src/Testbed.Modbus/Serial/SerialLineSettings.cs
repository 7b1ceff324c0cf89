namespace Testbed.Modbus;

/// <summary>A serial line's speed and waits (Modbus over Serial Line V1.02, 2.5.1, 2.4.1). Times are those of the injected clock.</summary>
public sealed record SerialLineSettings
{
    /// <summary>Bits per second.</summary>
    public int BaudRate { get; init; } = 19_200;

    /// <summary>Bits of a character with start, parity and stop: 11 in RTU mode.</summary>
    public int BitsPerCharacter { get; init; } = 11;

    /// <summary>From the end of a request to the first character of its response.</summary>
    public TimeSpan ProcessingTime { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>A unit that has not begun to answer after this time is silent.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait after a broadcast, in which units carry it out.</summary>
    public TimeSpan TurnaroundDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Requests that may wait for the line; further ones are refused as busy.</summary>
    public int QueueLimit { get; init; } = 16;

    /// <summary>One character on the wire.</summary>
    public TimeSpan CharacterTime => TimeSpan.FromSeconds((double)BitsPerCharacter / BaudRate);

    /// <summary>The silence of 3.5 characters that ends a frame; 1.75 ms above 19,200 baud.</summary>
    public TimeSpan FrameSilence => BaudRate > 19_200 ? TimeSpan.FromMilliseconds(1.75) : 3.5 * CharacterTime;

    /// <summary>Time on the wire of a frame with the silence after it.</summary>
    public TimeSpan TimeOf(int bytes) => (bytes * CharacterTime) + FrameSilence;
}
