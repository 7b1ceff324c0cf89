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
    /// Swaps an asset for a spare of the same product and version out of its box: the supplier's account, no settings, nothing of what the old one stored. Only
    /// the key of the installation's backups is there, as commissioning enters it.
    /// </summary>
    void Replace(string asset);
}
