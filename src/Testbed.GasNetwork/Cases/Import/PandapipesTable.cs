using System.Globalization;
using System.Text.Json;

namespace Testbed.GasNetwork.Cases.Import;

/// <summary>A table of a pandapipes network: a data frame written with <c>orient="split"</c>.</summary>
internal sealed class PandapipesTable
{
    private readonly Dictionary<string, int> _columns;

    private PandapipesTable(string name, Dictionary<string, int> columns, IReadOnlyList<PandapipesRow> rows) => (Name, _columns, Rows) = (name, columns, rows);

    public string Name { get; }

    public IReadOnlyList<PandapipesRow> Rows { get; private set; }

    /// <summary>The table of a name; one without rows where the network has none.</summary>
    /// <exception cref="CaseFormatException">It is no data frame.</exception>
    public static PandapipesTable Of(JsonElement net, string name)
    {
        if (!net.TryGetProperty(name, out var frame))
        {
            return new(name, [], []);
        }

        var content = PythonJson.Unwrap(frame, $"table '{name}'");
        if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty("columns", out var columns) || !content.TryGetProperty("data", out var data)
            || !content.TryGetProperty("index", out var index) || index.GetArrayLength() != data.GetArrayLength())
        {
            throw new CaseFormatException($"table '{name}' is no data frame with columns, index and data (orient \"split\")");
        }

        var places = columns.EnumerateArray().Select((c, i) => (Column: c.ToString(), i)).ToDictionary(c => c.Column, c => c.i, StringComparer.Ordinal);
        var table = new PandapipesTable(name, places, []);
        table.Rows = [.. index.EnumerateArray().Zip(data.EnumerateArray()).Select(r => new PandapipesRow(table, r.First.ToString(), r.Second))];
        return table;
    }

    /// <summary>Whether a value is a data frame.</summary>
    public static bool IsFrame(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("_class", out var kind) && kind.ToString() == "DataFrame";

    public bool Has(string column) => _columns.ContainsKey(column);

    public JsonElement? Cell(JsonElement row, string column) =>
        _columns.TryGetValue(column, out var i) && i < row.GetArrayLength() && row[i].ValueKind != JsonValueKind.Null
            ? PythonJson.Unwrap(row[i], column) : null;
}

/// <summary>A row of a table, whose cells are named in what is said about them.</summary>
internal sealed class PandapipesRow(PandapipesTable table, string index, JsonElement cells)
{
    /// <summary>The row's index, which other tables refer to.</summary>
    public int Id => int.TryParse(index, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)
        ? id : throw new CaseFormatException($"table '{table.Name}' has the index '{index}', which is no whole number");

    /// <summary>Table, index and name, for messages.</summary>
    public string Where => Text("name") is { } name ? $"{table.Name} {index} ({name})" : $"{table.Name} {index}";

    public string? Text(string column) => table.Cell(cells, column) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A number that must be there.</summary>
    public double Number(string column) => Optional(column) ?? throw new CaseFormatException(
        table.Has(column) ? $"{Where}: column '{column}' is empty" : $"{Where}: the table has no column '{column}'");

    public double Number(string column, double otherwise) => Optional(column) ?? otherwise;

    public bool Flag(string column, bool otherwise = true) => table.Cell(cells, column) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble() != 0.0,
        { } other => throw new CaseFormatException($"{Where}, column '{column}': {other.GetRawText()} is neither true nor false"),
    };

    public int Reference(string column)
    {
        var number = Number(column);
        return number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
            ? (int)number : throw new CaseFormatException($"{Where}, column '{column}': {number.ToString(CultureInfo.InvariantCulture)} is no index");
    }

    private double? Optional(string column) => table.Cell(cells, column) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { } other => throw new CaseFormatException($"{Where}, column '{column}': {other.GetRawText()} is no number"),
    };
}
