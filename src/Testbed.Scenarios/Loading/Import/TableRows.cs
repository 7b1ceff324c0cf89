namespace Testbed.Scenarios.Loading;

/// <summary>A table of a network's file: a list of rows, each a list of numbers in the order of the format's columns.</summary>
internal sealed class TableRows
{
    private readonly Binding _binding;
    private readonly YamlList _row;
    private readonly string _what;

    private TableRows(YamlList row, int number, string what, Binding binding) => (_row, Number, _what, _binding) = (row, number, what, binding);

    /// <summary>The row's place in its table, from 0.</summary>
    public int Number { get; }

    /// <summary>Where the row stands.</summary>
    public Mark Start => _row.Start;

    /// <summary>The rows of a table; those of another shape are reported and left out.</summary>
    public static IReadOnlyList<TableRows> Of(YamlMap root, string table, int columns, Binding binding)
    {
        if (root.Find(table)?.Value is not YamlList list)
        {
            binding.Report(DiagnosticCodes.ImportFormat, root.Find(table)?.Value.Start ?? root.Start, $"the network has no table '{table}'", "an empty one is written []");
            return [];
        }

        var rows = new List<TableRows>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is YamlList row && row.Items.Count >= columns)
            {
                rows.Add(new(row, i, $"{table}[{i}]", binding));
            }
            else
            {
                binding.Report(DiagnosticCodes.ImportFormat, list.Items[i].Start, $"a row of '{table}' has {columns} columns, this is {list.Items[i].Describe}");
            }
        }

        return rows;
    }

    /// <summary>Where a column stands.</summary>
    public Mark At(int column) => _row.Items[column].Start;

    /// <summary>A column's value; the type's fallback when it is wrong, which has been reported.</summary>
    public T Read<T>(int column, YamlType<T> type) => type.TryRead(_row.Items[column], _binding, out var value) ? value : type.Fallback;

    /// <summary>A pressure in bar gauge without unit.</summary>
    public double Pressure(int column) =>
        Read(column, Types.Between(1e-6, 100, "pressure in bar", DiagnosticCodes.PressureOutOfRange));

    /// <summary>The id of the node that a column names by number; empty when there is none, which has been reported.</summary>
    public string Node(int column, IReadOnlyList<GasNodeConfig> nodes)
    {
        var index = Read(column, Types.Number);
        if (index >= 0 && index < nodes.Count && index == Math.Floor(index))
        {
            return nodes[(int)index].Id;
        }

        _binding.Report(DiagnosticCodes.DanglingReference, At(column), FormattableString.Invariant($"{_what} names the node {index}; the network has 0..{nodes.Count - 1}"));
        return "";
    }
}
