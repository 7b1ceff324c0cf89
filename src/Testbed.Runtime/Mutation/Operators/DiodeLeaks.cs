using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A one-way conduit with a way back.</summary>
public sealed class DiodeLeaks() : MutationOperator<DataDiodeConfig>("diode-leaks", "a one-way conduit lets something back")
{
    /// <inheritdoc/>
    protected override IEnumerable<Weakening> Weaken(Scenario scenario, DataDiodeConfig control)
    {
        if (!control.Returns.Contains(DiodeReturn.Replies))
        {
            yield return new("replies", control with { Returns = [.. control.Returns, DiodeReturn.Replies] }, Rows("SR 5.2 RE 1"), "the receiver's answers reach the sender", Detail: ":reply");
        }

        if (!control.Returns.Contains(DiodeReturn.Connections))
        {
            yield return new("connections", control with { Returns = [.. control.Returns, DiodeReturn.Connections] }, Rows("SR 5.1", "SR 5.2", "SR 5.2 RE 1", "SR 5.3"),
                "the receiving side may open connections", Detail: ":connection");
        }
    }
}
