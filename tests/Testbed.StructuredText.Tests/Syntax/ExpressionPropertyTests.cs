using CsCheck;

namespace Testbed.StructuredText.Tests;

public sealed class ExpressionPropertyTests : ParserTestBase
{
    private static readonly SourceSpan None = new(0, 0, 0);

    private static readonly string[] Names = ["a", "b", "Level", "_x1", "r_edge", "at", "ST"];

    private static readonly Gen<string> Name = Gen.Int[0, Names.Length - 1].Select(i => Names[i]);

    private static readonly Gen<ExpressionSyntax> Literal = Gen.OneOf<LiteralExpression>(
        Gen.ULong.Select(v => Make(LiteralKind.Integer, null, (UInt128)v)),
        Gen.Short.Select(v => Make(LiteralKind.Integer, "INT", v < 0 ? (Int128)v : (object)(UInt128)v)),
        Gen.Double[0, 1e200].Select(v => Make(LiteralKind.Real, null, v)),
        Gen.Bool.Select(v => Make(LiteralKind.Bool, null, v)),
        Gen.Long.Select(v => Make(LiteralKind.Time, "LTIME", v)),
        Gen.Char[(char)1, (char)255].Array[0, 8].Select(v => Make(LiteralKind.String, null, new string(v).Replace('\x85', ' '))),
        Gen.Char[(char)1, '\uD7FF'].Array[0, 8].Select(v => Make(LiteralKind.WideString, null, new string(v)))).Select(l => (ExpressionSyntax)l);

    private static readonly Gen<ExpressionSyntax> Any = Tree(4);

    /// <summary>An expression written with the fewest parentheses is read as the same tree.</summary>
    [Fact]
    public void Reads_Back_What_Is_Written() => Any.Sample(tree => Assert.Equal(TreeDump.Of(tree), TreeDump.Of(Expression(ExpressionPrinter.Print(tree)))), iter: 2000);

    /// <summary>The span of a call, index or literal is its text.</summary>
    [Fact]
    public void Points_At_The_Text_Of_What_It_Reads() => Any.Sample(
        tree =>
        {
            var text = $"PROGRAM p x := {ExpressionPrinter.Print(tree)}; END_PROGRAM";
            foreach (var node in TreeDump.Nodes(Parse(text)).Where(n => n is CallExpression or IndexExpression or MemberExpression or LiteralExpression or NameExpression))
            {
                Assert.Equal(TreeDump.Of(node), TreeDump.Of(Expression(text.Substring(node.Span.Start, node.Span.Length))));
            }
        },
        iter: 300);

    private static Gen<ExpressionSyntax> Tree(int depth)
    {
        var leaf = Gen.OneOf(Literal, Name.Select(n => (ExpressionSyntax)new NameExpression(None, n)), Gen.Select(Name, Name, (t, n) => (ExpressionSyntax)new EnumValueExpression(None, t, n)));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Tree(depth - 1);
        var binary = Gen.Select(Gen.Enum<BinaryOperator>(), inner, inner, (o, l, r) => (ExpressionSyntax)new BinaryExpression(None, o, l, r));
        var unary = Gen.Select(Gen.Enum<UnaryOperator>(), inner, (o, e) => (ExpressionSyntax)new UnaryExpression(None, o, e));
        return Gen.Frequency((4, binary), (2, unary), (2, Variable(inner)), (1, Call(inner)), (1, leaf));
    }

    private static Gen<ExpressionSyntax> Variable(Gen<ExpressionSyntax> inner)
    {
        var target = Name.Select(n => (ExpressionSyntax)new NameExpression(None, n));
        var element = Gen.Select(target, inner.Array[1, 3], (t, i) => (ExpressionSyntax)new IndexExpression(None, t, i));
        var member = Gen.Select(Gen.OneOf(target, element), Name, (t, n) => (ExpressionSyntax)new MemberExpression(None, t, new Identifier(None, n)));
        var part = Gen.Select(Gen.OneOf(target, member), Gen.Int[0, 3].Select(i => "XBWD"[i]), Gen.Int[0, 63], (t, s, i) => (ExpressionSyntax)new PartExpression(None, t, s, i));
        return Gen.OneOf(element, member, part);
    }

    private static Gen<ExpressionSyntax> Call(Gen<ExpressionSyntax> inner)
    {
        var positional = inner.Select(e => new ArgumentSyntax(None, null, false, false, e));
        var input = Gen.Select(Name, inner.Null(0.2), (n, e) => new ArgumentSyntax(None, new Identifier(None, n), false, false, e));
        var output = Gen.Select(Name, Gen.Bool, Name.Null(0.2), (n, not, v) => new ArgumentSyntax(None, new Identifier(None, n), true, not, v is null ? null : new NameExpression(None, v)));
        return Gen.Select(Name, Gen.OneOf(positional, input, output).Array[0, 3], (n, a) => (ExpressionSyntax)new CallExpression(None, new NameExpression(None, n), a));
    }

    private static LiteralExpression Make(LiteralKind kind, string? type, object value) => new LiteralExpression(None, kind, type, value);
}
