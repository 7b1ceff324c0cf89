using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests;

public sealed partial class HtmlReportTests
{
    private static readonly Lazy<(AssessmentResult Result, string Html, XDocument Document)> Whole = new(() => Render(Sample.Input()));

    [Fact]
    public void Is_Well_Formed_And_Has_Every_Section()
    {
        var ids = Whole.Value.Document.Descendants("section").Select(s => s.Attribute("id")!.Value);

        Assert.Equal(
            [
                "map", "levels", "gaps", "requirements", "plays", "impact", "coverage", "techniques", "declarations", "controls", "scope", "method",
                "validity", "questions", "annex",
            ], ids);
    }

    [Fact]
    public void Every_Link_Leads_Inside_And_Nothing_Is_Loaded_From_Elsewhere()
    {
        var (_, html, document) = Whole.Value;

        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Single(document.Descendants("script"));
        Assert.Empty(document.Descendants("link"));
        Assert.DoesNotMatch("url\\(|@import", html);
        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToHashSet();
        Assert.All(document.Descendants("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
        Assert.Empty(document.Descendants("img"));
    }

    [Fact]
    public void Style_Sheet_And_Script_Hold_No_Markup_Characters()
    {
        Assert.DoesNotMatch("[<>&]", Whole.Value.Document.Descendants("style").Single().Value);
        Assert.DoesNotMatch("[<&]", Whole.Value.Document.Descendants("script").Single().Value);
    }

    [Fact]
    public void The_Policy_Lets_Only_The_Reports_Own_Script_Run()
    {
        var (_, html, document) = Whole.Value;
        var policy = document.Descendants("meta").Single(m => m.Attribute("http-equiv") is not null).Attribute("content")!.Value;
        var start = html.IndexOf("<script>", StringComparison.Ordinal) + "<script>".Length;
        var script = html[start..html.IndexOf("</script>", StringComparison.Ordinal)];

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(document.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_Row_Is_There_With_A_Chip_Per_Place()
    {
        var (result, _, document) = Whole.Value;
        var rows = document.Descendants("details").Where(d => d.Attribute("class")?.Value == "req").ToList();

        Assert.Equal(100, rows.Count);
        Assert.All(rows, r => Assert.Equal(result.Places.Count, Chips(r).Count()));
    }

    [Fact]
    public void Chips_Show_The_Verdicts_And_Mark_The_Limiting_Rows()
    {
        var (result, _, document) = Whole.Value;
        var chips = document.Descendants("details").Where(d => d.Attribute("class")?.Value == "req")
            .SelectMany(r => Chips(r)
                .Select(c => (Row: r.Element("summary")!.Element("strong")!.Value, Title: c.Attribute("title")!.Value, Css: c.Attribute("class")!.Value)))
            .ToDictionary(c => (c.Row, c.Title.Split(':')[0]));
        foreach (var row in result.Places.SelectMany(p => p.Requirements))
        {
            var chip = chips[(row.Requirement.Id.ToString(), row.Place)];
            Assert.EndsWith(row.Verdict.Words(), chip.Title, StringComparison.Ordinal);
            var limits = result.Find(row.Place)![row.Requirement.Fr].WithDeclarations.Limiting.Contains(row);
            Assert.Equal(limits, chip.Css.EndsWith(" limiting", StringComparison.Ordinal));
        }

        Assert.Equal(6, result.Places.SelectMany(p => p.Requirements).Select(r => r.Verdict).Distinct().Count());
    }

    [Fact]
    public void Declared_Rows_Look_Different_From_Tested_Ones()
    {
        var css = Whole.Value.Document.Descendants("style").Single().Value;

        Assert.Matches(@"\.v-declared \{[^}]*repeating-linear-gradient", css);
        Assert.DoesNotMatch(@"\.v-tested \{[^}]*gradient", css);
        Assert.Contains("T+D", Whole.Value.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_Place_Shows_Its_Six_Vectors()
    {
        var (result, _, document) = Whole.Value;
        var cards = document.Descendants("section").Single(s => s.Attribute("id")?.Value == "levels").Descendants("table")
            .Where(t => t.Attribute("class")!.Value == "levels").ToList();

        Assert.Equal(result.Places.Count, cards.Count);
        foreach (var (place, card) in result.Places.Zip(cards))
        {
            var rows = card.Element("tbody")!.Elements("tr").Select(r => r.Elements("td").Select(c => c.Value.Trim('(', ')')).ToList()).ToList();
            SlVector[] vectors = [place.Target, place.Capability, place.TestedOnly, place.WithDeclarations, place.Withstood, place.Claim];
            Assert.Equal(vectors.Select(v => v.ToString()), rows.Select(r => $"{{{string.Join(' ', r.Skip(1))}}}"));
        }
    }

    [Fact]
    public void The_Map_Draws_Every_Zone_And_Conduit()
    {
        var (result, _, document) = Whole.Value;
        var map = Map(document);

        Assert.Equal(6, Rectangles(map, "box").Count);
        Assert.Equal(8, map.Descendants("path").Count());
        Assert.All(result.Places, p => Assert.Contains(map.Descendants("text"), t => t.Value.StartsWith(p.Place.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_On_The_Map_Covers_Anything_Else_Or_Leaves_It()
    {
        var map = Map(Whole.Value.Document);
        var size = map.Attribute("viewBox")!.Value.Split(' ').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var all = Rectangles(map, "box").Concat(Rectangles(map, "pill")).ToList();

        for (var i = 0; i < all.Count; i++)
        {
            Assert.True(all[i].Left >= 0 && all[i].Top >= 0 && all[i].Right <= size[2] && all[i].Bottom <= size[3]);
            Assert.All(all.Skip(i + 1), o => Assert.True(
                all[i].Right <= o.Left || o.Right <= all[i].Left || all[i].Bottom <= o.Top || o.Bottom <= all[i].Top));
        }
    }

    [Fact]
    public void Says_What_It_Is_And_Never_What_It_Is_Not()
    {
        var text = Whole.Value.Document.Root!.Value;

        Assert.Contains("as of 2026-03-02, as modelled", text, StringComparison.Ordinal);
        Assert.Contains("predicts SL-A; replay can only lower it", text, StringComparison.Ordinal);
        Assert.Contains("first party", text, StringComparison.Ordinal);
        Assert.Contains(PlaysSectionAttribution, text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Forbidden(), text);
    }

    [Fact]
    public void Broken_Runs_Are_Announced_At_The_Top()
    {
        var (_, html, _) = Render(Sample.Input(more: b => b.Trials[0] = b.Trials[0] with { Outcome = TrialOutcome.Crashed, Reason = "It broke." }));

        var notice = html.IndexOf("The run is not sound", StringComparison.Ordinal);
        Assert.InRange(notice, 0, html.IndexOf("<nav", StringComparison.Ordinal));
        Assert.DoesNotContain("The run is not sound", Whole.Value.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</style></title><b>")]
    [InlineData("a\u0000b\u001b]0;c\ud800d & 'e' ]]>")]
    public void Text_Of_The_Scenario_Never_Becomes_Markup(string evil)
    {
        var plain = Whole.Value.Document;
        var (_, html, document) = Render(Sample.Input(evil, b =>
        {
            for (var i = 0; i < b.Trials.Count; i++)
            {
                b.Trials[i] = b.Trials[i] with { Reason = evil, Excerpt = b.Trials[i].Excerpt.Count > 0 ? [evil, evil] : [] };
            }
        }));

        Assert.Equal(Names(plain), Names(document));
        Assert.Equal(HtmlTextOf(evil), document.Descendants("h1").Single().Value);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_Empty_Scenario_Still_Makes_A_Report()
    {
        var input = Sample.Input() with { Places = [], Controls = [], Cells = [], Trials = [], Declarations = [], Complete = false };

        var (_, html, _) = Render(input);

        Assert.Contains("cut short", html, StringComparison.Ordinal);
    }

    private const string PlaysSectionAttribution =
        "© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.";

    private static XElement Map(XDocument document) => document.Descendants("svg").Single(s => s.Attribute("class")!.Value == "map");

    private static List<(double Left, double Top, double Right, double Bottom)> Rectangles(XElement map, string css) =>
    [
        .. map.Descendants("rect").Where(r => r.Attribute("class")!.Value.StartsWith(css, StringComparison.Ordinal)).Select(r =>
        {
            var (x, y) = ((double)r.Attribute("x")!, (double)r.Attribute("y")!);
            return (x, y, x + (double)r.Attribute("width")!, y + (double)r.Attribute("height")!);
        }),
    ];

    private static Dictionary<string, int> Names(XDocument document) =>
        document.Descendants().GroupBy(e => e.Name.LocalName).ToDictionary(g => g.Key, g => g.Count());

    private static string HtmlTextOf(string text) => text.Replace('\u0000', '\uFFFD').Replace('\u001b', '\uFFFD').Replace('\ud800', '\uFFFD');

    private static IEnumerable<XElement> Chips(XElement row) =>
        row.Element("summary")!.Elements("span").Where(s => s.Attribute("class")?.Value.StartsWith("chip", StringComparison.Ordinal) == true);

    private static (AssessmentResult Result, string Html, XDocument Document) Render(AssessmentInput input)
    {
        var result = Sample.Assess(input);
        var html = HtmlReport.Render(result, input, Sample.Figures);
        return (result, html, XDocument.Parse(html));
    }

    // "resistance proves nothing by itself" is the one allowed use.
    [GeneratedRegex("\\bcertified\\b|\\bproves (?!nothing)|compliant", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();
}
