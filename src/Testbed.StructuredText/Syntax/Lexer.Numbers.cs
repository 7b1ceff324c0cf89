using System.Globalization;

namespace Testbed.StructuredText;

/// <content>Numbers (table 5), typed literals and direct addresses (table 16).</content>
internal sealed partial class Lexer
{
    /// <summary>What stands after <c>TYPE#</c>; false when the word before it is no elementary type (then it is an enumeration: <c>Colour#Red</c>).</summary>
    private bool TypedLiteral(int start, ReadOnlySpan<char> word)
    {
        if (TimePrefix(word) is { } time)
        {
            _at++;
            TimeLiteral(start, time);
            return true;
        }

        var name = word.ToString().ToUpperInvariant();
        var isText = name is "STRING" or "WSTRING" or "CHAR" or "WCHAR";
        if (!isText && ElementaryType.Find(name) is null)
        {
            return false;
        }

        _at++;
        if (isText)
        {
            TypedText(start, name);
        }
        else if (name == "BOOL")
        {
            TypedBool(start);
        }
        else
        {
            var digits = _at;
            _at += Peek(0) is '-' or '+' ? 1 : 0;
            Number(start, digits, name);
        }

        return true;
    }

    private void TypedText(int start, string name)
    {
        if (Peek(0) is '\'' or '"')
        {
            Text(start, name);
            return;
        }

        SkipWord();
        Report(StCodes.BadNumber, start, _at - start, $"after {name}# a string in quotation marks is expected");
        Add(TokenKind.String, start, "", name);
    }

    private void TypedBool(int start)
    {
        var digits = _at;
        SkipWord();
        var text = _text.AsSpan(digits, _at - digits);
        var isTrue = text is "1" || text.Equals("TRUE", StringComparison.OrdinalIgnoreCase);
        if (!isTrue && text is not "0" && !text.Equals("FALSE", StringComparison.OrdinalIgnoreCase))
        {
            Report(StCodes.BadNumber, start, _at - start, $"'{text}' is no BOOL", "write BOOL#0, BOOL#1, BOOL#FALSE or BOOL#TRUE");
        }

        Add(TokenKind.Bool, start, isTrue, "BOOL");
    }

    /// <summary>A number at the present place (its sign, if it is typed, already passed); the token starts at <paramref name="start"/>.</summary>
    private void Number(int start, int digits, string? type)
    {
        var isNegative = _text.AsSpan(digits).StartsWith("-");
        var first = _at;
        SkipWord();
        if (Peek(0) == '#' && _at > first)
        {
            _at++;
            var value = _at;
            SkipWord();
            AddInteger(start, type, isNegative, Based(start, _text.AsSpan(first, value - 1 - first), _text.AsSpan(value, _at - value)));
            return;
        }

        // After a dot a number is that of a bit (`w.3`), never a real.
        var isBit = type is null && _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Dot;
        var isReal = !isBit && RealTail(first);
        var text = _text.AsSpan(first, _at - first);
        if (isReal || (type is "REAL" or "LREAL"))
        {
            AddReal(start, type, isNegative, text);
            return;
        }

        AddInteger(start, type, isNegative, Based(start, "10", text));
    }

    /// <summary>Goes over fraction and exponent. A dot that a second dot or a name follows is none of the number (<c>1..5</c>).</summary>
    private bool RealTail(int first)
    {
        var isReal = false;
        if (Peek(0) == '.' && Peek(1) != '.' && !IsWordStart(Peek(1)) && Peek(1) != '%')
        {
            isReal = true;
            _at++;
            SkipWord();
        }

        // The word before a sign ends with its exponent: `1.5E` then `-3`.
        var word = _text.AsSpan(first, _at - first);
        var e = word.IndexOfAny('e', 'E');
        if (e > 0 && e == word.Length - 1 && Peek(0) is '+' or '-' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipWord();
        }

        return isReal || (e > 0 && !word[..e].ContainsAnyExcept(NumberParts));
    }

