using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A boundary with a jump host that can be passed by, or through it without a session.</summary>
public sealed class JumpHostPassed() : MutationOperator<JumpHostConfig>("jump-host-passed", "a boundary lets people past its jump host")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, JumpHostConfig control)
    {
        if (!control.LetsPast.Contains(JumpHostGap.Direct))
        {
            yield return new("direct", control with { LetsPast = [.. control.LetsPast, JumpHostGap.Direct] }, Rows("SR 5.2"), "consoles beyond may be dialled by anybody", Detail: "+direct");
        }

        if (!control.LetsPast.Contains(JumpHostGap.Relay))
        {
            yield return new("relay", control with { LetsPast = [.. control.LetsPast, JumpHostGap.Relay] }, Rows("SR 5.2"), "the host forwards without a session", Detail: "+relay");
        }
    }
}
