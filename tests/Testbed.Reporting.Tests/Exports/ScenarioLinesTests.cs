namespace Testbed.Reporting.Tests.Exports;

public sealed class ScenarioLinesTests
{
    [Theory]
    [InlineData("- id: A", "A", 1)]
    [InlineData("x:\r\n  - { id: 'A', zone: Z }", "A", 2)]
    [InlineData("- title: x\n  id: \"A\"  # comment", "A", 2)]
    [InlineData("- id: A\n- id: A", "A", 1)]
    public void Finds_The_Line_That_Names_An_Id(string yaml, string id, int line) => Assert.Equal(line, ScenarioLines.Of("s.yaml", yaml).LineOf(id));

    [Theory]
    [InlineData("- zone: A")]
    [InlineData("# id: A")]
    [InlineData("- id: AB")]
    [InlineData("- grid: A")]
    [InlineData("")]
    public void Has_No_Line_Where_None_Names_It(string yaml) => Assert.Null(ScenarioLines.Of("s.yaml", yaml).LineOf("A"));

    [Fact]
    public void Takes_The_First_Id_That_Is_Known() => Assert.Equal(2, ScenarioLines.Of("s.yaml", "- id: Z\n- id: A").LineOf("none", "A", "Z"));

    [Fact]
    public void Makes_A_Path_A_Reference()
    {
        Assert.Equal("my%20plants/a%23b/scenario.yaml", ScenarioLines.Of("my plants/a#b/scenario.yaml", "").Uri);
        Assert.True(ScenarioLines.Of("a/scenario.yaml", "").IsRelative);
        var absolute = ScenarioLines.Of(Path.Combine(Path.GetTempPath(), "a b", "scenario.yaml"), "");
        Assert.False(absolute.IsRelative);
        Assert.EndsWith("/a%20b/scenario.yaml", absolute.Uri, StringComparison.Ordinal);
    }
}
