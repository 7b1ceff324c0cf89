namespace Testbed.StructuredText.Tests.Library;

public sealed class StandardFunctionsTests
{
    [Fact]
    public void Finds_Names_Without_Case()
    {
        Assert.Same(StandardFunctions.Find("MAX"), StandardFunctions.Find("max"));
        Assert.Null(StandardFunctions.Find("MAXIMUM"));
        Assert.All(StandardFunctions.Names, n => Assert.Equal(n, StandardFunctions.Find(n)?.Name));
        Assert.True(StandardFunctions.Names.Count() > 800, "the tables are not all there");
    }

    [Theory]
    [InlineData("ABS", "IN", false)]
    [InlineData("ADD", "IN1 IN2", true)]
    [InlineData("SUB", "IN1 IN2", false)]
    [InlineData("SEL", "G IN0 IN1", false)]
    [InlineData("MUX", "K IN0 IN1", true)]
    [InlineData("LIMIT", "MN IN MX", false)]
    [InlineData("SHL", "IN N", false)]
    [InlineData("CONCAT", "IN1 IN2", true)]
    [InlineData("MID", "IN L P", false)]
    [InlineData("REPLACE", "IN1 IN2 L P", false)]
    [InlineData("INSERT", "IN1 IN2 P", false)]
    [InlineData("ATAN2", "Y X", false)]
    [InlineData("INT_TO_REAL", "IN", false)]
    [InlineData("CONCAT_DATE", "YEAR MONTH DAY", false)]
    [InlineData("CONCAT_TOD", "HOUR MINUTE SECOND MILLISECOND", false)]
    [InlineData("EQ", "IN1 IN2", true)]
    [InlineData("NE", "IN1 IN2", false)]
    public void Has_The_Formal_Names_Of_The_Standard(string name, string inputs, bool isExtensible)
    {
        var function = StandardFunctions.Find(name)!;
        Assert.Equal(inputs, string.Join(' ', function.ParameterNames));
        Assert.Equal(isExtensible, function.IsExtensible);
    }

    [Fact]
    public void Every_Function_Has_A_Signature_And_Wants_Its_Arguments() => Assert.All(StandardFunctions.Names.Select(n => StandardFunctions.Find(n)!), f =>
    {
        Assert.StartsWith(f.Name + "(", f.Signature, StringComparison.Ordinal);
        Assert.Equal(f.ParameterNames.Count == 0, f.Resolve([]) is not null);
    });
}
