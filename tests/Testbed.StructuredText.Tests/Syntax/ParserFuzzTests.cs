using CsCheck;

namespace Testbed.StructuredText.Tests;

/// <summary>No input makes the parser throw, hang or point outside of the source.</summary>
public sealed class ParserFuzzTests : ParserTestBase
{
    /// <summary>Something of everything the parser knows.</summary>
    internal const string Valid = """
        TYPE
            Colour : (Red, Green := 5) := Green; // comment
            Level : INT (0..100) := 10;
            Point : STRUCT x, y : REAL; name : STRING[20] := 'p$N'; END_STRUCT;
            Row : ARRAY [0..3, 1..2] OF Point := [2((x := 1.0, y := 2.0)), 6()];
        END_TYPE
        VAR_GLOBAL CONSTANT max : DINT := 1_000; END_VAR
        FUNCTION Twice : REAL
        VAR_INPUT a : REAL; END_VAR
            Twice := a ** 2.0 + -3.5E-2 MOD (7 - 16#FF);
        END_FUNCTION
        (* comment (* nested *) *)
        FUNCTION_BLOCK Counter
        VAR_INPUT up : BOOL R_EDGE; END_VAR
        VAR RETAIN out AT %QX1.0 : BOOL; w : WORD; t : TON; END_VAR
            IF up AND NOT out OR w.3 THEN n := n + 1; ELSIF w.%X4 THEN ; ELSE n := Colour#Red; END_IF
            CASE n OF 1, 3..5: a[1, i].b := T#1h2m; Red: EXIT; ELSE RETURN; END_CASE;
            FOR i := 1 TO 10 BY 2 DO CONTINUE; END_FOR;
            WHILE a < 3 DO t(IN := TRUE, PT := T#5s, Q => , NOT ET => %QW3); END_WHILE;
            REPEAT a := D#2024-02-29; UNTIL a > 3 XOR b END_REPEAT;
        END_FUNCTION_BLOCK
        CONFIGURATION cfg
            RESOURCE res ON PLC
                TASK fast(INTERVAL := T#10ms, PRIORITY := 1);
                PROGRAM RETAIN m WITH fast : Main(a := g, b => h);
            END_RESOURCE
            VAR_CONFIG res.m.c.out AT %QX1.1 : BOOL := TRUE; END_VAR
        END_CONFIGURATION
        """;

    private const string Signs = "()[]{}*/;:='\"$#%.0aE_\n";

    private static readonly string[] Soup =
    [
        "PROGRAM", "END_PROGRAM", "FUNCTION", "FUNCTION_BLOCK", "END_FUNCTION", "TYPE", "END_TYPE", "STRUCT", "END_STRUCT", "ARRAY", "OF", "VAR", "VAR_INPUT", "VAR_GLOBAL", "VAR_CONFIG",
        "END_VAR", "IF", "THEN", "ELSIF", "ELSE", "END_IF", "CASE", "END_CASE", "FOR", "TO", "BY", "DO", "END_FOR", "WHILE", "END_WHILE", "REPEAT", "UNTIL", "END_REPEAT", "EXIT", "RETURN",
        "CONFIGURATION", "END_CONFIGURATION", "RESOURCE", "END_RESOURCE", "TASK", "ON", "WITH", "AT", "RETAIN", "CONSTANT", "CLASS", "METHOD", "END_METHOD", "INTERFACE", "NAMESPACE", "EXTENDS",
        "POINTER", "REF_TO", "UNION", "STEP", "TRANSITION", "ACTION", "LD", "ST", "AND", "OR", "NOT", "MOD", "a", "b", "T", "INT", "STRING", "1", "2.5", "T#1s", "'s'", "\"w\"", "%IX0.0", "%X1",
        "INT#-5", "16#F", "TRUE", ":=", "=>", ":", ";", ";", ";", ",", ".", "..", "(", ")", "[", "]", "+", "-", "*", "**", "/", "=", "<>", "<", ">=", "&", "^", "#", "?=", "(*", "*)", "{", "}",
        "$", "'", "\n", "?",
    ];

    [Fact]
    public void Survives_Any_Characters() =>
        Gen.OneOf(Gen.Char, Gen.Char[' ', '~'], Gen.Int[0, Signs.Length - 1].Select(i => Signs[i])).Array[0, 200].Sample(c => Survives(new string(c)), iter: 3000);

    [Fact]
    public void Survives_Any_Bytes_Read_As_Text() => Gen.Byte.Array[0, 300].Sample(bytes => Survives(System.Text.Encoding.UTF8.GetString(bytes)), iter: 1000);

    [Fact]
    public void Survives_Any_Order_Of_Tokens() => Gen.Int[0, Soup.Length - 1].Select(i => Soup[i]).Array[0, 120].Sample(words => Survives(string.Join(' ', words)), iter: 5000);

