namespace Testbed.Scenarios.Loading;

/// <summary>Reads the network that <c>process: import:</c> names. Formats: <c>gasnet-bench/1</c>.</summary>
internal static class NetworkImport
{
    private const string Format = "gasnet-bench/1";
    private static readonly string[] Keys = ["format", "nodes", "pipes", "sources", "sinks", "regulators", "gas"];

    /// <summary>The network as a process without sensors and actuators; null with diagnostics when it cannot be read.</summary>
    /// <param name="at">Where the scenario names the file.</param>
    /// <param name="name">The file, relative to the scenario's folder.</param>
    /// <param name="rules">What the scenario says about it.</param>
    /// <param name="binding">The load; the network's ids are taken in it.</param>
    /// <param name="marks">Takes the places of the network's parts.</param>
    public static ProcessConfig? Read(Mark at, string name, ImportRules rules, Binding binding, ProcessMarks marks)
    {
        if (ScenarioFiles.ReadBeside(at, name, binding.Bag) is not { } file || JsonTreeReader.Read(file, Keys, binding.Bag) is not { } root)
        {
            return null;
        }

        binding.Imports.Add(file);
        if (root.Find("format")?.Value is not YamlScalar { Value: Format } format)
        {
            var found = root.Find("format")?.Value;
            binding.Report(DiagnosticCodes.ImportFormat, found?.Start ?? root.Start, $"the format is {found?.Describe ?? "not named"}; a scenario imports '{Format}'",
                "convert it, or write the network into the scenario");
            return null;
        }

        return new BenchNetwork(root, rules, binding, marks).ToProcess();
    }
}
