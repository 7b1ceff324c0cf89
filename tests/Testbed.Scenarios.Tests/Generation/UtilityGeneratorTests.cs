using System.Security.Cryptography;
using System.Text;

namespace Testbed.Scenarios.Tests;

/// <summary>The generated utility has the size it was asked for, the same for the same seed, and mistakes of its figures are told.</summary>
public sealed class UtilityGeneratorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void Has_The_Size_Of_A_Utility(ulong seed)
    {
        var process = UtilityGenerator.Make(new(seed, 250_000));

        Assert.True(process.Nodes.Count >= 2_000, $"{process.Nodes.Count} nodes");
        Assert.Equal(250_000, process.Demands.Sum(d => d.Customers));
        Assert.Equal(100, process.Regulators.Count(r => r.Id.StartsWith("DRS-", StringComparison.Ordinal)));
        Assert.Equal(25, process.Regulators.Count(r => r.Id.StartsWith("LRS-", StringComparison.Ordinal)));
        Assert.Equal(6, process.Regulators.Count(r => r.Id.StartsWith("CGS-", StringComparison.Ordinal)));
        Assert.All(process.Regulators, r => Assert.True(r.Monitor is not null && r.SlamShut is not null, r.Id));
        Assert.Equal(3, process.Reliefs.Count);
        Assert.Equal(["high-pressure", "low-pressure", "medium-pressure"], process.Nodes.Where(n => n.MaopBar is not null).Select(n => n.Tier).Distinct().Order());
        Assert.Equal(12, process.Demands.Count(d => d.Customers == 0));
    }

    [Fact]
    public void Same_Seed_Gives_The_Same_Network_And_Another_Seed_Another()
    {
        var hash = Hash(UtilityGenerator.Make(new(17, 250_000)));

        Assert.Equal(hash, Hash(UtilityGenerator.Make(new(17, 250_000))));
        Assert.NotEqual(hash, Hash(UtilityGenerator.Make(new(18, 250_000))));
    }

    [Fact]
    public void Has_Meshes_And_Dead_Ends()
    {
        var process = UtilityGenerator.Make(new(17, 250_000));
        var degree = process.Pipes.SelectMany(p => new[] { p.From, p.To }).CountBy(n => n).ToDictionary();
        var medium = process.Nodes.Where(n => n.Tier == "medium-pressure").Select(n => degree[n.Id]).ToList();

        Assert.InRange(medium.Count(d => d == 1), 50, 500);
        Assert.InRange(medium.Average(), 2.1, 3.5);
        Assert.Equal(process.Pipes.Count, process.Pipes.Select(p => p.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("{ seed: 1, customers: 20000, districts: 9, old_town_districts: 2, large_users: 3 }")]
    [InlineData("{ seed: 2, customers: 1000, districts: 4, old_town_districts: 4, city_gates: 1, nodes_per_district: 4, nodes_per_old_town: 4, large_users: 0 }")]
    [InlineData("{ seed: 3, customers: 400000, districts: 200, city_gates: 6 }")]
    public void Loads_Other_Sizes_Without_A_Word(string generate) => Assert.Empty(Load(generate).Diagnostics.Select(d => d.ToString()));

    [Theory]
    [InlineData("{ seed: 1, customers: 20000, districts: 9, old_town_districts: 10 }")]
    [InlineData("{ seed: 1, customers: 20000, districts: 9, old_town_districts: 9, large_users: 1 }")]
    [InlineData("{ seed: 1, customers: 20000, districts: 9, old_town_districts: 2, large_users: 2, city_gates: 5 }")]
    [InlineData("{ seed: 1, customers: 5000000, districts: 9, old_town_districts: 2, large_users: 2 }")]
    [InlineData("{ seed: 1, customers: 1000, districts: 100 }")]
    [InlineData("{ seed: 1, customers: 1000000, districts: 400, nodes_per_district: 99 }")]
    [Covers(DiagnosticCodes.GenerateInfeasible)]
    public void Refuses_Figures_That_Do_Not_Go_Together(string generate)
    {
        var diagnostic = Assert.Single(Load(generate).Diagnostics);

        Assert.Equal((DiagnosticCodes.GenerateInfeasible, 13), (diagnostic.Code, diagnostic.Column));
        Assert.StartsWith("  generate:", diagnostic.SourceLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DiagnosticCodes.OutOfRange, "{ seed: 1, customers: 20000, districts: 401 }")]
    [InlineData(DiagnosticCodes.OutOfRange, "{ seed: -1, customers: 20000 }")]
    [InlineData(DiagnosticCodes.OutOfRange, "{ seed: 1, customers: 99999999 }")]
    [InlineData(DiagnosticCodes.MissingKey, "{ seed: 1 }")]
    [InlineData(DiagnosticCodes.DanglingReference, "{ seed: 1, customers: 20000, districts: 9, old_town_districts: 2, large_users: 2, motorised: [DRS-010] }")]
    [InlineData(DiagnosticCodes.UnknownKey, "{ seed: 1, customers: 250000, distrcts: 100 }")]
    public void Reports_Single_Mistakes(string code, string generate) => Assert.Contains(code, Load(generate).Diagnostics.Select(d => d.Code));

    [Fact]
    public void Reports_Id_That_The_Network_Already_Has() =>
        Assert.Contains(Load("{ seed: 1, customers: 20000, districts: 9, old_town_districts: 2, large_users: 2 }", "DRS-001-I").Diagnostics,
            d => d.Code == DiagnosticCodes.DuplicateId && d.Message.Contains("'DRS-001-I'", StringComparison.Ordinal));

    private static string Hash(ProcessConfig p)
    {
        object[] parts = [.. p.Nodes, .. p.Pipes, .. p.Sources, .. p.Regulators, .. p.ShutOffs, .. p.Reliefs, .. p.Demands];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    /// <summary>The template with a generated network beside its own.</summary>
    private static LoadResult Load(string generate, string ownNode = "A1")
    {
        var text = ScenarioText.Change("process:\n  nodes:", $"process:\n  generate: {generate}\n  nodes:");
        return ScenarioText.Load(ownNode == "A1" ? text : text.Replace("{ id: L2, tier", $"{{ id: {ownNode}, tier", StringComparison.Ordinal));
    }
}
