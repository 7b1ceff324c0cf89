using System.Globalization;
using System.Linq.Expressions;

namespace Testbed.StructuredText;

/// <summary>
/// Binary coded decimals (table 22): <c>WORD_BCD_TO_UINT</c>, <c>BCD_TO_UINT</c>, <c>UINT_TO_BCD_WORD</c>, <c>TO_BCD_WORD</c>, and the older
/// <c>INT_TO_BCD</c>, whose result has the width of its
/// input. Signed integers are taken too. A digit above 9, and a number with too many digits or a sign, is a range fault.
/// </summary>
internal static class BcdFunctions
{
    private static readonly string[] Inputs = ["IN"];
    private static readonly ElementaryType[] Bits = [.. Of(t => t.IsBitString && t.Kind != Elementary.Bool)];
    private static readonly ElementaryType[] Integers = [.. Of(t => t.IsInteger)];

    public static IEnumerable<StandardFunction> All()
    {
        foreach (var integer in Integers)
        {
            yield return Define.Uniform($"BCD_TO_{integer.Name}", Inputs, false, "ANY_BIT", IsField, (_, a) => FromBcd(a[0], integer), integer);
            yield return Define.Fixed($"{integer.Name}_TO_BCD", Inputs, [integer], Bits.First(b => b.Size == integer.Size),
                a => ToBcd(a[0], Bits.First(b => b.Size == integer.Size)));
            foreach (var bits in Bits)
            {
                yield return Define.Fixed($"{bits.Name}_BCD_TO_{integer.Name}", Inputs, [bits], integer, a => FromBcd(a[0], integer));
                yield return Define.Fixed($"{integer.Name}_TO_BCD_{bits.Name}", Inputs, [integer], bits, a => ToBcd(a[0], bits));
            }
        }

        foreach (var bits in Bits)
        {
            yield return Define.Uniform($"TO_BCD_{bits.Name}", Inputs, false, "ANY_INT", Any.Int, (_, a) => ToBcd(a[0], bits), bits);
        }
    }

    /// <summary>Whether every digit is one.</summary>
    public static bool IsBcd(ulong bcd)
    {
        for (var rest = bcd; rest != 0; rest >>= 4)
        {
            if ((rest & 15) > 9)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<ElementaryType> Of(Func<ElementaryType, bool> which) => Enum.GetValues<Elementary>().Select(ElementaryType.Of).Where(which);

    private static bool IsField(StType type) => type is ElementaryType { IsBitString: true, Kind: not Elementary.Bool };

    private static Expression FromBcd(Expression bits, ElementaryType integer) =>
        NumberConversion.Checked(Define.Call((Func<ulong, ulong>)FromBcd, Expression.Convert(bits, typeof(ulong))), integer, integer.Name);

    private static System.Linq.Expressions.UnaryExpression ToBcd(Expression integer, ElementaryType bits)
    {
        var number = NumberConversion.Checked(integer, ElementaryType.Of(Elementary.ULInt), "a BCD number");
        return Expression.Convert(Define.Call((Func<ulong, int, ulong>)ToBcd, number, Expression.Constant(bits.Size * 2)), bits.ClrType);
    }

    private static ulong FromBcd(ulong bcd)
    {
        if (!IsBcd(bcd))
        {
            PlcThrow.Range($"16#{bcd:X} is no BCD number");
        }

        var result = 0UL;
        for (var shift = 60; shift >= 0; shift -= 4)
        {
            result = (result * 10) + ((bcd >> shift) & 15);
        }

        return result;
    }

    private static ulong ToBcd(ulong number, int digits)
    {
        var result = 0UL;
        var rest = number;
        for (var digit = 0; digit < digits; digit++, rest /= 10)
        {
            result |= (rest % 10) << (digit * 4);
        }

        if (rest != 0)
        {
            PlcThrow.Range(number.ToString(CultureInfo.InvariantCulture), $"{digits} digits of BCD");
        }

        return result;
    }
}
