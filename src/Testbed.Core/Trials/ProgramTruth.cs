namespace Testbed.Core;

/// <summary>Ground truth about a controller's program.</summary>
/// <param name="State">RUN, STOP or FAULT.</param>
/// <param name="Digest">The digest of the program it has, in hex.</param>
/// <param name="Fault">The fault, empty without.</param>
public sealed record ProgramTruth(string State, string Digest, string Fault)
{
    /// <summary>True in RUN.</summary>
    public bool IsRunning => State == "RUN";
}
