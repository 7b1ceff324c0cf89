using System.Globalization;

namespace Testbed.Scenarios.Loading;

/// <summary>One row of a map, its fields read by type; what cannot be read is reported at its field.</summary>
internal sealed class MapRow(IReadOnlyList<CsvField> row, MapColumns columns, char delimiter, Binding binding)
{
    /// <summary>False once something could not be read.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>A field that is there with text.</summary>
    public CsvField? Field(MapColumn column) => columns.Field(row, column);

    /// <summary>Where a point's key stands in the row; the row itself when it has no such field.</summary>
    public Mark At(string key) => (key switch
    {
        "address" => Field(MapColumn.Address),
        "type" => Field(MapColumn.Type) ?? Field(MapColumn.Address),
        "access" => Field(MapColumn.Access),
        "word_order" => Field(MapColumn.WordOrder),
        "initial" => Field(MapColumn.Initial),
        "max" => Field(MapColumn.Max),
        "tag" => Field(MapColumn.Tag),
        _ => null,
    })?.At ?? row[0].At;

    /// <summary>The address.</summary>
    public MapAddress? Address(Addressing addressing)
    {
        if (Field(MapColumn.Address) is not { } field)
        {
            Fail(DiagnosticCodes.MapAddress, row[0].At, "the row has no address", "every point needs one; begin a comment with #");
            return null;
        }

        if (MapAddress.Read(field.Text, addressing, out var problem, out var fix) is { } address)
        {
            return address;
        }

        Fail(DiagnosticCodes.MapAddress, field.At, problem, fix);
        return null;
    }

    /// <summary>The table, from its column or from a Modicon address.</summary>
    public ModbusTable? Table(MapAddress? address)
    {
        if (Field(MapColumn.Table) is not { } field)
        {
            if (address is { Table: null } && columns.Has(MapColumn.Table))
            {
                Fail(DiagnosticCodes.MapTable, row[0].At, "the row has no table", $"known: {string.Join(", ", PointWords.Tables)}");
            }

            return address?.Table;
        }

        if (!PointWords.TryTable(field.Text, out var table))
        {
            var isDigit = field.Text.All(char.IsAsciiDigit);
            Fail(DiagnosticCodes.MapTable, field.At, $"'{field.Text}' is no table", isDigit
                ? "a digit alone is read both ways: write 3x or FC4 for input registers, 4x or FC3 for holding registers"
                : Nearest.Fix(field.Text, PointWords.Tables));
            return null;
        }

        // A number of fewer than five digits names no table: the column decides.
        if (address is { Table: { } said } && said != table && Field(MapColumn.Address)!.Value.Text.Split('.')[0].Length >= 5)
        {
            Fail(DiagnosticCodes.MapTableMismatch, field.At, $"{Field(MapColumn.Address)!.Value.Text} is a {Types.Kebab(said)}, the table says {Types.Kebab(table)}",
                "keep the one that is true");
            return null;
        }

        return table;
    }

    /// <summary>The type; without one a bit is a bool and a register a uint16.</summary>
    public (PointType? Type, int Length) Type(ModbusTable? table, MapAddress? address)
    {
        if (Field(MapColumn.Type) is not { } field)
        {
            return (table is ModbusTable.Coil or ModbusTable.DiscreteInput || address?.Bit is not null ? PointType.Bool : PointType.Uint16, 0);
        }

        if (PointWords.TryType(field.Text, out var type, out var length))
        {
            return (type, length);
        }

        Fail(DiagnosticCodes.MapType, field.At, $"'{field.Text}' is no type of point",
            PointWords.Plain(field.Text) is "string" or "ascii" or "char" or "text" ? "say how many characters: string[16]" : Nearest.Fix(field.Text, PointWords.Types));
        return (null, 0);
    }

    /// <summary>The order of bytes and words.</summary>
    public WordOrder Order()
    {
        if (Field(MapColumn.WordOrder) is { } field && !PointWords.TryOrder(field.Text, out var order))
        {
            Fail(DiagnosticCodes.MapWordOrder, field.At, $"'{field.Text}' is no order of words", Nearest.Fix(field.Text, [.. PointWords.Orders, "big", "little"]));
        }
        else
        {
            _ = PointWords.TryOrder(Field(MapColumn.WordOrder)?.Text ?? "abcd", out order);
        }

        return order;
    }

    /// <summary>The rights of masters; without any they may do what the table allows.</summary>
    public PointAccess Access(ModbusTable table)
    {
        if (Field(MapColumn.Access) is not { } field)
        {
            return table is ModbusTable.Coil or ModbusTable.HoldingRegister ? PointAccess.Rw : PointAccess.R;
        }

        if (!PointWords.TryAccess(field.Text, out var access))
        {
            Fail(DiagnosticCodes.MapAccess, field.At, $"'{field.Text}' is no right", "write R, W or RW");
        }

        return access;
    }

    /// <summary>Register value per engineering value.</summary>
    public double Scale()
    {
        var (column, isMultiplier) = columns.Has(MapColumn.Multiplier) ? (MapColumn.Multiplier, true) : (MapColumn.Scale, false);
        if (Number(column) is not { } number)
        {
            return 1;
        }

        if (number > 0)
        {
            return isMultiplier ? 1 / number : number;
        }

        Fail(DiagnosticCodes.NotPositive, Field(column)!.Value.At, FormattableString.Invariant($"the {(isMultiplier ? "multiplier" : "scale")} must be above 0, is {number}"), null);
        return 1;
    }

    /// <summary>A number. Where the comma delimits nothing it may stand before decimals.</summary>
    public double? Number(MapColumn column)
    {
        if (Field(column) is not { } field)
        {
            return null;
        }

        var text = delimiter != ',' && field.Text.Count(c => c == ',') == 1 && !field.Text.Contains('.', StringComparison.Ordinal) ? field.Text.Replace(',', '.') : field.Text;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        Fail(DiagnosticCodes.MapNumber, field.At, $"'{field.Text}' is no number", "write it like 0.1, -5 or 1e-3, without its unit");
        return null;
    }

    /// <summary>The point's name: as given, with hyphens for spaces, else its tag, else its table and address.</summary>
    public string Name(CsvField? tag, ModbusTable table, MapAddress address, HashSet<string> taken)
    {
        var given = Field(MapColumn.Name);
        var word = table switch { ModbusTable.Coil => "co", ModbusTable.DiscreteInput => "di", ModbusTable.InputRegister => "ir", _ => "hr" };
        // Names of real maps have spaces; names of this project are used on command lines and have none.
        var text = Spaceless(given?.Text) ?? tag?.Text ?? FormattableString.Invariant($"{word}-{address.Address}{(address.Bit is { } bit ? $".{bit}" : "")}");
        var node = new YamlScalar((given ?? tag ?? Field(MapColumn.Address))!.Value.At, text, Plain: false);
        IsGood &= Types.LocalId("point", taken).TryRead(node, binding, out _);
        return text;
    }

    private static string? Spaceless(string? name) =>
        name is null ? null : string.Join('-', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Fail(string code, Mark at, string message, string? fix)
    {
        IsGood = false;
        binding.Report(code, at, message, fix);
    }
}
