using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>Guessing is never stopped: the limit is out of reach, or nobody is subject to it.</summary>
public sealed class LockOutOff() : MutationOperator<LockOutConfig>("lock-out-off", "an account is never locked")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, LockOutConfig control)
    {
        var blame = Rows("SR 1.11");
        yield return new("attempts", control with { Attempts = 1_000_000 }, blame, "an account is locked after a million failures");
        yield return new(
            "exempt", control with { Exempt = [.. scenario.Asset(control.On)?.Accounts.Select(a => a.Name) ?? []] }, blame, "every account is exempt");
    }
}
