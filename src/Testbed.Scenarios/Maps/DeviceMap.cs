using System.Globalization;
using System.Text;
using Testbed.Core;
using Testbed.Scenarios.Loading;

namespace Testbed.Scenarios;

/// <summary>Maps of devices as CSV: checks a file for itself, and writes the points of an asset. Thread safe.</summary>
public static class DeviceMap
{
    /// <summary>Reads a map without a scenario: everything is checked but whether its tags exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="modicon">True or false when the user says how addresses are written; null leaves it to the map.</param>
    public static (IReadOnlyList<PointConfig> Points, IReadOnlyList<Diagnostic> Diagnostics) Check(string path, bool? modicon = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bag = new DiagnosticBag();
        if (ScenarioFiles.ReadFile(path, bag) is not { } file)
        {
            return ([], bag.InFileOrder());
        }

        Addressing? addressing = modicon is { } m ? (m ? Addressing.Modicon : Addressing.Pdu) : null;
        var points = DeviceMapReader.Read(file, addressing, new PointSet(), new Binding(bag));
        return (bag.HasErrors ? [] : points, bag.InFileOrder());
    }

    /// <summary>
    /// The points as a map that <see cref="Check"/> and scenarios read back without loss: by table and address, with a comment that says how addresses are
    /// written, LF line ends.
    /// </summary>
    /// <param name="points">The points.</param>
    /// <param name="modicon">Addresses as 400001 rather than from 0.</param>
    /// <param name="delimiter">Comma, semicolon or tab.</param>
    public static string Write(IEnumerable<PointConfig> points, bool modicon = false, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(points);
        var addressing = modicon ? Addressing.Modicon : Addressing.Pdu;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# addressing: {Types.Kebab(addressing)}\n");
        text.AppendJoin(delimiter, MapColumns.Written).Append('\n');
        foreach (var point in points.OrderBy(p => p.Table).ThenBy(p => p.Address).ThenBy(p => p.Bit))
        {
            text.AppendJoin(delimiter, Fields(point, addressing).Select(f => Quoted(f, delimiter))).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Fields(PointConfig point, Addressing addressing) =>
    [
        point.Name, MapAddress.Write(point, addressing), Types.Kebab(point.Table), PointWords.Type(point), point.Order.ToString().ToUpperInvariant(),
        Number(point.Scale), Number(point.Offset), point.Unit, point.Access.ToString().ToUpperInvariant(), point.Tag ?? "",
        point.IsNumeric ? Number(point.Initial) : point.Text, Number(point.Min), Number(point.Max), point.Description,
    ];

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string field, char delimiter) =>
        field.IndexOfAny([delimiter, '"', '\n', '\r', '#']) >= 0 || field != field.Trim() ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
