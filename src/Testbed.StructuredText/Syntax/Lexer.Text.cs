using System.Globalization;
using System.Text;

namespace Testbed.StructuredText;

/// <content>Strings (tables 6 and 7).</content>
internal sealed partial class Lexer
{
    /// <summary>From the quotation mark at the present place to the next of its kind; a string does not go over the end of its line.</summary>
    private void Text(int start, string? type)
    {
        var quote = _text[_at++];
        var isWide = quote == '"';
        var value = new StringBuilder();
        var isCut = false;
        while (true)
        {
            var c = Peek(0);
            if (_at >= _text.Length || c is '\r' or '\n')
            {
                Report(StCodes.UnterminatedString, start, _at - start, $"a string starts here and does not end on its line: {quote} is missing");
                isCut = true;
                break;
            }

            if (c == quote)
            {
                _at++;
                break;
            }

            if (c == '$')
            {
                Escape(value, isWide);
            }
            else
            {
                value.Append(c);
                _at++;
            }
        }

        Add(isWide ? TokenKind.WideString : TokenKind.String, start, value.ToString(), type);
        if (isCut)
        {
            // The semicolon of the statement is in the string: that it is missing is no news.
            Add(TokenKind.Unknown, _at);
        }
    }

    private void Escape(StringBuilder value, bool isWide)
    {
        var digits = isWide ? 4 : 2;
        var code = _text.AsSpan(_at + 1, Math.Min(digits, _text.Length - _at - 1));
        if (code.Length == digits && ushort.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            value.Append((char)number);
            _at += 1 + digits;
            return;
        }

        var replacement = char.ToUpperInvariant(Peek(1)) switch
        {
            '$' => "$",
            '\'' => "'",
            '"' => "\"",
            'L' => "\n",
            'N' => "\r\n",
            'P' => "\f",
            'R' => "\r",
            'T' => "\t",
            _ => null,
        };
        if (replacement is null)
        {
            var fix = $"a dollar sign is $$; $L $N $P $R $T, $' and $\" are characters, ${new string('h', digits)} one by its code in hex";
            Report(StCodes.BadEscape, _at, 1, "'$' starts a special character, and this is none", fix);
            _at++;
            return;
        }

        value.Append(replacement);
        _at += 2;
    }
}