    [Fact]
    public void Survives_A_Program_Cut_Off_Anywhere()
    {
        Assert.Empty(Read(Valid).Diagnostics);
        for (var length = 0; length < Valid.Length; length++)
        {
            Survives(Valid[..length]);
            Survives(Valid[length..]);
        }
    }

    [Fact]
    public void Survives_A_Program_With_Anything_Changed() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 30], Gen.Int[0, Soup.Length - 1].Select(i => Soup[i]).Array[0, 3]).Array[1, 4].Sample(
            changes =>
            {
                var text = Valid;
                foreach (var (at, removed, words) in changes)
                {
                    var start = Math.Min(at, text.Length);
                    text = text.Remove(start, Math.Min(removed, text.Length - start)).Insert(start, string.Join(' ', words));
                }

                Survives(text);
            },
            iter: 3000);

    /// <summary>Any one word or sign left out makes one message, seldom two or three.</summary>
    [Fact]
    public void Makes_One_Mistake_Of_A_Token_Left_Out()
    {
        var tokens = Lexer.Tokenize(Valid, 0, new DiagnosticSink([new StSource("t.st", Valid)]));
        var counts = tokens.SkipLast(1).Select(t => Read(Valid.Remove(t.Span.Start, t.Span.Length)).Diagnostics.Count).ToList();
        Assert.True(counts.Max() <= 3);
        Assert.InRange(counts.Count(c => c > 1), 0, counts.Count / 20);
        Assert.InRange(counts.Count(c => c == 1), counts.Count * 4 / 5, counts.Count);
    }

    /// <summary>On a stack of 512 KB, in which nothing that recursed over all of the input could live.</summary>
    [Theory]
    [InlineData("a := ", "(", "1;")]
    [InlineData("a := ", "f(", "1;")]
    [InlineData("a := ", "f(x := ", "1;")]
    [InlineData("a := ", "b[", "1;")]
    [InlineData("a := ", "[", "1;")]
    [InlineData("a := ", "(x := ", "1;")]
    [InlineData("a := ", "[3(", "1;")]
    [InlineData("a := ", "NOT ", "b;")]
    [InlineData("a := ", "- ", "b;")]
    [InlineData("a := ", "1 + ", "b;")]
    [InlineData("a := ", "1 ** (2 + ", "b;")]
    [InlineData("a", ".b", " := 1;")]
    [InlineData("a", "[1]", " := 1;")]
    [InlineData("a", "(1)", ";")]
    [InlineData("a", ", a", ";")]
    [InlineData("", "IF a THEN ", "b := 1;")]
    [InlineData("", "FOR i := 1 TO 2 DO ", "b := 1;")]
    [InlineData("", "WHILE a DO ", "b := 1;")]
    [InlineData("", "REPEAT ", "b := 1;")]
    [InlineData("", "CASE a OF 1: ", "b := 1;")]
    [InlineData("CASE a OF ", "a, ", "b := 1;")]
    [InlineData("VAR a : ", "ARRAY[1..2] OF ", "INT; END_VAR")]
    [InlineData("VAR a : ", "STRUCT a : ", "INT; END_VAR")]
    [InlineData("VAR a : ", "POINTER TO ", "INT; END_VAR")]
    [InlineData("", "a : b; ", "")]
    [InlineData("CASE a OF ", "a : b", "; END_CASE;")]
    [InlineData("CASE a OF ", "1, ", "; END_CASE;")]
    [InlineData("", "x(* *)", "")]
    [InlineData("", "END_IF ", "")]
    [InlineData("", "(*", "")]
    [InlineData("", "(*(**)", "")]
    [InlineData("", "{", "")]
    [InlineData("", "NAMESPACE a ", "")]
    [InlineData("", "METHOD a ", "")]
    [InlineData("", "VAR ", "")]
    [InlineData("", "PROGRAM a ", "")]
    [InlineData("a := '", "$$", "';")]
    public void Survives_Nesting_Of_Any_Depth(string before, string repeated, string after)
    {
        string[] texts = [.. new[] { 100, 1_000, 100_000 }.Select(n => $"PROGRAM p {before}{string.Concat(Enumerable.Repeat(repeated, n))}{after} END_PROGRAM")];
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() => Array.ForEach(texts, Survives)), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }

    private static void Survives(string text)
    {
        var (unit, diagnostics) = Read(text);
        Assert.True(diagnostics.Count <= DiagnosticSink.Most);
        Assert.All(diagnostics, d => Assert.True(d.Line >= 1 && d.Column >= 1 && d.Message.Length > 0));
        foreach (var node in TreeDump.Nodes(unit))
        {
            Assert.True(node.Span.Source == 0 && node.Span.Start >= 0 && node.Span.Length >= 0 && node.Span.Start + node.Span.Length <= text.Length, $"{node.GetType().Name} {node.Span}");
        }
    }
}
