namespace Testbed.Scenarios.Loading;

/// <summary>The points of one asset read so far, inline and from its map: names, and who has which address and bit.</summary>
internal sealed class PointSet
{
    private readonly Dictionary<(ModbusTable Table, int Address), List<PointConfig>> _taken = [];

    /// <summary>The names taken.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks a point for itself and takes its addresses; what does not fit is reported where <paramref name="at"/> says the key stands.</summary>
    public void Take(PointConfig point, Func<string, Mark> at, Binding binding)
    {
        var fits = true;
        foreach (var (key, code, message, fix) in PointRules.Problems(point))
        {
            fits = false;
            binding.Report(code, at(key), message, fix);
        }

        for (var address = point.Address; fits && address <= Math.Min(point.LastAddress, ushort.MaxValue); address++)
        {
            var (slot, holders) = ((point.Table, address), _taken.GetValueOrDefault((point.Table, address)) ?? []);
            if (holders.Find(h => h.Bit is null || point.Bit is null || h.Bit == point.Bit) is { } holder)
            {
                binding.Report(DiagnosticCodes.PointsOverlap, at("address"), Overlap(point, holder, address), "give each register, or each bit of it, to one point");
                return;
            }

            holders.Add(point);
            _taken[slot] = holders;
        }
    }

    private static string Overlap(PointConfig point, PointConfig holder, int address)
    {
        var span = holder.Words > 1 ? $" (it is a {PointWords.Type(holder)} from {holder.Address} to {holder.LastAddress})" : "";
        var bit = point.Bit is { } b && holder.Bit is not null ? $" bit {b}" : "";
        return $"'{holder.Name}' already has {Types.Kebab(point.Table)} {address}{bit}{span}";
    }
}

/// <summary>What a point must be for itself.</summary>
internal static class PointRules
{
    /// <summary>The mistakes: key, code, message, fix.</summary>
    public static IEnumerable<(string Key, string Code, string Message, string? Fix)> Problems(PointConfig point)
    {
        var table = Types.Kebab(point.Table);
        if (point.IsBitTable && (point.Type != PointType.Bool || point.Bit is not null))
        {
            yield return point.Bit is not null
                ? ("address", DiagnosticCodes.MapTypeDoesNotFit, $"a {table} is one bit and has no bits of its own", "write the address without '.'")
                : ("type", DiagnosticCodes.MapTypeDoesNotFit, $"a {PointWords.Type(point)} does not fit into a {table}, which is one bit",
                    "use bool, or a holding-register or input-register");
            yield break;
        }

        if (point.Bit is not null && point.Type != PointType.Bool)
        {
            yield return ("type", DiagnosticCodes.MapTypeDoesNotFit, $"one bit of a register is a bool, not a {PointWords.Type(point)}", "use bool");
        }

        if (point.Type == PointType.String && (point.Length is < 1 or > PointCodec.LongestText))
        {
            yield return ("type", DiagnosticCodes.MapTypeDoesNotFit, $"a string has 1 to {PointCodec.LongestText} characters, this has {point.Length}",
                "one request carries 123 registers: split the text over several points");
        }
        else if (point.LastAddress > ushort.MaxValue)
        {
            yield return ("address", DiagnosticCodes.MapTypeDoesNotFit,
                $"a {PointWords.Type(point)} at {point.Address} would end at {point.LastAddress}; the last register is {ushort.MaxValue}", "move it down");
        }

        if (point.Access != PointAccess.R && !point.IsWritable)
        {
            yield return ("access", DiagnosticCodes.MapAccess, $"masters cannot write a {table}", "use R, or a coil or holding-register");
        }

        foreach (var problem in Values(point))
        {
            yield return problem;
        }
    }

    private static IEnumerable<(string Key, string Code, string Message, string? Fix)> Values(PointConfig point)
    {
        if (point.Type == PointType.String)
        {
            if (point.Text.Length > point.Length && point.Length > 0)
            {
                yield return ("initial", DiagnosticCodes.MapValueDoesNotFit, $"the text has {point.Text.Length} characters, the point {point.Length}", "shorten it");
            }

            if (point.Order is WordOrder.Cdab or WordOrder.Dcba)
            {
                yield return ("word_order", DiagnosticCodes.MapWordOrder, "a string runs from its first register on", "use ABCD, or BADC where each register has its second character first");
            }

            if (point.Tag is not null)
            {
                yield return ("tag", DiagnosticCodes.MapTypeDoesNotFit, "a string cannot be wired to the plant", "remove the tag");
            }

            yield break;
        }

        if (point.Min > point.Max)
        {
            yield return ("max", DiagnosticCodes.BadRange, "the highest value lies below the lowest", null);
        }

        var (low, high) = PointCodec.Limits(point.Type);
        if (point.Type != PointType.Bool && point.Initial is { } initial && (point.ToNumber(initial) < low - 0.5 || point.ToNumber(initial) > high + 0.5))
        {
            yield return ("initial", DiagnosticCodes.MapValueDoesNotFit,
                FormattableString.Invariant($"{initial} is {point.ToNumber(initial)} on the wire; a {PointWords.Type(point)} carries {low} to {high}"),
                "change type, scale or offset");
        }
    }
}
