namespace Testbed.StructuredText.Tests;

public sealed class StParserTests : ParserTestBase
{
    [Theory]
    [InlineData("a OR b XOR c AND d", "Binary(Or, Name(a), Binary(Xor, Name(b), Binary(And, Name(c), Name(d))))")]
    [InlineData("a = b < c", "Binary(Equal, Name(a), Binary(Less, Name(b), Name(c)))")]
    [InlineData("a & b <> c", "Binary(And, Name(a), Binary(NotEqual, Name(b), Name(c)))")]
    [InlineData("a - b - c", "Binary(Subtract, Binary(Subtract, Name(a), Name(b)), Name(c))")]
    [InlineData("a + b * c ** d", "Binary(Add, Name(a), Binary(Multiply, Name(b), Binary(Power, Name(c), Name(d))))")]
    [InlineData("a ** b ** c", "Binary(Power, Binary(Power, Name(a), Name(b)), Name(c))")]
    [InlineData("-a ** b", "Binary(Power, Unary(Negate, Name(a)), Name(b))")]
    [InlineData("a ** -b", "Binary(Power, Name(a), Unary(Negate, Name(b)))")]
    [InlineData("NOT a AND b", "Binary(And, Unary(Not, Name(a)), Name(b))")]
    [InlineData("NOT (a AND b)", "Unary(Not, Binary(And, Name(a), Name(b)))")]
    [InlineData("a AND_THEN b OR_ELSE c", "Binary(Or, Binary(And, Name(a), Name(b)), Name(c))")]
    [InlineData("a MOD b / c", "Binary(Divide, Binary(Modulo, Name(a), Name(b)), Name(c))")]
    [InlineData("a.b[i, 2].c.3", "Part(Member(Index(Member(Name(a), Identifier(b)), [Name(i), Literal(Integer, -, 2)]), Identifier(c)), X, 3)")]
    [InlineData("a.%W1", "Part(Name(a), W, 1)")]
    [InlineData("Colour#Red", "EnumValue(Colour, Red)")]
    [InlineData("%IX0.1", "Address(DirectAddress(I, X, [0, 1]))")]
    [InlineData("f()", "Call(Name(f), [])")]
    [InlineData("f(1, IN := a, NOT Q => b, ET => )", "Call(Name(f), [Argument(-, False, False, Literal(Integer, -, 1)), Argument(Identifier(IN), False, False, Name(a)), "
        + "Argument(Identifier(Q), True, True, Name(b)), Argument(Identifier(ET), True, False, -)])")]
    [InlineData("AND(a, b)", "Call(Name(AND), [Argument(-, False, False, Name(a)), Argument(-, False, False, Name(b))])")]
    [InlineData("[1, 2(0), 3()]", "ArrayInitializer([ArrayElement(-, Literal(Integer, -, 1)), ArrayElement(Literal(Integer, -, 2), Literal(Integer, -, 0)), ArrayElement(Literal(Integer, -, 3), -)])")]
    [InlineData("(a := 1, b := (c := 2))", "StructInitializer([ElementInit(Identifier(a), Literal(Integer, -, 1)), "
        + "ElementInit(Identifier(b), StructInitializer([ElementInit(Identifier(c), Literal(Integer, -, 2))]))])")]
    public void Reads_Expressions(string text, string tree) => Assert.Equal(tree, TreeDump.Of(Expression(text)));

    [Theory]
    [InlineData(";;", "[]")]
    [InlineData("BEGIN a := b;", "[Assign(Name(a), Name(b))]")]
    [InlineData("BEGIN := b;", "[Assign(Name(BEGIN), Name(b))]")]
    [InlineData("a := b;", "[Assign(Name(a), Name(b))]")]
    [InlineData("%QW3 := 1;", "[Assign(Address(DirectAddress(Q, W, [3])), Literal(Integer, -, 1))]")]
    [InlineData("t(IN := a);", "[Call(Call(Name(t), [Argument(Identifier(IN), False, False, Name(a))]))]")]
    [InlineData("IF a THEN b := 1; ELSIF c THEN EXIT; ELSE; RETURN; END_IF",
        "[If([IfBranch(Name(a), [Assign(Name(b), Literal(Integer, -, 1))]), IfBranch(Name(c), [Exit()])], [Return()])]")]
    [InlineData("CASE a OF 1, 3..5: CONTINUE; -1: ; Red, C#Blue: b := 2; ELSE f(); END_CASE",
        "[Case(Name(a), [CaseBranch([Range(Literal(Integer, -, 1), -), Range(Literal(Integer, -, 3), Literal(Integer, -, 5))], [Continue()]), "
        + "CaseBranch([Range(Unary(Negate, Literal(Integer, -, 1)), -)], []), "
        + "CaseBranch([Range(Name(Red), -), Range(EnumValue(C, Blue), -)], [Assign(Name(b), Literal(Integer, -, 2))])], [Call(Call(Name(f), []))])]")]
    [InlineData("FOR i := 1 TO 9 DO END_FOR a := 1;", "[For(Name(i), Literal(Integer, -, 1), Literal(Integer, -, 9), -, []), Assign(Name(a), Literal(Integer, -, 1))]")]
    [InlineData("FOR i := 9 TO 1 BY -2 DO f(); END_FOR;",
        "[For(Name(i), Literal(Integer, -, 9), Literal(Integer, -, 1), Unary(Negate, Literal(Integer, -, 2)), [Call(Call(Name(f), []))])]")]
    [InlineData("WHILE a DO f(); END_WHILE;", "[While(Name(a), [Call(Call(Name(f), []))])]")]
    [InlineData("REPEAT f(); UNTIL a; END_REPEAT;", "[Repeat([Call(Call(Name(f), []))], Name(a))]")]
    public void Reads_Statements(string text, string tree) => Assert.Equal(tree, TreeDump.Of(Body(text)));

