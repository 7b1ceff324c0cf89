namespace Testbed.Runtime;

/// <summary>A trial that was played again did not come out as in its run.</summary>
public sealed class RecordingDiffersException : Exception
{
    /// <summary>With a sentence that names the trial.</summary>
    public RecordingDiffersException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
