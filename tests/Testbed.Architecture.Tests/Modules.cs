using System.Reflection;

namespace Testbed.Architecture.Tests;

/// <summary>The product's projects and which of each other they may see: the arrows of the design.</summary>
internal static class Modules
{
    private static readonly string[] Foundations = ["Core", "GasNetwork", "Modbus", "Scenarios", "StructuredText"];

    /// <summary>Module name -> the modules it may refer to.</summary>
    public static IReadOnlyDictionary<string, string[]> MaySee { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["GasNetwork"] = ["Core"],
        ["Modbus"] = ["Core"],
        ["Scenarios"] = ["Core", "StructuredText"],
        ["StructuredText"] = ["Core"],
        ["Devices"] = Foundations,
        ["Conduits"] = Foundations,
        ["Attacks"] = Foundations,
        ["Runtime"] = [.. Foundations, "Devices", "Conduits", "Attacks"],
        ["Assessment"] = ["Core"],
        ["Reporting"] = ["Core", "Assessment"],
        ["Cli"] = [.. Foundations, "Devices", "Conduits", "Attacks", "Runtime", "Assessment", "Reporting"],
    };

    /// <summary>The assembly of a module.</summary>
    public static Assembly Load(string module) => Assembly.Load(module == "Cli" ? "testbed" : $"Testbed.{module}");
}