    private void AddReal(int start, string? type, bool isNegative, ReadOnlySpan<char> text)
    {
        var isFine = IsGrouped(text) && (char.IsAsciiDigit(text[^1]) || text[^1] == '.');
        if (!double.TryParse(text.ToString().Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !isFine)
        {
            Report(StCodes.BadNumber, start, _at - start, $"'{text}' is no number");
            value = 0;
        }
        else if (type is not (null or "REAL" or "LREAL"))
        {
            Report(StCodes.BadNumber, start, _at - start, $"{type} has no fraction and no exponent");
        }
        else if (!double.IsFinite(value))
        {
            Report(StCodes.BadNumber, start, _at - start, $"'{text}' is larger than any LREAL");
            value = 0;
        }

        Add(TokenKind.Real, start, isNegative ? -value : value, type);
    }

    private void AddInteger(int start, string? type, bool isNegative, ulong value)
    {
        if (type is "REAL" or "LREAL")
        {
            Add(TokenKind.Real, start, isNegative ? -(double)value : value, type);
        }
        else
        {
            Add(TokenKind.Integer, start, isNegative ? -(Int128)value : (object)(UInt128)value, type);
        }
    }

    private ulong Based(int start, ReadOnlySpan<char> baseText, ReadOnlySpan<char> digits)
    {
        var radix = baseText switch { "2" => 2u, "8" => 8u, "10" => 10u, "16" => 16u, _ => 0u };
        if (radix == 0)
        {
            Report(StCodes.BadNumber, start, _at - start, $"{baseText}# is no base of numbers", "the bases are 2#, 8# and 16#");
            return 0;
        }

        UInt128 value = 0;
        var isFine = IsGrouped(digits);
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? (uint)Convert.ToInt32(c.ToString(), 16) : uint.MaxValue;
            isFine &= c == '_' || digit < radix;
            value = c == '_' || value > ulong.MaxValue ? value : (value * radix) + digit;
        }

        if (!isFine)
        {
            var kind = radix == 10 ? "" : $" to base {radix}";
            Report(StCodes.BadNumber, start, _at - start, digits.IsEmpty ? $"digits{kind} are missing" : $"'{digits}' is no number{kind}");
            return 0;
        }

        if (value > ulong.MaxValue)
        {
            Report(StCodes.BadNumber, start, _at - start, $"{digits} does not fit 64 bits");
            return 0;
        }

        return (ulong)value;
    }

    /// <summary>Underscores stand between digits only.</summary>
    private static bool IsGrouped(ReadOnlySpan<char> digits) =>
        !digits.IsEmpty && digits[0] != '_' && digits[^1] != '_' && !digits.Contains("__", StringComparison.Ordinal);

    private void SkipWord()
    {
        while (_at < _text.Length && IsWordPart(_text[_at]))
        {
            _at++;
        }
    }

    /// <summary><c>%IX0.1</c>, <c>%MW4</c>, <c>%Q*</c>, and parts of bit strings, <c>%X3</c> (table 17).</summary>
    private void Address(int start)
    {
        _at++;
        var area = char.ToUpperInvariant(Peek(0));
        if (area is not ('I' or 'Q' or 'M'))
        {
            PartOfBits(start, area);
            return;
        }

        _at++;
        var size = char.ToUpperInvariant(Peek(0));
        var hasSize = size is 'X' or 'B' or 'W' or 'D' or 'L';
        _at += hasSize ? 1 : 0;
        var path = new List<int>();
        if (Peek(0) == '*')
        {
            _at++;
        }
        else
        {
            ReadPath(start, path);
        }

        var span = new SourceSpan(_source, start, _at - start);
        Add(TokenKind.Address, start, new DirectAddress(span, area, hasSize ? size : 'X', path));
    }

    private void ReadPath(int start, List<int> path)
    {
        var isFine = true;
        do
        {
            _at += path.Count > 0 ? 1 : 0;
            var digits = _at;
            SkipWord();
            isFine &= int.TryParse(_text.AsSpan(digits, _at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            path.Add(number);
        }
        while (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)));

        if (!isFine || path.Count > 8)
        {
            Report(StCodes.BadAddress, start, _at - start, $"{_text[start.._at]} is no direct address", "an address is %, I, Q or M, a size X, B, W, D or L, and numbers: %IX0.1, %QW3, %MD10");
        }
    }

    private void PartOfBits(int start, char size)
    {
        _at += size is 'X' or 'B' or 'W' or 'D' or 'L' ? 1 : 0;
        var digits = _at;
        SkipWord();
        if (digits == start + 1 || !int.TryParse(_text.AsSpan(digits, _at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            Report(StCodes.BadAddress, start, _at - start, $"{_text[start.._at]} is no direct address", "an address is %, I, Q or M, a size X, B, W, D or L, and numbers: %IX0.1, %QW3, %MD10");
            Add(TokenKind.Address, start, new DirectAddress(new SourceSpan(_source, start, _at - start), 'M', 'X', [0]));
            return;
        }

        Add(TokenKind.Part, start, (size, index));
    }
}
