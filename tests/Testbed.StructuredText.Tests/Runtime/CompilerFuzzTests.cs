using CsCheck;

namespace Testbed.StructuredText.Tests;

/// <summary>Programs that are nearly right: whatever is changed in them, the compiler answers, and what it takes runs.</summary>
public sealed class CompilerFuzzTests
{
    private const string Whole = """
        TYPE Point : STRUCT x : REAL := 1.0; tags : ARRAY[0..2] OF INT := [1, 2(3)]; END_STRUCT; Mode : (Idle, Run := 5); Level : INT (0..100) := 5; END_TYPE
        VAR_GLOBAL CONSTANT N : INT := 3; END_VAR
        VAR_GLOBAL RETAIN g : DINT := 7; lamp AT %QX0.1 : BOOL; END_VAR
        FUNCTION Add3 : DINT VAR_INPUT a, b : DINT; c : DINT := 1; END_VAR VAR_OUTPUT o : INT; END_VAR Add3 := a + b + c; o := DINT_TO_INT(a); END_FUNCTION
        FUNCTION_BLOCK Box VAR_INPUT go : BOOL R_EDGE; END_VAR VAR_IN_OUT p : Point; END_VAR VAR_OUTPUT n : INT; END_VAR VAR t : TON; END_VAR
        IF go THEN n := n + 1; p.tags[n MOD N] := n; END_IF; t(IN := go, PT := T#1s);
        END_FUNCTION_BLOCK
        PROGRAM Main
        VAR i : INT; a : ARRAY[1..N, 0..1] OF REAL; s : STRING[20] := 'abc'; w : WORD; m : Mode; l : Level; p : Point; b : Box; d : DT; END_VAR
        FOR i := 1 TO N BY 1 DO a[i, 0] := a[i, 1] + 2.5 * INT_TO_REAL(i); IF i > 2 THEN EXIT; ELSE CONTINUE; END_IF; END_FOR;
        WHILE i > 0 DO i := i - 1; END_WHILE; REPEAT i := i + 1; UNTIL i >= 5 END_REPEAT;
        CASE m OF Idle: m := Run; Mode#Run: w := w OR 16#0F; ELSE RETURN; END_CASE;
        g := Add3(a := g, b := 2, o => i); b(go := lamp, p := p, n => i); l := LIMIT(0, l + 1, 100); w.3 := NOT w.%X4; s := CONCAT(s, 'x'); %MW3 := w;
        lamp := d + T#1h > DT#2026-01-01-00:00:00 AND (i = 3 OR g <> 2 ** 3) XOR TRUE;
        END_PROGRAM
        CONFIGURATION C RESOURCE R ON PC TASK T (INTERVAL := T#10ms, PRIORITY := 1); PROGRAM p1 WITH T : Main; END_RESOURCE END_CONFIGURATION
        """;

    private static readonly string[] Words = [.. Whole.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Distinct(), "0", "-1", "Main", "Box", ")", "(", ";", "99999999999999999999", "''", "#"];

    private static readonly StOptions Short = new() { MaxSteps = 2_000 };

    [Fact]
    public void Takes_The_Program_As_It_Is() => Plc.Of(Whole).Scan(10, 5);

    [Fact]
    [Trait("Category", "Slow")]
    public void Survives_Words_Left_Out_Doubled_And_Exchanged() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 2], Gen.Int[0, Words.Length - 1]).Array[1, 3].Sample(
            edits =>
            {
                var words = Whole.Split(' ').ToList();
                foreach (var (at, how, word) in edits)
                {
                    var index = at % words.Count;
                    switch (how)
                    {
                        case 0:
                            words.RemoveAt(index);
                            break;
                        case 1:
                            words[index] = Words[word];
                            break;
                        default:
                            words.Insert(index, Words[word]);
                            break;
                    }
                }

                var compilation = StCompiler.Compile([new("fuzz.st", string.Join(' ', words))], Short);
                var instance = compilation.Program?.Create();
                for (var i = 0; i < 3; i++)
                {
                    instance?.Scan(TimeSpan.FromMilliseconds(10 * i));
                }

                _ = compilation.Program?.Variables.Sum(instance!.ReadNumber);
                Assert.True(compilation.Program is not null || compilation.Diagnostics.Count > 0);
            },
            iter: 600, threads: 1);

    [Fact]
    public void Compiles_The_Same_Source_To_The_Same_Result()
    {
        var (one, two) = (Plc.Of(Whole).Scan(10, 7), Plc.Of(Whole).Scan(10, 7));
        Assert.True(one.Instance.Memory.SequenceEqual(two.Instance.Memory));
        Assert.Equal(one.Program.Variables.Select(v => v.Path), two.Program.Variables.Select(v => v.Path));
    }
}
