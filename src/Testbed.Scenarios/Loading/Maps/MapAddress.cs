using System.Globalization;

namespace Testbed.Scenarios.Loading;

/// <summary>How a map writes addresses.</summary>
internal enum Addressing
{
    /// <summary>PDU addresses from 0, as on the wire.</summary>
    Pdu,

    /// <summary>Modicon numbers from 1 with the table as first digit: 40001 or 400001.</summary>
    Modicon,
}

/// <summary>An address of a map.</summary>
internal readonly record struct MapAddress(ModbusTable? Table, int Address, int? Bit)
{
    /// <summary>Reads <c>100</c>, <c>0x64</c>, <c>100.3</c>, <c>40101</c>, <c>400101</c>, <c>40101.3</c>; null with what is wrong.</summary>
    public static MapAddress? Read(string text, Addressing addressing, out string problem, out string fix)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var bit = -1;
        if (dot >= 0 && (!int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bit) || bit > 15))
        {
            (problem, fix) = ($"'{text}' names no bit of a register", "write REGISTER.BIT with a bit from 0 (least significant) to 15, such as 100.3");
            return null;
        }

        var number = dot >= 0 ? text[..dot] : text;
        var found = addressing == Addressing.Modicon ? Modicon(number, out problem, out fix) : Pdu(number, out problem, out fix);
        return found is { } address && dot >= 0 ? address with { Bit = bit } : found;
    }

    /// <summary>An address as a map of this addressing writes it.</summary>
    public static string Write(PointConfig point, Addressing addressing)
    {
        var text = addressing == Addressing.Pdu ? point.Address.ToString(CultureInfo.InvariantCulture) : ModiconOf(point);
        return point.Bit is { } bit ? string.Create(CultureInfo.InvariantCulture, $"{text}.{bit}") : text;
    }

    private static string ModiconOf(PointConfig point)
    {
        var first = point.Table switch { ModbusTable.Coil => 0, ModbusTable.DiscreteInput => 1, ModbusTable.InputRegister => 3, _ => 4 };
        return string.Create(CultureInfo.InvariantCulture, $"{first}{point.Address + 1:00000}");
    }

    private static MapAddress? Pdu(string number, out string problem, out string fix)
    {
        var isHex = number.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (int.TryParse(isHex ? number.AsSpan(2) : number, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var address)
            && address is >= 0 and <= 65535)
        {
            (problem, fix) = ("", "");
            return new(null, address, null);
        }

        (problem, fix) = ($"'{number}' is no address from 0 to 65535", "PDU addresses count from 0, such as 100 or 0x64; for 40101 or 400101 say '# addressing: modicon'");
        return null;
    }

    private static MapAddress? Modicon(string number, out string problem, out string fix)
    {
        ModbusTable? table = number.Length is 5 or 6
            ? number[0] switch { '0' => ModbusTable.Coil, '1' => ModbusTable.DiscreteInput, '3' => ModbusTable.InputRegister, '4' => ModbusTable.HoldingRegister, _ => null }
            : null;
        // A spreadsheet drops the zeros before the number of a coil; without five digits it can be nothing else.
        var isShort = number.Length is > 0 and < 5;
        if ((table is not null || isShort)
            && int.TryParse(isShort ? number : number.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var one) && one is >= 1 and <= 65536)
        {
            (problem, fix) = ("", "");
            return new(table ?? ModbusTable.Coil, one - 1, null);
        }

        (problem, fix) = ($"'{number}' is no Modicon address", "write the table's digit (0, 1, 3, 4) and a number from 1, such as 40101 or 400101; or say '# addressing: pdu'");
        return null;
    }
}
