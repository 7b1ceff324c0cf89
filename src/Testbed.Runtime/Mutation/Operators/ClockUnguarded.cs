using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A clock is hardly ever compared with its source, or follows it wherever it goes.</summary>
public sealed class ClockUnguarded() : MutationOperator<ClockSyncConfig>("clock-unguarded", "a clock drifts, or follows a false source")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, ClockSyncConfig control)
    {
        yield return new("period", control with { Period = TimeSpan.FromDays(40) }, Rows("SR 2.11 RE 1"), "the source is asked every forty days");
        yield return new("step", control with { MaxStep = TimeSpan.FromDays(3650) }, Rows("SR 2.11 RE 2"), "the clock follows the source by years");

        // Within a zone nobody can stand between a clock and its source here.
        if (scenario.Asset(control.On)?.Zone != scenario.Asset(control.Source)?.Zone)
        {
            yield return new("unauthenticated", control with { Authenticated = false }, Rows("SR 2.11 RE 2"), "answers need no valid code");
        }
    }
}
