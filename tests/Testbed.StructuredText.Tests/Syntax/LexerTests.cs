using System.Globalization;

namespace Testbed.StructuredText.Tests;

public sealed class LexerTests : ParserTestBase
{
    [Theory]
    [InlineData("a _b Ä1 IF if End_If", "Identifier Identifier Identifier If If EndIf")]
    [InlineData("a(* c (* nested *) *)b /* d /* e */ */ c // f\nd {pragma} e", "Identifier Identifier Identifier Identifier Identifier")]
    [InlineData("1..5", "Integer DotDot Integer")]
    [InlineData("1.5..2", "Real DotDot Integer")]
    [InlineData("a.3.b", "Identifier Dot Integer Dot Identifier")]
    [InlineData("a.%X3 := b.%W1", "Identifier Dot Part Assign Identifier Dot Part")]
    [InlineData(":= => : ; , . .. ( ) [ ] + - * ** / = <> < <= > >= & ^ # ?=", "Assign Output Colon Semicolon Comma Dot DotDot OpenParenthesis CloseParenthesis OpenBracket CloseBracket "
        + "Plus Minus Star Power Slash Equal NotEqual Less LessOrEqual Greater GreaterOrEqual And Caret Hash ReferenceAssign")]
    [InlineData("AND OR XOR NOT MOD", "And Or Xor Not Mod")]
    [InlineData("Colour#Red", "Identifier Hash Identifier")]
    [InlineData("%IX0.0 %qw3 %M5.1 %I* %MD10", "Address Address Address Address Address")]
    [InlineData("(*@KEY@:DESCRIPTION*) don't parse; IF (*@KEY@:END_DESCRIPTION*) a", "Identifier")]
    [InlineData("a {{ if (x) { y } }} b", "Identifier Identifier")]
    [InlineData("16#1E-5", "Integer Minus Integer")]
    [InlineData("\uFEFFa", "Identifier")]
    public void Cuts_A_Source_Into_Tokens(string text, string kinds) => Assert.Equal(kinds, string.Join(' ', Tokens(text).SkipLast(1).Select(t => t.Kind)));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1_000", "1000")]
    [InlineData("2#1010_0101", "165")]
    [InlineData("8#377", "255")]
    [InlineData("16#fF", "255")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("INT#5", "INT 5")]
    [InlineData("int#-5", "INT -5")]
    [InlineData("SINT#-16#80", "SINT -128")]
    [InlineData("WORD#16#FF", "WORD 255")]
    [InlineData("3.0", "3")]
    [InlineData("1.", "1")]
    [InlineData("1_0.2_5e-1", "1.025")]
    [InlineData("1E3", "1000")]
    [InlineData("1.5E+3", "1500")]
    [InlineData("REAL#1.5", "REAL 1.5")]
    [InlineData("LREAL#-2", "LREAL -2")]
    [InlineData("REAL#16#10", "REAL 16")]
    [InlineData("TRUE", "True")]
    [InlineData("false", "False")]
    [InlineData("BOOL#1", "BOOL True")]
    [InlineData("BOOL#FALSE", "BOOL False")]
    public void Reads_Numbers(string text, string value) => Assert.Equal(value, Value(text));

    [Theory]
    [InlineData("T#1d2h3m4s5ms6us7ns", "TIME 93784005006007")]
    [InlineData("TIME#25h_15m", "TIME 90900000000000")]
    [InlineData("t#-1.5s", "TIME -1500000000")]
    [InlineData("LT#0.1us", "LTIME 100")]
    [InlineData("ltime#90m", "LTIME 5400000000000")]
    [InlineData("LT#-9223372036854775808ns", "LTIME -9223372036854775808")]
    [InlineData("T#106751d", "TIME 9223286400000000000")]
    [InlineData("D#1970-01-02", "DATE 86400000000000")]
    [InlineData("DATE#1969-12-31", "DATE -86400000000000")]
    [InlineData("LD#2012-02-29", "LDATE 1330473600000000000")]
    [InlineData("TOD#15:36:55.36", "TIME_OF_DAY 56215360000000")]
    [InlineData("TIME_OF_DAY#00:01", "TIME_OF_DAY 60000000000")]
    [InlineData("LTOD#00:00:00.000_000_001", "LTIME_OF_DAY 1")]
    [InlineData("DT#1970-01-01-00:00:01", "DATE_AND_TIME 1000000000")]
    [InlineData("LDATE_AND_TIME#1970-01-02-01:00:00.5", "LDATE_AND_TIME 90000500000000")]
    public void Reads_Durations_And_Dates_As_Nanoseconds(string text, string value) => Assert.Equal(value, Value(text));

    [Theory]
    [InlineData("''", "")]
    [InlineData("'a$$b$'c\"d'", "a$b'c\"d")]
    [InlineData("'$L$N$P$R$T$41$e4'", "\n\r\n\f\r\tAä")]
    [InlineData("\"a'b$\"$20AC\"", "a'b\"€")]
    [InlineData("STRING#'x'", "STRING x")]
    [InlineData("WSTRING#\"x\"", "WSTRING x")]
    [InlineData("CHAR#'x'", "CHAR x")]
    [InlineData("'(* no comment *) // none {x}'", "(* no comment *) // none {x}")]
    public void Reads_Strings(string text, string value) => Assert.Equal(value, Value(text));

    [Theory]
    [InlineData("%IX0.1", 'I', 'X', "0.1")]
    [InlineData("%q5", 'Q', 'X', "5")]
    [InlineData("%MD1.2.3", 'M', 'D', "1.2.3")]
    [InlineData("%I*", 'I', 'X', "")]
    [InlineData("%QW*", 'Q', 'W', "")]
    public void Reads_Direct_Addresses(string text, char area, char size, string path)
    {
        var address = Assert.IsType<DirectAddress>(Tokens(text)[0].Value);
        Assert.Equal((area, size, path), (address.Area, address.Size, string.Join('.', address.Path)));
    }

    [Fact]
    public void Takes_Comments_Of_The_Second_Edition_Where_Nesting_Finds_No_End()
    {
        var (unit, diagnostics) = Read("(* a (* b *) TYPE T : INT; END_TYPE (* c (* d *)");
        Assert.Single(unit.Declarations);
        Assert.Equal(StCodes.CommentInComment, Assert.Single(diagnostics).Code);
    }

    private static IReadOnlyList<Token> Tokens(string text)
    {
        var sink = new DiagnosticSink([new StSource("t", text)]);
        var tokens = Lexer.Tokenize(text, 0, sink);
        Assert.Empty(sink.All);
        return tokens;
    }

    private static string Value(string text)
    {
        var tokens = Tokens(text);
        Assert.Equal(2, tokens.Count);
        Assert.Equal((0, text.Length), (tokens[0].Span.Start, tokens[0].Span.Length));
        var value = Convert.ToString(tokens[0].Value, CultureInfo.InvariantCulture)!;
        return tokens[0].TypeName is { } type ? $"{type} {value}" : value;
    }
}
