using System.Globalization;

namespace Testbed.Scenarios.Loading;

/// <summary>Reads the points of a device from a map: one row per point, columns by heading. All mistakes at once, each with its place.</summary>
internal sealed class DeviceMapReader
{
    private readonly CsvReader _csv;
    private readonly MapColumns _columns;
    private readonly Addressing _addressing;
    private readonly PointSet _points;
    private readonly Binding _binding;

    private DeviceMapReader(CsvReader csv, MapColumns columns, Addressing addressing, PointSet points, Binding binding) =>
        (_csv, _columns, _addressing, _points, _binding) = (csv, columns, addressing, points, binding);

    /// <summary>The points of a map; those that could not be read are left out and reported.</summary>
    /// <param name="file">The map.</param>
    /// <param name="addressing">How it writes addresses, where its user says so; else its comment <c># addressing: ...</c>, else PDU.</param>
    /// <param name="points">Takes the points.</param>
    /// <param name="binding">The load.</param>
    public static IReadOnlyList<PointConfig> Read(SourceFile file, Addressing? addressing, PointSet points, Binding binding)
    {
        var csv = CsvReader.Read(file, binding.Bag);
        if (csv.Rows.Count == 0)
        {
            binding.Report(DiagnosticCodes.MapEmpty, new(file, 1, 1), "the map has no row", $"its first row names the columns: {string.Join(",", MapColumns.Written)}");
            return [];
        }

        var columns = MapColumns.Read(csv.Rows[0], binding);
        var mode = Mode(csv, addressing, binding);
        Require(columns, mode, binding);
        if (csv.Rows.Count == 1)
        {
            binding.Report(DiagnosticCodes.MapEmpty, columns.At, "the map names columns and has no point", "add a row per point");
        }

        var reader = new DeviceMapReader(csv, columns, mode, points, binding);
        return !columns.Has(MapColumn.Address) ? [] : [.. csv.Rows.Skip(1).Select(reader.ReadRow).OfType<PointConfig>()];
    }

    private static Addressing Mode(CsvReader csv, Addressing? asked, Binding binding)
    {
        const string Key = "addressing:";
        foreach (var comment in csv.Comments.Where(c => c.Text.StartsWith(Key, StringComparison.OrdinalIgnoreCase)))
        {
            var word = comment.Text[Key.Length..].Trim();
            if (!Enum.TryParse<Addressing>(word, ignoreCase: true, out var said) || char.IsDigit(word[0]))
            {
                binding.Report(DiagnosticCodes.MapAddressing, comment.At, $"'{word}' is no way to write addresses", "known: pdu, modicon");
            }
            else if (asked is { } other && other != said)
            {
                binding.Report(DiagnosticCodes.MapAddressing, comment.At, $"the map says {Types.Kebab(said)}, its user {Types.Kebab(other)}", "keep the one that is true");
            }
            else
            {
                return said;
            }
        }

        return asked ?? Addressing.Pdu;
    }

    private static void Require(MapColumns columns, Addressing mode, Binding binding)
    {
        if (!columns.Has(MapColumn.Address))
        {
            binding.Report(DiagnosticCodes.MapColumnMissing, columns.At, "the map has no column 'address'",
                $"its first row names the columns: {string.Join(",", MapColumns.Written)}");
        }

        if (mode == Addressing.Pdu && !columns.Has(MapColumn.Table))
        {
            binding.Report(DiagnosticCodes.MapColumnMissing, columns.At, "the map has no column 'table'",
                "add it, or, where addresses are written 40001 or 400001, the comment '# addressing: modicon'");
        }
    }

    private PointConfig? ReadRow(IReadOnlyList<CsvField> row)
    {
        if (row.Count > _columns.Count && row.Skip(_columns.Count).FirstOrDefault(f => f.Text.Length > 0) is { Text.Length: > 0 } extra)
        {
            _binding.Report(DiagnosticCodes.MapNotCsv, extra.At, $"the row has {row.Count} fields, the first row {_columns.Count}",
                $"put text that holds a '{_csv.Delimiter}' into quotes");
        }

        var values = new MapRow(row, _columns, _csv.Delimiter, _binding);
        var address = values.Address(_addressing);
        var table = values.Table(address);
        var (type, length) = values.Type(table, address);
        var tag = values.Field(MapColumn.Tag);
        if (address is not { } at || table is not { } where || type is not { } kind)
        {
            return null;
        }

        var isText = kind == PointType.String;
        var point = new PointConfig(
            values.Name(tag, where, at, _points.Names), where, at.Address, values.Scale(), kind is PointType.Int16 or PointType.Int32 or PointType.Int64,
            values.Field(MapColumn.Unit)?.Text ?? "", tag?.Text, isText ? null : values.Number(MapColumn.Initial), values.Number(MapColumn.Min), values.Number(MapColumn.Max))
        {
            Type = kind,
            Length = length,
            Bit = at.Bit,
            Order = values.Order(),
            Offset = values.Number(MapColumn.Offset) ?? 0,
            Access = values.Access(where),
            Text = isText ? values.Field(MapColumn.Initial)?.Text ?? "" : "",
            Description = values.Field(MapColumn.Description)?.Text ?? "",
        };
        if (!values.IsGood)
        {
            return null;
        }

        _points.Take(point, values.At, _binding);
        if (tag is { } named)
        {
            PointBinder.CheckTag(point, named.At, _binding);
        }

        return point;
    }
}
