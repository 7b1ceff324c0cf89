namespace Testbed.StructuredText.Tests;

public sealed class StatementTests
{
    [Fact]
    public void Runs_Assignments_Branches_And_Loops()
    {
        var plc = Plc.Run(
            "i, n, odd : INT; sum : DINT; r : REAL := 1.5; word : WORD; t : TON; a : ARRAY[1..3, 0..1] OF INT;",
            """
            FOR i := 1 TO 10 DO
                IF i MOD 2 = 1 THEN odd := odd + 1; ELSIF i = 4 THEN CONTINUE; ELSE n := n + 1; END_IF;
                sum := sum + i;
            END_FOR;
            r := r * 2 + i;
            word := 16#FF AND NOT WORD#16#0F;
            a[2, 1] := 7;
            t(IN := TRUE, PT := T#15ms);
            CASE odd OF 1, 2: n := 100; 5: n := n + 10; ELSE n := -1; END_CASE;
            """);
        Assert.Equal(("14", "5", "51", "14.0", "16#00F0", "7"), (plc.Text("n"), plc.Text("odd"), plc.Text("sum"), plc.Text("r"), plc.Text("word"), plc.Text("a[2,1]")));
        Assert.Equal(0, plc["t.Q"]);
        plc.Scan().Scan();
        Assert.Equal(1, plc["t.Q"]);
        Assert.Equal("T#15ms", plc.Text("t.PT"));
    }
}
