using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>What to run.</summary>
public sealed record RunRequest
{
    /// <summary>The checked scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The highest profile level that is replayed, 0..4.</summary>
    public int HighestProfile { get; init; } = 4;

    /// <summary>Trials whose id contains one of these; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Probe trials that decide a cell of one of these rows, by place; null for all. No part of what a journal is matched by.</summary>
    public IReadOnlySet<(string Place, RequirementId Requirement)>? Rows { get; init; }

    /// <summary>The day against which declarations expire.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Worker threads.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Disturbs deliveries with this seed.</summary>
    public ulong? DeliveryNoise { get; init; }

    /// <summary>First address slot to try.</summary>
    public int PreferredSlot { get; init; } = 1;

    /// <summary>What the selection leaves out, in words; empty for a whole assessment.</summary>
    public string LeftOut => string.Join(
        "; ",
        new[]
        {
            Only.Count > 0 ? $"only trials with {string.Join(" or ", Only.Select(o => $"'{o}'"))} in their id were to be run" : "",
            HighestProfile < 4 ? FormattableString.Invariant($"no attacker profile above SL {HighestProfile} was to be replayed") : "",
        }.Where(t => t.Length > 0));

    /// <summary>What identifies the selection in the journal.</summary>
    public string Selection => FormattableString.Invariant($"profiles<={HighestProfile} only={string.Join(',', Only)} as-of={AsOf:yyyy-MM-dd}");
}
