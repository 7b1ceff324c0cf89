using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests;

public sealed class HtmlPlayTests
{
    private static readonly Lazy<(AssessmentResult Result, XDocument Document)> Whole = new(() =>
    {
        var input = Sample.Input();
        var result = Sample.Assess(input);
        return (result, XDocument.Parse(HtmlReport.Render(result, input, Sample.Figures)));
    });

    [Fact]
    public void Every_Play_Has_A_Page_That_The_Overview_Leads_To()
    {
        var (result, document) = Whole.Value;
        var rows = document.Descendants("tr").Where(r => r.Attribute("data-play") is not null).ToList();

        Assert.Equal(result.Replay.Count, rows.Count);
        foreach (var (row, play) in rows.Zip(result.Replay))
        {
            var page = Page(row.Attribute("data-play")!.Value);
            Assert.Contains(play.Reason, page.Value, StringComparison.Ordinal);
            Assert.Contains(play.Brief!.Title, page.Value, StringComparison.Ordinal);
            Assert.Contains(play.EvidenceHash, page.Value, StringComparison.Ordinal);
            Assert.Contains($"testbed replay {play.Id}", page.Value, StringComparison.Ordinal);
            Assert.All(play.Steps, s => Assert.Contains(s.Text, page.Value, StringComparison.Ordinal));
            Assert.All(play.Excerpt, l => Assert.Contains(l, page.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void False_Alarms_Are_Said_With_What_The_Watch_Excludes()
    {
        var input = Sample.Input();
        var result = Sample.Assess(input) with { FalseAlarms = [new("C1-monitor", "C1", 2, 0.5), new("C2-monitor", "C2", 0, 0.5)] };

        var impact = XDocument.Parse(HtmlReport.Render(result, input, Sample.Figures)).Descendants("section").Single(s => s.Attribute("id")?.Value == "impact").Value;

        Assert.Contains("False alarms without attack: C1-monitor (C1) 2, which is 4 a day. 2 monitors watched 12 h", impact, StringComparison.Ordinal);
        Assert.Contains("more than 12.6 alarms a day", impact, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_Pages_Of_Plays_That_Matter_Are_Opened_On_Paper()
    {
        var (result, _) = Whole.Value;
        var ids = Anchors.Plays(result.Replay);

        Assert.All(result.Replay, p => Assert.Equal(
            p.Outcome == TrialOutcome.Succeeded || p.Impact is { IsNone: false },
            Page(ids[p.Id]).Attribute("class")!.Value.Contains("on-paper", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_Watched_Play_Shows_Pressures_Flows_And_Customers_With_Limits_And_The_Quiet_Run()
    {
        var page = Page("play-sl2-unauthorised-write");
        var captions = page.Descendants("figcaption").Select(c => c.Value).ToList();

        Assert.Equal(
            ["High pressure, bar gauge", "Medium pressure, bar gauge", "Low pressure, mbar gauge", "Flow, Nm3/h", "Customers without gas, customers"],
            captions);
        var low = page.Descendants("figure").ElementAt(2);
        Assert.Contains(low.Descendants("text"), t => t.Value == "limit 34.5");
        Assert.Equal(2, low.Descendants("path").Count(p => p.Attribute("class")!.Value == "line"));
        Assert.Equal(2, low.Descendants("path").Count(p => p.Attribute("class")!.Value == "quiet"));
    }

    [Fact]
    public void Impact_Has_The_Worst_First_And_The_Run_Without_Attack_Last()
    {
        var rows = Section("impact").Descendants("tbody").Single().Elements("tr").Select(r => r.Elements("td").Select(c => c.Value).ToList()).ToList();

        Assert.Equal("sl2/unauthorised-write", rows[0][0]);
        Assert.Equal("37", rows[0][2]);
        Assert.Equal("18 mbar", rows[0][5]);
        Assert.Equal("without attack", rows[^1][0]);
    }

    [Fact]
    public void Coverage_Adds_Up_By_Place_And_By_Fr()
    {
        var (result, _) = Whole.Value;
        var tables = Section("coverage").Descendants("table").Select(Numbers).ToList();

        Assert.Equal(8, tables[0].Count);
        Assert.Equal(result.Places.Count, tables[1].Count);
        Assert.Equal(result.Coverage.Applicable, tables[0][^1][0]);
        Assert.Equal(tables[0][^1], Sum(tables[1]));
        Assert.Equal(tables[0][^1], Sum(tables[0].SkipLast(1)));
    }

    [Fact]
    public void Each_Technique_Says_Which_Play_Tried_It_Where()
    {
        var section = Section("techniques");
        var row = section.Descendants("details").Single(d => d.Value.StartsWith("T0836", StringComparison.Ordinal));

        Assert.StartsWith("T0836 Modify Parameter", row.Value, StringComparison.Ordinal);
        Assert.Equal(["2", "1", "1"], row.Element("summary")!.Elements("span").Where(s => s.Attribute("class")?.Value == "num").Select(s => s.Value));
        // sl2/unauthorised-write is guarded by Z-DRS, sl4/ramp by C-CC-CGS and Z-CGS.
        Assert.Equal(["0/1", "1/1", "0/1"], row.Element("summary")!.Elements("span").Where(s => s.Value.Contains('/')).Select(s => s.Value));
        Assert.Contains("Guarded by no play's path: ", section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Map_Counts_What_Got_Past_A_Place()
    {
        var marks = Section("map").Descendants("text").Where(t => t.Attribute("class")!.Value is "breach-text" or "cbreach").Select(t => t.Value);

        Assert.Equal(["1 from SL 2"], marks);
        Assert.Contains("sl2/unauthorised-write (SL 2: UC IAC)", Section("map").Descendants("table").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Fifteen_Questions_Are_Answered_And_Lead_To_Their_Sections()
    {
        var rows = Section("questions").Descendants("tbody").Single().Elements("tr").ToList();

        Assert.Equal(15, rows.Count);
        Assert.All(rows, r => Assert.NotNull(Section(r.Descendants("a").Single().Attribute("href")!.Value[1..])));
    }

    [Fact]
    public void What_Was_Fixed_Before_The_Run_Is_Told()
    {
        var scope = Section("scope").Value;

        Assert.Contains("SL 4Extended meanssophisticatedextendediacshigh", scope, StringComparison.Ordinal);
        Assert.Contains("EF1Pressure control of the city gateAnone", scope, StringComparison.Ordinal);
        Assert.Contains("EF2View of outlets-10 min", scope, StringComparison.Ordinal);
        Assert.Contains("unauthorised-writeC-CC-CGS5 s", scope, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Ids_Are_Plain_And_Each_Is_Used_Once()
    {
        TrialResult Play(string id) => Whole.Value.Result.Replay[0] with { Id = id, Subject = id };

        Assert.Equal(["play-a-b", "play-a-b-", "play----"], Anchors.Plays([Play("a b"), Play("a/b"), Play("<\"'")]).Values);
    }

    private static XElement Section(string id) => Whole.Value.Document.Descendants("section").Single(s => s.Attribute("id")!.Value == id);

    private static XElement Page(string id) => Whole.Value.Document.Descendants("details").Single(d => d.Attribute("id")?.Value == id);

    private static List<int[]> Numbers(XElement table) =>
    [
        .. table.Element("tbody")!.Elements("tr").Select(r => r.Elements("td").Skip(1).Where(c => c.Value.Length > 0)
            .Select(c => int.Parse(c.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray()),
    ];

    private static int[] Sum(IEnumerable<int[]> rows) => rows.Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
}
