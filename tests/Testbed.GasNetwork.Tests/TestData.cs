using System.Globalization;
using System.Text.Json;

namespace Testbed.GasNetwork.Tests;

/// <summary>Reference cases that lie beside the tests.</summary>
internal static class TestData
{
    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", file)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(','));

    public static JsonDocument Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", file)));
}
