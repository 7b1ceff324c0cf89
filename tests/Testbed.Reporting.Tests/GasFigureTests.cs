using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Testbed.Reporting.Tests;

/// <summary>Figures of gas cases: real images, with what is to be read in them.</summary>
public sealed partial class GasFigureTests
{
    private static readonly NetworkPicture TwoTiers = new(
        "two tiers", "gauge",
        [new("gate", 4.0, true), new("m1", 3.9, false), new("m2", 3.5, false), new("l1", 0.025, false), new("l2", 0.021, false)],
        [new(0, 1, true), new(1, 2, true), new(2, 3, false), new(3, 4, true)], [(0, 0), (100, 0), (200, 50), (210, 60), (300, 90)]);

    private static readonly CoursePicture Course = new(
        "a day", "gauge", [0.0, 3_600.0, 10_800.0], [("m1 (lowest)", [3.9, 3.5, 3.8]), ("l1 (highest)", [0.025, 0.024, 0.025])]);

    [Fact]
    public void Png_Is_An_Image_As_High_As_Its_Parts()
    {
        var network = new GasFigure(null, TwoTiers).Png();
        var both = new GasFigure(Course, TwoTiers).Png();

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], network[..4]);
        Assert.Equal((GasFigure.Width, 1_300), Size(network));
        // Two tiers of pressure over time stand above the network.
        Assert.Equal((GasFigure.Width, 1_300 + (2 * 640)), Size(both));
        Assert.Equal(both, new GasFigure(Course, TwoTiers).Png());
    }

    [Fact]
    public void Each_Tier_Has_A_Colour_Bar_In_Its_Unit_And_Its_Lowest_Node_Named()
    {
        var texts = Texts(new GasFigure(null, TwoTiers).Svg());

        Assert.Contains("two tiers", texts);
        Assert.Contains("medium pressure, bar gauge", texts);
        Assert.Contains("low pressure, mbar gauge", texts);
        Assert.Contains("lowest 3.5 bar (m2)", texts);
        Assert.Contains("lowest 21 mbar (l2)", texts);
        Assert.Contains("regulator, valve or compressor", texts);
        Assert.Contains("x, m", texts);
    }

    [Fact]
    public void Pipes_Are_Drawn_In_The_Colours_Of_Their_Pressures()
    {
        var even = TwoTiers with { Nodes = [.. TwoTiers.Nodes.Select(n => n with { Bar = 2.0 })] };
        var colours = Strokes(new GasFigure(null, TwoTiers).Svg()).Except(Strokes(new GasFigure(null, even).Svg())).ToList();

        // Three pipes at three pressures, two of them in one tier.
        Assert.True(colours.Count >= 3, string.Join(' ', colours));
    }

    [Fact]
    public void Courses_Are_Read_In_Hours_With_Their_Nodes_In_The_Legend()
    {
        var texts = Texts(new GasFigure(Course, null).Svg());

        Assert.Contains("a day", texts);
        Assert.Equal(2, texts.Count(t => t == "time, h"));
        Assert.Contains("m1 (lowest)", texts);
        Assert.Contains("l1 (highest)", texts);
        Assert.Contains("low pressure, mbar gauge", texts);
    }

    [Fact]
    public void A_Network_Without_Places_Is_Laid_Out_And_Says_So()
    {
        var texts = Texts(new GasFigure(null, TwoTiers with { Places = null, Datum = "absolute" }).Svg());

        Assert.Contains("drawn from who is joined to whom; lengths mean nothing", texts);
        Assert.Contains("pressure, bar absolute", texts);
        Assert.DoesNotContain("x, m", texts);
    }

    [Fact]
    public void A_Course_That_Broke_Off_And_A_Node_Without_Pressure_Are_Drawn_All_The_Same()
    {
        var figure = new GasFigure(
            Course with { Lines = [("m1", [3.9, 3.5])] },
            TwoTiers with { Nodes = [.. TwoTiers.Nodes.Select((n, i) => i == 2 ? n with { Bar = double.NaN } : n)] });

        Assert.Contains("lowest 3.9 bar (m1)", Texts(figure.Svg()));
    }

    private static (int Width, int Height) Size(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static List<string> Texts(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim())];

    private static HashSet<string> Strokes(string svg) => [.. Stroke().Matches(svg).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("stroke=\"(#[0-9A-Fa-f]{6}|[a-z]+)\"")]
    private static partial Regex Stroke();
}
