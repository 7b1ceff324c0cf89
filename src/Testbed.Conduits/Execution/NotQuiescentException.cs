namespace Testbed.Conduits;

/// <summary>A phase did not come to rest in wall time: bytes were sent to a parked read and never arrived. Names the stream.</summary>
public sealed class NotQuiescentException(string stream, long missing)
    : Exception($"Not quiescent: {missing} byte(s) under way on {stream} did not arrive.")
{
    /// <summary>The stream on which bytes are missing.</summary>
    public string Stream { get; } = stream;
}