    [Theory]
    [InlineData("a, b : INT := 5;", "VarDeclaration([Identifier(a), Identifier(b)], -, NamedType(INT), Literal(Integer, -, 5), None)")]
    [InlineData("a AT %IX0.0 : BOOL R_EDGE;", "VarDeclaration([Identifier(a)], DirectAddress(I, X, [0, 0]), NamedType(BOOL), -, Rising)")]
    [InlineData("AT %QW1 : INT;", "VarDeclaration([], DirectAddress(Q, W, [1]), NamedType(INT), -, None)")]
    [InlineData("a : BOOL F_EDGE;", "VarDeclaration([Identifier(a)], -, NamedType(BOOL), -, Falling)")]
    [InlineData("a : STRING[20] := 'x';", "VarDeclaration([Identifier(a)], -, StringType(False, Literal(Integer, -, 20)), Literal(String, -, x), None)")]
    [InlineData("a : WSTRING(5);", "VarDeclaration([Identifier(a)], -, StringType(True, Literal(Integer, -, 5)), -, None)")]
    [InlineData("a : ARRAY [0..3, -1..n] OF T;",
        "VarDeclaration([Identifier(a)], -, ArrayType([Range(Literal(Integer, -, 0), Literal(Integer, -, 3)), Range(Unary(Negate, Literal(Integer, -, 1)), Name(n))], NamedType(T)), -, None)")]
    [InlineData("a : ARRAY [1..3] OF INT := 1, 2(0);",
        "VarDeclaration([Identifier(a)], -, ArrayType([Range(Literal(Integer, -, 1), Literal(Integer, -, 3))], NamedType(INT)), "
        + "ArrayInitializer([ArrayElement(-, Literal(Integer, -, 1)), ArrayElement(Literal(Integer, -, 2), Literal(Integer, -, 0))]), None)")]
    [InlineData("a : (Red, Green := 5);", "VarDeclaration([Identifier(a)], -, EnumType(-, [EnumMember(Identifier(Red), -), EnumMember(Identifier(Green), Literal(Integer, -, 5))]), -, None)")]
    [InlineData("a : INT (Red, Green);", "VarDeclaration([Identifier(a)], -, EnumType(NamedType(INT), [EnumMember(Identifier(Red), -), EnumMember(Identifier(Green), -)]), -, None)")]
    [InlineData("a : (Red) DINT;", "VarDeclaration([Identifier(a)], -, EnumType(NamedType(DINT), [EnumMember(Identifier(Red), -)]), -, None)")]
    [InlineData("a : INT (0..n) := 1;", "VarDeclaration([Identifier(a)], -, SubrangeType(NamedType(INT), Range(Literal(Integer, -, 0), Name(n))), Literal(Integer, -, 1), None)")]
    [InlineData("a : STRUCT b, c : INT; END_STRUCT;",
        "VarDeclaration([Identifier(a)], -, StructType([VarDeclaration([Identifier(b), Identifier(c)], -, NamedType(INT), -, None)]), -, None)")]
    [InlineData("retain : BOOL;", "VarDeclaration([Identifier(retain)], -, NamedType(BOOL), -, None)")]
    public void Reads_Variables(string text, string tree)
    {
        var unit = (PouDeclaration)Assert.Single(Parse($"PROGRAM p VAR {text} END_VAR END_PROGRAM").Declarations);
        Assert.Equal(tree, TreeDump.Of(Assert.Single(Assert.Single(unit.Blocks).Variables)));
    }

