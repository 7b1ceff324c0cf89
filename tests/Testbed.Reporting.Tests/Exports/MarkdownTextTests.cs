using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Testbed.Reporting.Tests.Exports;

public sealed class MarkdownTextTests
{
    private static readonly MarkdownPipeline GitHub = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseTaskLists().Build();

    [Theory]
    [InlineData("plain words, SR 5.2 RE 1 (from SL 1): 0.5 bar")]
    [InlineData("**bold** _it_ `code` ~~gone~~ ==mark==")]
    [InlineData("[x](http://evil.example) ![i](y) [ref]: z")]
    [InlineData("<script>alert(1)</script> &lt; & &copy;")]
    [InlineData("http://evil.example www.evil.example a@evil.example <http://evil.example>")]
    [InlineData("# head")]
    [InlineData("- item")]
    [InlineData("+ item")]
    [InlineData("12. item")]
    [InlineData("1) item")]
    [InlineData("> quote")]
    [InlineData("=====")]
    [InlineData("--- | ---")]
    [InlineData("a | b | c")]
    [InlineData("\\`\\")]
    [InlineData("$x$ ^up^ {.class}")]
    public void A_Reader_Sees_The_Words_And_Nothing_Else(string text)
    {
        var paragraph = Assert.IsType<ParagraphBlock>(Assert.Single(Markdown.Parse(MarkdownText.Escape(text), GitHub)));

        Assert.All(paragraph.Inline!, i => Assert.True(i is LiteralInline or HtmlEntityInline, $"{i.GetType().Name} in {text}"));
        Assert.Equal(text, Seen(paragraph).Replace("\u200B", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Keeps_Everything_On_One_Line() => Assert.Equal("a b c d", MarkdownText.Escape(" a\r\nb\n\n c\u2028d\t"));

    [Theory]
    [InlineData("@team")]
    [InlineData("see #12")]
    public void Parts_The_Signs_Of_Mentions_And_Numbers_From_Their_Names(string text) => Assert.Matches("[@#]\u200B", MarkdownText.Escape(text));

    private static string Seen(ParagraphBlock paragraph) => string.Concat(paragraph.Inline!.Select(i => i switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        _ => "",
    }));
}
