using Testbed.Core;
using static Testbed.Core.TrialOutcome;

namespace Testbed.Assessment.Tests;

public sealed class RequirementTests
{
    private const string Row = "SR 1.2";
    private static readonly NotApplicableReason NoWireless = new("no-wireless", "No radio is used.", PlaceFeatures.Wireless);

    [Fact]
    public void The_Worst_Cell_Decides()
    {
        var held = new Bench().Row(Row).Held(Row, asset: "A").Held(Row, asset: "B");
        Assert.Equal(Verdict.MetTested, held.Verdict(Row).Verdict);

        held.Plan(Row, asset: "OPEN");
        Assert.Equal(Verdict.NotAssessed, held.Verdict(Row).Verdict);

        held.Breached(Row, asset: "WEAK");
        var failed = held.Verdict(Row);
        Assert.Equal(Verdict.Failed, failed.Verdict);
        Assert.Contains("1 of 4", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("WEAK", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Dropped_Cell_Does_Not_Count_But_Is_Kept()
    {
        var verdict = new Bench().Row(Row).Held(Row, asset: "A").Probe(Row, Inapplicable, Inapplicable, Inapplicable, null, asset: "B").Verdict(Row);

        Assert.Equal(Verdict.MetTested, verdict.Verdict);
        Assert.Equal(2, verdict.Cells.Count);
        Assert.Contains("1 dropped out", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_Cells_Dropped_Is_Never_Met()
    {
        var bench = new Bench().Row(Row).Probe(Row, Inapplicable, Inapplicable, Inapplicable, null);
        Assert.Equal(Verdict.NotAssessed, bench.Verdict(Row).Verdict);

        bench.Declare("D", DeclarationKind.Document, Row);
        Assert.Equal(Verdict.MetDeclared, bench.Verdict(Row).Verdict);
    }

    [Fact]
    public void A_Partly_Testable_Row_Needs_Its_Declaration_Too()
    {
        var bench = new Bench().Row(Row, TestMode.Partial).Held(Row);
        var missing = bench.Verdict(Row);
        Assert.Equal(Verdict.NotAssessed, missing.Verdict);
        Assert.Contains("declared remainder is missing: the rest", missing.Reason, StringComparison.Ordinal);

        bench.Declare("D", DeclarationKind.Document, Row);
        var whole = bench.Verdict(Row);
        Assert.Equal(Verdict.MetTested, whole.Verdict);
        Assert.Equal(["D"], whole.Declarations);
        Assert.Equal(Verdict.NotAssessed, whole.TestedOnly);
        Assert.False(whole.OpenItem);
    }

    [Theory]
    [InlineData(TestMode.Dynamic, true)]
    [InlineData(TestMode.Configuration, true)]
    [InlineData(TestMode.Partial, true)]
    [InlineData(TestMode.Declared, false)]
    public void A_Testable_Row_That_Is_Declared_Instead_Is_An_Open_Item(TestMode mode, bool open)
    {
        var bench = new Bench().Row(Row, mode).Declare("D", DeclarationKind.Document, Row, reason: "no time");
        var verdict = bench.Verdict(Row);

        Assert.Equal(Verdict.MetDeclared, verdict.Verdict);
        Assert.Equal(open, verdict.OpenItem);
        Assert.Equal(open, verdict.Reason.Contains("no time", StringComparison.Ordinal));
        Assert.Equal(open ? 1 : 0, bench.Assess().OpenItems.Count());
    }

    [Fact]
    public void A_Declaration_Never_Overrides_A_Failure_Or_An_Undecided_Cell()
    {
        Assert.Equal(Verdict.Failed, new Bench().Row(Row).Breached(Row).Declare("D", DeclarationKind.Document, Row).Verdict(Row).Verdict);
        Assert.Equal(Verdict.NotAssessed, new Bench().Row(Row).Plan(Row).Declare("D", DeclarationKind.Document, Row).Verdict(Row).Verdict);
    }

    [Theory]
    [InlineData(-10, -1, DeclarationStatus.Expired)]
    [InlineData(1, 10, DeclarationStatus.NotYetIssued)]
    [InlineData(-10, 0, DeclarationStatus.InForce)]
    [InlineData(0, 10, DeclarationStatus.InForce)]
    public void Only_A_Declaration_In_Force_Counts(int from, int to, DeclarationStatus status)
    {
        var bench = new Bench().Row(Row, TestMode.Declared).Declare("D", DeclarationKind.Document, Row, fromDays: from, toDays: to);

        Assert.Equal(status == DeclarationStatus.InForce ? Verdict.MetDeclared : Verdict.NotAssessed, bench.Verdict(Row).Verdict);
        var use = Assert.Single(bench.Assess().Declarations);
        Assert.Equal(status, use.Status);
        Assert.Equal(status == DeclarationStatus.InForce ? ["Z SR 1.2"] : [], use.CarriedRows);
    }

    [Fact]
    public void A_Row_Applies_Only_Where_The_Place_Has_A_Feature()
    {
        var bench = new Bench().Row(Row, when: [PlaceFeatures.Wireless], reasons: NoWireless);
        var absent = bench.Verdict(Row);
        Assert.Equal(Verdict.NotApplicable, absent.Verdict);
        Assert.Equal("No radio is used.", absent.Reason);
        Assert.False(absent.RestsOnDeclaration);

        bench.Features("Z", PlaceFeatures.Wireless);
        Assert.Equal(Verdict.NotAssessed, bench.Verdict(Row).Verdict);
        Assert.Contains("conduits", bench.Verdict(Row, "C").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Probed_Target_Beats_The_Features()
    {
        var bench = new Bench().Row(Row, when: [PlaceFeatures.Wireless], reasons: NoWireless).Breached(Row);

        Assert.Equal(Verdict.Failed, bench.Verdict(Row).Verdict);
        Assert.Single(bench.Assess().Contradictions);
    }

    [Fact]
    public void Declared_Not_Applicable_Needs_A_Standard_Reason_That_The_Model_Does_Not_Contradict()
    {
        var bench = new Bench().Row(Row, reasons: NoWireless).Declare("D", DeclarationKind.NotApplicable, Row, reason: "no-wireless");
        var accepted = bench.Verdict(Row);
        Assert.Equal(Verdict.NotApplicable, accepted.Verdict);
        Assert.Equal(Verdict.NotAssessed, accepted.TestedOnly);

        bench.Features("Z", PlaceFeatures.Wireless);
        Assert.Equal(Verdict.NotAssessed, bench.Verdict(Row).Verdict);
        Assert.Equal("D", Assert.Single(bench.Assess().Contradictions).Declaration);
        Assert.Single(bench.Assess().Declarations[0].Refusals);
    }

    [Fact]
    public void Declared_Not_Applicable_With_An_Own_Reason_Is_Refused()
    {
        var bench = new Bench().Row(Row, reasons: NoWireless).Declare("D", DeclarationKind.NotApplicable, Row, reason: "too dear");

        Assert.Equal(Verdict.NotAssessed, bench.Verdict(Row).Verdict);
        Assert.Contains("too dear", Assert.Single(bench.Assess().Contradictions).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_Not_Applicable_Does_Not_Hide_A_Breach()
    {
        var bench = new Bench().Row(Row, reasons: NoWireless).Breached(Row).Declare("D", DeclarationKind.NotApplicable, Row, reason: "no-wireless");

        Assert.Equal(Verdict.Failed, bench.Verdict(Row).Verdict);
        Assert.Single(bench.Assess().Contradictions);
    }

    [Fact]
    public void A_Row_Missing_From_The_Activity_Table_Is_Open()
    {
        Assert.Equal(Verdict.NotAssessed, new Bench().Without(Row).Verdict(Row).Verdict);
    }

    [Fact]
    public void A_Declaration_Covers_Only_Its_Places()
    {
        var bench = new Bench().Row(Row, TestMode.Declared, [PlaceKind.Zone, PlaceKind.Conduit]).Declare("D", DeclarationKind.Document, Row, place: "C");

        Assert.Equal(Verdict.NotAssessed, bench.Verdict(Row).Verdict);
        Assert.Equal(Verdict.MetDeclared, bench.Verdict(Row, "C").Verdict);
    }
}
