namespace Testbed.Scenarios.Loading;

/// <summary>The columns of a map.</summary>
internal enum MapColumn
{
    Name,
    Address,
    Table,
    Type,
    WordOrder,
    Scale,
    Multiplier,
    Offset,
    Unit,
    Access,
    Tag,
    Initial,
    Min,
    Max,
    Description,

    /// <summary>Row numbers.</summary>
    Ignored,
}

/// <summary>Where each column of a map stands, from its first row; headings as found in maps of real devices are understood.</summary>
internal sealed class MapColumns
{
    /// <summary>The columns as this project writes them.</summary>
    public static readonly string[] Written =
        ["name", "address", "table", "type", "word order", "scale", "offset", "unit", "access", "tag", "initial", "min", "max", "description"];

    private static readonly Dictionary<string, MapColumn> Headings = new(StringComparer.Ordinal);
    private readonly Dictionary<MapColumn, int> _places = [];

    static MapColumns()
    {
        Add(MapColumn.Name, "name, point, point name, variable, parameter, symbol, signal name, tag name");
        Add(MapColumn.Address, "address, addr, register, reg, register address, modbus address, start address, starting address, register number, modbus register");
        Add(MapColumn.Table, "table, register type, object type, object, area, region, memory area, block, modbus table, function code, function, fc");
        Add(MapColumn.Type, "type, data type, datatype, format, data format, variable type");
        Add(MapColumn.WordOrder, "word order, byte order, wordorder, byteorder, endianness, endian, order, swap, register order");
        Add(MapColumn.Scale, "scale, gain, divisor");
        Add(MapColumn.Multiplier, "multiplier, resolution, coefficient");
        Add(MapColumn.Offset, "offset, bias");
        Add(MapColumn.Unit, "unit, units, eng unit, eng units, engineering unit, engineering units, uom, eu");
        Add(MapColumn.Access, "access, r/w, rw, read/write, rights, permission, client access, attribute");
        Add(MapColumn.Tag, "tag, plant tag, wired to, instrument");
        Add(MapColumn.Initial, "initial, initial value, default, default value, preset");
        Add(MapColumn.Min, "min, minimum, low, lower limit, eu low, range min");
        Add(MapColumn.Max, "max, maximum, high, upper limit, eu high, range max");
        Add(MapColumn.Description, "description, comment, comments, remark, remarks, note, notes, meaning, text");
        Add(MapColumn.Ignored, "no, nr, number, index, item, row");
    }

    private MapColumns(int count) => Count = count;

    /// <summary>How many columns the first row has.</summary>
    public int Count { get; }

    /// <summary>Where the first row stands.</summary>
    public Mark At { get; private init; }

    /// <summary>Reads the first row; what is wrong with it has been reported.</summary>
    public static MapColumns Read(IReadOnlyList<CsvField> row, Binding binding)
    {
        var columns = new MapColumns(row.Count) { At = row[0].At };
        for (var i = 0; i < row.Count; i++)
        {
            columns.Take(row[i], i, binding);
        }

        if (columns.Has(MapColumn.Scale) && columns.Has(MapColumn.Multiplier))
        {
            binding.Report(DiagnosticCodes.MapColumnDuplicate, row[columns._places[MapColumn.Multiplier]].At, "'multiplier' and 'scale' say the same twice",
                "keep one: register = value x scale, or value = register x multiplier");
        }

        return columns;
    }

    /// <summary>True when the map has the column.</summary>
    public bool Has(MapColumn column) => _places.ContainsKey(column);

    /// <summary>A row's field; null when the map has no such column or the field is empty.</summary>
    public CsvField? Field(IReadOnlyList<CsvField> row, MapColumn column) =>
        _places.TryGetValue(column, out var place) && place < row.Count && row[place].Text.Length > 0 ? row[place] : null;

    private void Take(CsvField heading, int place, Binding binding)
    {
        if (heading.Text.Length == 0)
        {
            return;
        }

        if (!Headings.TryGetValue(PointWords.Plain(heading.Text), out var column))
        {
            var isFactor = PointWords.Plain(heading.Text) is "scalefactor" or "factor" or "scaling" or "sf";
            binding.Report(DiagnosticCodes.MapColumnUnknown, heading.At, $"a map has no column '{heading.Text}'", isFactor
                ? "say which way it works: 'scale' (register = value x scale) or 'multiplier' (value = register x multiplier)"
                : Nearest.Fix(heading.Text, Written.Append("multiplier")));
            return;
        }

        if (!_places.TryAdd(column, place) && column != MapColumn.Ignored)
        {
            binding.Report(DiagnosticCodes.MapColumnDuplicate, heading.At, $"'{heading.Text}' is there twice: column {_places[column] + 1} says the same",
                "remove or rename one of the two");
        }
    }

    private static void Add(MapColumn column, string headings)
    {
        foreach (var heading in headings.Split(", "))
        {
            Headings.TryAdd(PointWords.Plain(heading), column);
        }
    }
}
