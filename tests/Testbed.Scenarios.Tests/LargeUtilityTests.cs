namespace Testbed.Scenarios.Tests;

/// <summary>The shipped large scenario is as large as its README says.</summary>
public sealed class LargeUtilityTests
{
    [Fact]
    public void Has_The_Sizes_Of_Its_Readme()
    {
        var result = ScenarioLoader.Load(Path.Combine(Repository.Scenarios, "large-utility"));
        Assert.Empty(result.Diagnostics.Select(d => d.ToString()));
        var process = result.Scenario!.Process;
        var readme = File.ReadAllText(Path.Combine(Repository.Scenarios, "large-utility", "README.md"));

        Assert.True(process.Nodes.Count >= 2_000);
        Assert.Equal(250_000, process.Demands.Sum(d => d.Customers));
        Assert.Equal(100, process.Regulators.Count(r => r.Id.StartsWith("DRS-", StringComparison.Ordinal)));
        Assert.Equal(3, process.Nodes.Where(n => n.MaopBar is not null).Select(n => n.Tier).Distinct().Count());
        Assert.Contains(FormattableString.Invariant($"| nodes | {process.Nodes.Count:N0} |"), readme, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"| pipes | {process.Pipes.Count:N0}, {process.Pipes.Sum(p => p.LengthM) / 1000:N0} km |"), readme, StringComparison.Ordinal);
    }
}
