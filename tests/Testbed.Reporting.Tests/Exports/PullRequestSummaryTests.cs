using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests.Exports;

public sealed class PullRequestSummaryTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();

    private static MarkdownDocument Read(ExportSubject subject) => Markdown.Parse(PullRequestSummary.Render(subject), GitHub);

    private static List<string> Section(MarkdownDocument page, string head) =>
        [.. page.SkipWhile(b => !(b is HeadingBlock && Text(b) == head)).Skip(1).TakeWhile(b => b is not HeadingBlock).Select(Text)];

    private static string Text(MarkdownObject part) => string.Concat((part is LeafBlock leaf ? leaf.Inline!.Descendants() : part.Descendants()).Select(d => d switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));

    [Fact]
    public void Has_Its_Sections_In_Order() => Assert.Equal(
        ["Station lab, hardened: predicted Security Levels", "Claims and targets", "Against the baseline", "Worst impact", "Three things to do first", "Evidence"],
        Read(ExportSample.Subject()).OfType<HeadingBlock>().Select(Text));

    [Fact]
    public void Counts_The_Targets_That_Are_Reached()
    {
        var subject = ExportSample.Subject();
        var levels = subject.Result.Places.SelectMany(p => p.Frs).Where(f => f.Target.IsAssessed).ToList();

        Assert.Contains(
            $"**{levels.Count(l => l.MeetsTarget)} of {levels.Count} targets reached.**", PullRequestSummary.Render(subject), StringComparison.Ordinal);
    }

    [Fact]
    public void Has_A_Table_Row_Per_Place_With_Claim_And_Target()
    {
        var subject = ExportSample.Subject();
        var rows = Read(subject).OfType<Table>().Single().OfType<TableRow>().Select(r => r.Select(Text).ToList()).ToList();

        Assert.Equal(["place", "IAC", "UC", "SI", "DC", "RDF", "TRE", "RA"], rows[0]);
        Assert.Equal(
            subject.Result.Places.Select(p => p.Frs.Select(f => $"{f.Claim} / {f.Target}").Prepend(p.Place.Id).ToList()), rows.Skip(1));
    }

    [Fact]
    public void Says_That_There_Is_No_Baseline() => Assert.Equal(["Not compared with a baseline."], Section(Read(ExportSample.Subject()), "Against the baseline"));

    [Fact]
    public void Lists_Drops_Against_The_Baseline()
    {
        var result = Sample.Assess(Sample.Input());
        var before = Baseline.Of(result) with
        {
            Claims = result.Places.ToDictionary(p => p.Place.Id, p => p.Place.Id == "Z-DRS" ? SlVector.From(_ => SecurityLevel.Of(4)) : p.Claim),
        };
        var same = Section(Read(ExportSample.Subject(before: Baseline.Of(result))), "Against the baseline");
        var drops = Section(Read(ExportSample.Subject(before: before)), "Against the baseline");

        Assert.Equal(["No drop, 0 rise(s)."], same);
        Assert.Matches("^[1-7] drop", drops[0]);
        Assert.Contains("drop: Z-DRS UC claim: 4 ->", drops[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_The_Worst_Impact()
    {
        Assert.Contains("sl2/unauthorised-write: 37 customers out", Section(Read(ExportSample.Subject()), "Worst impact").Single(), StringComparison.Ordinal);
        var none = Sample.Input(more: b => b.Trials.RemoveAll(t => t.Kind == TrialKind.Play));
        Assert.Equal("No play watched the process.", Section(Read(ExportSample.Subject(none)), "Worst impact").Single());
    }

    [Fact]
    public void Names_Three_Things_Breaches_First()
    {
        var subject = ExportSample.Subject();
        var steps = FirstStep.Of(subject.Result, 3);
        var list = Read(subject).OfType<ListBlock>().Last(l => l.IsOrdered);

        Assert.Equal(3, steps.Count);
        Assert.Equal(3, list.Count);
        Assert.Equal(3, steps.Select(s => s.Text).Distinct().Count());
        Assert.Contains(steps[0].HoldsBack, h => h.StartsWith("Z-DRS ", StringComparison.Ordinal));
        Assert.All(steps, s => Assert.DoesNotMatch(@"^\d+\. ", s.Text));
    }

    [Fact]
    public void Names_The_Hash_Of_The_Evidence()
    {
        var page = PullRequestSummary.Render(ExportSample.Subject(Sample.Input() with { EvidenceHash = new string('f', 64) }));

        Assert.Contains($"`{new string('f', 64)}`", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_Of_A_Run_That_Is_Not_Sound() => Assert.Contains(
        "The run is not sound",
        PullRequestSummary.Render(ExportSample.Subject(Sample.Input(more: b => b.Trials[0] = b.Trials[0] with { Outcome = TrialOutcome.Crashed }))),
        StringComparison.Ordinal);

    [Fact]
    public void Hostile_Text_Stays_Text()
    {
        var input = ExportSample.HostileInput();
        input = input with { Places = [.. input.Places.Select(p => p.Id == "Z-DRS" ? p with { Id = ExportSample.Hostile } : p)] };
        var page = Read(ExportSample.Subject(input, Baseline.Of(Sample.Assess(Sample.Input()))));

        Assert.Empty(page.Descendants().OfType<HtmlInline>());
        Assert.Empty(page.Descendants<HtmlBlock>());
        Assert.Empty(page.Descendants<LinkInline>());
        Assert.Empty(page.Descendants<AutolinkInline>());
        Assert.All(page.OfType<Table>().Single().OfType<TableRow>(), r => Assert.Equal(8, r.Count));
        Assert.Equal(6, page.OfType<HeadingBlock>().Count());
    }
}