    [Theory]
    [InlineData("VAR", "Var, False, -")]
    [InlineData("VAR CONSTANT", "Var, True, -")]
    [InlineData("VAR RETAIN", "Var, False, True")]
    [InlineData("VAR PERSISTENT RETAIN", "Var, False, True")]
    [InlineData("VAR_OUTPUT NON_RETAIN", "Output, False, False")]
    [InlineData("VAR PRIVATE", "Var, False, -")]
    [InlineData("VAR_INPUT", "Input, False, -")]
    [InlineData("VAR_IN_OUT", "InOut, False, -")]
    [InlineData("VAR_TEMP", "Temp, False, -")]
    [InlineData("VAR_EXTERNAL CONSTANT", "External, True, -")]
    public void Reads_Sections(string section, string tree)
    {
        var unit = (PouDeclaration)Assert.Single(Parse($"FUNCTION_BLOCK FINAL p {section} a : INT; END_VAR; {section} b : INT; END_VAR END_FUNCTION_BLOCK;").Declarations);
        Assert.Equal(["p", "a", "b"], [unit.Name.Text, .. unit.Blocks.Select(b => b.Variables[0].Names[0].Text)]);
        Assert.All(unit.Blocks, b => Assert.StartsWith($"VarBlock({tree}, ", TreeDump.Of(b), StringComparison.Ordinal));
    }

    [Fact]
    public void Reads_Every_Kind_Of_Declaration()
    {
        var unit = Parse("""
            TYPE A : INT := 3; B : STRUCT x : A; END_STRUCT END_TYPE
            VAR_GLOBAL CONSTANT max : DINT := 1_000; END_VAR
            FUNCTION F : REAL VAR_INPUT a : REAL; END_VAR F := a; END_FUNCTION
            FUNCTION G; END_FUNCTION
            FUNCTION_BLOCK H END_FUNCTION_BLOCK
            PROGRAM P END_PROGRAM
            CONFIGURATION C END_CONFIGURATION
            """);
        Assert.Equal(
            ["TypeDeclaration", "TypeDeclaration", "GlobalsDeclaration", "PouDeclaration", "PouDeclaration", "PouDeclaration", "PouDeclaration", "ConfigurationDeclaration"],
            unit.Declarations.Select(d => d.GetType().Name));
        Assert.Equal(["NamedType(REAL)", "-", "-", "-"], unit.Declarations.OfType<PouDeclaration>().Select(p => TreeDump.Of(p.ReturnType)));
    }

    [Fact]
    public void Reads_Configurations()
    {
        var unit = Parse("""
            CONFIGURATION cfg
                VAR_GLOBAL g : INT; END_VAR
                TASK slow(INTERVAL := T#1s);
                RESOURCE res ON PLC
                    VAR_GLOBAL h : INT; END_VAR
                    TASK fast(INTERVAL := T#10ms, PRIORITY := 1);
                    TASK event(SINGLE := g, PRIORITY := 2);
                    PROGRAM RETAIN m WITH fast : Main(a := g, b => h);
                    PROGRAM n : Main;
                END_RESOURCE
                VAR_CONFIG res.m.c.out AT %QX1.1 : BOOL := TRUE; END_VAR
            END_CONFIGURATION
            """);
        var configuration = Assert.IsType<ConfigurationDeclaration>(Assert.Single(unit.Declarations));
        Assert.Equal("g", Assert.Single(configuration.Globals).Variables[0].Names[0].Text);
        Assert.Equal(["res", ""], configuration.Resources.Select(r => r.Name.Text));
        Assert.Equal("slow", Assert.Single(configuration.Resources[1].Tasks).Name.Text);
        var resource = configuration.Resources[0];
        Assert.Equal(("PLC", 1), (resource.Processor!.Text, resource.Globals.Count));
        Assert.Equal("TaskDeclaration(Identifier(fast), -, Literal(Time, TIME, 10000000), Literal(Integer, -, 1))", TreeDump.Of(resource.Tasks[0]));
        Assert.Equal("TaskDeclaration(Identifier(event), Name(g), -, Literal(Integer, -, 2))", TreeDump.Of(resource.Tasks[1]));
        Assert.Equal(
            "ProgramInstance(Identifier(m), Identifier(fast), Identifier(Main), True, [Argument(Identifier(a), False, False, Name(g)), Argument(Identifier(b), True, False, Name(h))])",
            TreeDump.Of(resource.Programs[0]));
        Assert.Equal("ProgramInstance(Identifier(n), -, Identifier(Main), -, [])", TreeDump.Of(resource.Programs[1]));
        Assert.Equal(
            "InstanceInit([Identifier(res), Identifier(m), Identifier(c), Identifier(out)], DirectAddress(Q, X, [1, 1]), NamedType(BOOL), Literal(Bool, -, True))",
            TreeDump.Of(Assert.Single(configuration.InstanceInits)));
    }
}
