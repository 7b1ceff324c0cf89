using Testbed.GasNetwork.Cases;

namespace Testbed.GasNetwork.Tests.Cases;

public sealed class OdorantCaseReaderTests
{
    [Fact]
    public void Reads_A_Case_Whose_Steady_Flow_Is_The_Reference()
    {
        var odorant = OdorantCaseReader.Read(Text());
        var state = odorant.Solve();
        Assert.True(state.Converged);
        Assert.Equal("odorant-step-mp_10_s1", odorant.Name);
        Assert.Equal(10, odorant.MeanAgeS.Count);
        Assert.Equal((659.296532, 0.3924281354), odorant.Fronts[0][1]);
        Assert.All(odorant.FlowKgPerS.Zip(state.PipeFlowKgPerS), f => Assert.Equal(f.First, f.Second, 1e-11));
    }

    [Theory]
    [InlineData("gasref-odorant/1", "gasref-odorant/2")]
    [InlineData("mean_age_s", "mean_age")]
    [InlineData("\"nodes\"", "\"knots\"")]
    [InlineData("{", "")]
    public void Refuses_What_Is_No_Such_Case(string what, string by) =>
        Assert.Throws<CaseFormatException>(() => OdorantCaseReader.Read(Text().Replace(what, by, StringComparison.Ordinal)));

    private static string Text() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "odorant-step-mp_10_s1.json"));
}
