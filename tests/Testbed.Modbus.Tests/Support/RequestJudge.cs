namespace Testbed.Modbus.Tests.Support;

/// <summary>The rules for requests once more, written down from AP 6's state diagrams without the product's tables.</summary>
internal static class RequestJudge
{
    /// <summary>0, or the exception that a device with every address, file and object has to answer.</summary>
    internal static int Exception(byte[] pdu)
    {
        int U16(int offset) => (pdu[offset] << 8) | pdu[offset + 1];
        int Range(int max) => U16(3) < 1 || U16(3) > max ? 3 : U16(1) + U16(3) > 65536 ? 2 : 0;
        int Multiple(int max, Func<int, int> bytes) => pdu.Length < 6 || pdu[5] != pdu.Length - 6 || pdu[5] != bytes(U16(3)) ? 3 : Range(max);
        int ReadWrite() => pdu.Length < 10 || pdu[9] != pdu.Length - 10 || pdu[9] != 2 * U16(7) || U16(7) is < 1 or > 121 || U16(3) is < 1 or > 125 ? 3
            : U16(1) + U16(3) > 65536 || U16(5) + U16(7) > 65536 ? 2 : 0;
        int Files(bool writes)
        {
            if (pdu.Length < 9 || pdu[1] != pdu.Length - 2 || pdu[1] > (writes ? 0xFB : 0xF5) || (writes && pdu[1] < 9))
            {
                return 3;
            }

            (int at, int answer, bool exists) = (2, 0, true);
            while (at < pdu.Length)
            {
                if (at + 7 > pdu.Length || (writes && at + 7 + (2 * U16(at + 5)) > pdu.Length))
                {
                    return 3;
                }

                exists &= pdu[at] == 6 && U16(at + 1) > 0 && U16(at + 5) > 0 && U16(at + 3) + U16(at + 5) <= 10_000;
                answer += 2 + (2 * U16(at + 5));
                at += 7 + (writes ? 2 * U16(at + 5) : 0);
            }

            return !writes && answer > 0xF5 ? 3 : exists ? 0 : 2;
        }

        int Diagnostics()
        {
            if (pdu.Length < 3)
            {
                return 3;
            }

            int sub = U16(1);
            if (sub is not (0 or 1 or 2 or 3 or 4 or 20) && (sub < 10 || sub > 18))
            {
                return 1;
            }

            return pdu.Length % 2 == 0 || pdu.Length < 5 ? 3
                : sub == 0 ? 0
                : pdu.Length != 5 ? 3
                : sub == 1 ? U16(3) is 0 or 0xFF00 ? 0 : 3
                : sub == 3 ? pdu[4] == 0 ? 0 : 3
                : U16(3) == 0 ? 0 : 3;
        }

        // A text: its length within limits, UTF-8, nothing below a blank; where it ends, or -1.
        int Text(int at, int min, int max)
        {
            if (at < 0 || at >= pdu.Length || pdu[at] < min || pdu[at] > max || at + 1 + pdu[at] > pdu.Length)
            {
                return -1;
            }

            byte[] text = pdu[(at + 1)..(at + 1 + pdu[at])];
            bool isGood = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(text)).AsSpan().SequenceEqual(text)
                && text.All(b => b is >= 32 and not 127);
            return isGood ? at + 1 + pdu[at] : -1;
        }

        int Engineering()
        {
            if (pdu.Length < 2)
            {
                return 3;
            }

            int size = pdu.Length < 22 ? 0 : (U16(18) << 16) + U16(20);
            int end = pdu[1] switch
            {
                1 or 3 or 4 or 6 or 16 or 18 or 34 or 35 => 18,
                2 => Text(Text(18, 1, 40), 0, 128),
                5 => pdu.Length > 18 && pdu[18] <= 1 ? 19 : -1,
                17 or 52 => 20,
                32 => size is >= 1 and <= 1_048_576 ? 54 : -1,
                33 => pdu.Length is >= 21 and <= 244 ? pdu.Length : -1,
                48 or 51 => Text(18, 1, 120),
                49 or 50 => Text(Text(18, 1, 120), 1, 110),
                _ => 0,
            };
            return end == 0 ? 1 : end == pdu.Length ? 0 : 3;
        }

        return pdu[0] switch
        {
            100 => Engineering(),
            7 or 11 or 12 or 17 => pdu.Length != 1 ? 3 : 0,
            8 => Diagnostics(),
            20 => Files(writes: false),
            21 => Files(writes: true),
            22 => pdu.Length != 7 ? 3 : 0,
            23 => ReadWrite(),
            24 => pdu.Length != 3 ? 3 : 0,
            43 => pdu.Length < 2 ? 3 : pdu[1] != 14 ? 1 : pdu.Length != 4 || pdu[2] is < 1 or > 4 ? 3 : 0,
            1 or 2 => pdu.Length != 5 ? 3 : Range(2000),
            3 or 4 => pdu.Length != 5 ? 3 : Range(125),
            5 => pdu.Length != 5 || U16(3) is not (0 or 0xFF00) ? 3 : 0,
            6 => pdu.Length != 5 ? 3 : 0,
            15 => Multiple(1968, quantity => (quantity / 8) + (quantity % 8 == 0 ? 0 : 1)),
            16 => Multiple(123, quantity => 2 * quantity),
            _ => 1,
        };
    }
}
