using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>How long attackers wait, in simulated time.</summary>
internal static class AttackTimes
{
    /// <summary>The longest wait for a dial, a reply or a handshake.</summary>
    public static TimeSpan Call { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Enough for a controller to take over what was written: two scans and a little.</summary>
    public static TimeSpan Settle(AssetConfig asset) => (2 * asset.Scan) + TimeSpan.FromMilliseconds(250);
}
