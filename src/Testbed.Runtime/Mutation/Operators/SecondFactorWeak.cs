using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A second factor that some need not give, or that serves twice.</summary>
public sealed class SecondFactorWeak() : MutationOperator<SecondFactorConfig>("second-factor-weak", "a second factor is not asked for, or serves again")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, SecondFactorConfig control)
    {
        var everybody = scenario.Asset(control.On)!.Accounts.Where(a => !a.Service).Select(a => a.Name);
        yield return new("exempt", control with { Exempt = [.. everybody] }, Rows("SR 1.1 RE 2", "SR 1.1 RE 3"), "nobody is asked for a code");
        if (control.SingleUse)
        {
            yield return new("reuse", control with { SingleUse = false }, Rows("SR 1.1 RE 2", "SR 1.1 RE 3"), "a code serves as long as it is shown");
        }
    }
}
