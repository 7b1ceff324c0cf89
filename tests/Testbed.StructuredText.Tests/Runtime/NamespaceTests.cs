namespace Testbed.StructuredText.Tests;

public sealed class NamespaceTests
{
    [Fact]
    public void Finds_What_A_Namespace_Holds_With_And_Without_Its_Name()
    {
        const string Source = """
            USING Plant.Tanks;
            NAMESPACE Plant
              USING Other;
              TYPE Level : REAL := 1.5; Mode : (Off, On) := On; END_TYPE
              NAMESPACE INTERNAL Tanks
                FUNCTION Half : REAL USING Plant; VAR_INPUT x : REAL; END_VAR Half := x / 2.0; END_FUNCTION
                FUNCTION_BLOCK Filler VAR_OUTPUT n : INT; END_VAR n := n + 1; END_FUNCTION_BLOCK
              END_NAMESPACE
            END_NAMESPACE
            NAMESPACE Other.Deep
            END_NAMESPACE
            PROGRAM Main
            VAR a : Plant.Level; b : Level; x : REAL; f : Plant.Tanks.Filler; m : Plant.Mode; isOn : BOOL; END_VAR
            f();
            x := Half(a) + Plant.Tanks.Half(x := b);
            isOn := m = Plant.Mode#On;
            END_PROGRAM
            """;
        var plc = Plc.Of(Source.Replace("Plant.Mode#On", "On", StringComparison.Ordinal)).Scan();
        Assert.Equal((1.5, 1, "TRUE"), (plc["x"], plc["f.n"], plc.Text("isOn")));
    }

    [Theory]
    [InlineData("NAMESPACE n PROGRAM p END_PROGRAM", "TB1013")]
    [InlineData("NAMESPACE n INTERFACE i METHOD m END_METHOD END_INTERFACE PROGRAM p END_PROGRAM END_NAMESPACE", "TB1016")]
    [InlineData("NAMESPACE n PROGRAM p VAR x : INT; END_VAR x := n.y; END_PROGRAM END_NAMESPACE", "TB1050")]
    [InlineData("NAMESPACE n PROGRAM p END_PROGRAM FUNCTION p : INT END_FUNCTION END_NAMESPACE", "TB1052")]
    [InlineData("USING n PROGRAM p END_PROGRAM", "TB1010")]
    public void Reports_What_Is_Wrong_In_One_Once(string source, string code) => Assert.Equal([code], Plc.Codes(source));
}
