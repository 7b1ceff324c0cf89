using Testbed.Core;
using static Testbed.Core.TrialOutcome;

namespace Testbed.Assessment.Tests;

public sealed class ExplainerTests
{
    private static string Explain(Bench bench, FoundationalRequirement fr) => Explainer.Explain(bench.Assess(), "Z", fr)!.ToString();

    [Fact]
    public void Names_The_Blocking_Row_Its_Cell_Evidence_And_Order_Of_Work()
    {
        var text = Explain(
            new Bench().Row("SR 5.1").Row("SR 5.2").Row("SR 5.1 RE 1").Plan("SR 5.1").Breached("SR 5.2", asset: "RTU").Plan("SR 5.1 RE 1"),
                FoundationalRequirement.Rdf);

        Assert.Contains("predicted SL-A 0, target 2 (not reached)", text, StringComparison.Ordinal);
        Assert.Contains("probe/SR 5.2/Z/RTU/Armed: succeeded, evidence 00, no control acted", text, StringComparison.Ordinal);
        Assert.Contains("1. SR 5.2: close the breach at RTU modbus", text, StringComparison.Ordinal);
        Assert.Contains("2. SR 5.1: get its cells decided", text, StringComparison.Ordinal);
        Assert.Contains("3. After that, SL 2 needs SR 5.1 RE 1.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_When_Replay_Or_A_Conduit_Limits()
    {
        var step = new GuardedStep("Z", FoundationalRequirement.Iac);
        var replay = Explain(new Bench().Row("SR 1.1").Held("SR 1.1").Play("p4", 4, Resisted).Play("hit", 2, Succeeded, step), FoundationalRequirement.Iac);
        Assert.Contains("Replay limits it", replay, StringComparison.Ordinal);
        Assert.Contains("Stop hit: hit Succeeded", replay, StringComparison.Ordinal);

        var bench = new Bench().Row("SR 5.1", places: [PlaceKind.Zone, PlaceKind.Conduit]).Held("SR 5.1").Breached("SR 5.1", "C");
        bench.Places[0] = Bench.Zone("Z", "C");
        Assert.Contains("1. Raise RDF of conduit C", Explain(bench, FoundationalRequirement.Rdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_What_Is_Declared_And_What_Is_Missing()
    {
        var text = Explain(
            new Bench().Row("SR 1.1").Row("SR 1.3", TestMode.Declared).Row("SR 1.4", TestMode.Partial)
                .Declare("D", DeclarationKind.Document, "SR 1.1", reason: "no time").Held("SR 1.4"),
            FoundationalRequirement.Iac);

        Assert.Contains("rest on declarations: SR 1.1", text, StringComparison.Ordinal);
        Assert.Contains("Open item SR 1.1", text, StringComparison.Ordinal);
        Assert.Contains("SR 1.3: no test can decide it", text, StringComparison.Ordinal);
        Assert.Contains("SR 1.4: its tests held", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_Unknown_Place_Is_Not_Explained()
    {
        Assert.Null(Explainer.Explain(new Bench().Assess(), "NOWHERE", FoundationalRequirement.Iac));
    }
}
