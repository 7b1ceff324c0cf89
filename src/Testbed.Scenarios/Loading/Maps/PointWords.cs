using System.Globalization;

namespace Testbed.Scenarios.Loading;

/// <summary>The words of maps for types, orders, tables and rights: those of IEC 61131-3, of drivers and of supervisory systems; case, spaces, hyphens do not count.</summary>
internal static class PointWords
{
    /// <summary>The types as this project writes them.</summary>
    public static readonly string[] Types =
        ["bool", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64", "string[n]"];

    /// <summary>The orders as this project writes them.</summary>
    public static readonly string[] Orders = ["ABCD", "CDAB", "BADC", "DCBA"];

    /// <summary>The tables as this project writes them.</summary>
    public static readonly string[] Tables = ["coil", "discrete-input", "input-register", "holding-register"];

    /// <summary>The rights as this project writes them.</summary>
    public static readonly string[] Rights = ["R", "W", "RW"];

    private static readonly Dictionary<string, PointType> TypeOf = Words<PointType>(
        (PointType.Bool, "bool boolean bit digital discrete"),
        (PointType.Int16, "int16 int sint16 short s16 i16 signed16"),
        (PointType.Uint16, "uint16 uint word ushort u16 unsigned16"),
        (PointType.Int32, "int32 dint sint32 s32 i32 signed32"),
        (PointType.Uint32, "uint32 udint dword u32 unsigned32"),
        (PointType.Int64, "int64 lint s64 i64 signed64"),
        (PointType.Uint64, "uint64 ulint lword u64 unsigned64"),
        (PointType.Float32, "float32 float real single f32 ieee754"),
        (PointType.Float64, "float64 double lreal f64"));

    private static readonly Dictionary<string, WordOrder> OrderOf = Words<WordOrder>(
        (WordOrder.Abcd, "abcd abcdefgh big bigendian be 1234 12 normal none"),
        (WordOrder.Cdab, "cdab ghefcdab wordswap wordswapped swapped lowwordfirst lowfirst 3412"),
        (WordOrder.Badc, "badc badcfehg byteswap byteswapped 2143"),
        (WordOrder.Dcba, "dcba hgfedcba little littleendian le 4321"));

    private static readonly Dictionary<string, ModbusTable> TableOf = Words<ModbusTable>(
        (ModbusTable.Coil, "coil coils co 0x coilstatus digitaloutput do fc1 fc01"),
        (ModbusTable.DiscreteInput, "discreteinput discreteinputs discrete di 1x inputstatus digitalinput contact fc2 fc02"),
        (ModbusTable.InputRegister, "inputregister inputregisters input ir 3x analoginput ai fc4 fc04"),
        (ModbusTable.HoldingRegister, "holdingregister holdingregisters holding hr 4x analogoutput ao fc3 fc03"));

    private static readonly Dictionary<string, PointAccess> AccessOf = Words<PointAccess>(
        (PointAccess.R, "r ro read readonly rd"),
        (PointAccess.W, "w wo write writeonly"),
        (PointAccess.Rw, "rw wr readwrite read/write r/w w/r"));

    /// <summary>Reads a type; <paramref name="length"/> is 0 but for strings.</summary>
    public static bool TryType(string text, out PointType type, out int length)
    {
        length = 0;
        var word = Plain(text);
        if (TypeOf.TryGetValue(word, out type))
        {
            return true;
        }

        foreach (var start in new[] { "string", "ascii", "char", "text" })
        {
            if (word.StartsWith(start, StringComparison.Ordinal)
                && int.TryParse(word[start.Length..].Trim('[', ']', '(', ')', '{', '}'), NumberStyles.None, CultureInfo.InvariantCulture, out length))
            {
                type = PointType.String;
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads an order of bytes and words.</summary>
    public static bool TryOrder(string text, out WordOrder order) => OrderOf.TryGetValue(Plain(text), out order);

    /// <summary>Reads a table. Bare digits are refused: 3 is the input registers to one and function code 3, the holding registers, to another.</summary>
    public static bool TryTable(string text, out ModbusTable table) => TableOf.TryGetValue(Plain(text), out table);

    /// <summary>Reads a right.</summary>
    public static bool TryAccess(string text, out PointAccess access) => AccessOf.TryGetValue(Plain(text), out access);

    /// <summary>A type as this project writes it.</summary>
    public static string Type(PointConfig point) => point.Type == PointType.String
        ? string.Create(CultureInfo.InvariantCulture, $"string[{point.Length}]") : point.Type.ToString().ToLowerInvariant();

    /// <summary>A word without case and filling.</summary>
    public static string Plain(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_' or '.' or '#'))).ToLowerInvariant();

    private static Dictionary<string, T> Words<T>(params (T Value, string Words)[] meanings)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (value, words) in meanings)
        {
            foreach (var word in words.Split(' '))
            {
                result.TryAdd(word, value);
            }
        }

        return result;
    }
}
