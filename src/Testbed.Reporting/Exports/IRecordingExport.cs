using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>An export made of trials that are played again one after the other. Its files appear whole or not at all.</summary>
public interface IRecordingExport : IDisposable
{
    /// <summary>Takes the next trial; trials come in order of their ids.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    void Add(TrialRecording recording);

    /// <summary>Gives the files their names and returns their paths.</summary>
    IReadOnlyList<string> Complete();
}
