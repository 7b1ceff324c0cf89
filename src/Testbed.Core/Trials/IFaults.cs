namespace Testbed.Core;

/// <summary>
/// Things that happen to assets and that no attacker on the network can do: a lost supply, a swapped unit. Stimuli of tests about failure and recovery;
/// they take effect at the next simulated millisecond. Trial executor only.
/// </summary>
public interface IFaults
{
    /// <summary>Takes an asset's power until disposed: its sockets close, its outputs go to their fail state, what it stored stays.</summary>
    IDisposable Outage(string asset);

    /// <summary>
    /// Swaps an asset for a spare of the same product and version out of its box: the supplier's account, no settings, no program, nothing of what the
    /// old one stored. Only the key of the installation's backups is there, as commissioning enters it.
    /// </summary>
    void Replace(string asset);

    /// <summary>Somebody who stands before a controller turns its key switch: <c>run</c>, <c>program</c> or <c>remote</c>. Nothing happens where there is none.</summary>
    void TurnKey(string asset, string position);

    /// <summary>
    /// Somebody exchanges the program that a controller has stored, past its services: a memory card, a service port of the board. It is what the controller has
    /// from its next start on; to be done while it has no power.
    /// </summary>
    void SwapProgram(string asset, ProgramBundle program);

    /// <summary>Breaks what protects a conduit, at both its ends, until disposed.</summary>
    IDisposable BreakBoundary(string conduit, BoundaryFailure failure);

    /// <summary>Lets a part of the plant fail mechanically until disposed: a regulator run, a relief valve or a heater, by its id.</summary>
    /// <exception cref="ArgumentException">Nothing of that id can fail so.</exception>
    IDisposable BreakPlant(string element, PlantFailure failure);
}
