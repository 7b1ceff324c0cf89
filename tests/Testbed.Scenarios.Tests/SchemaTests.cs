using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Tests;

/// <summary>The checked-in JSON Schema and key reference are those of the binders.</summary>
public sealed class SchemaTests
{
    private const string Regenerate = "run: UPDATE_SCHEMA=1 dotnet test tests/Testbed.Scenarios.Tests";

    [Fact]
    public void Schema_Is_Current() => AssertCurrent(Path.Combine(Repository.Scenarios, "scenario.schema.json"), ScenarioSchema.Generate());

    [Fact]
    public void Key_Reference_Is_Current() =>
        AssertCurrent(Path.Combine(Repository.Root, "src", "Testbed.Scenarios", "KEYS.md"), ScenarioSchema.GenerateKeyReference());

    [Fact]
    public void Schema_Knows_Every_Kind_Of_Control()
    {
        var items = JsonNode.Parse(ScenarioSchema.Generate())!["properties"]!["controls"]!["items"]!;
        var kinds = items["properties"]!["kind"]!["enum"]!.AsArray().Select(k => k!.GetValue<string>()).ToList();

        var types = typeof(ControlConfig).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ControlConfig)) && t.IsSealed);
        Assert.Equal(types.Select(ControlConfig.KindOf).Order(StringComparer.Ordinal), kinds);
        Assert.Equal(kinds.Count, items["allOf"]!.AsArray().Count);
    }

    [Fact]
    public void Every_Scenario_Names_The_Schema() => Assert.All(
        Directory.GetDirectories(Repository.Scenarios),
        folder => Assert.StartsWith("# yaml-language-server: $schema=../scenario.schema.json\n",
            File.ReadAllText(Path.Combine(folder, "scenario.yaml")).ReplaceLineEndings("\n"), StringComparison.Ordinal));

    private static void AssertCurrent(string file, string generated)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(file, generated);
        }

        var checkedIn = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(checkedIn == generated, $"{file} is stale; {Regenerate}");
    }
}
