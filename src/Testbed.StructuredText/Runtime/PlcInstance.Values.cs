using System.Globalization;

namespace Testbed.StructuredText;

/// <content>Values from outside of the program.</content>
public sealed partial class PlcInstance
{
    /// <summary>A value as a literal: <c>TRUE</c>, <c>12</c>, <c>16#00FF</c>, <c>3.5</c>, <c>T#1s500ms</c>, <c>'text'</c>, an enumeration by name.</summary>
    public string ReadText(PlcVariable v)
    {
        ArgumentNullException.ThrowIfNull(v);
        var value = Get(v);
        if (v.Type is EnumerationType enumeration && enumeration.Members.FirstOrDefault(m => m.Value.Equals(value)).Name is { } name)
        {
            return name;
        }

        return value switch
        {
            bool flag => flag ? "TRUE" : "FALSE",
            string text => Quoted(text, v.Type is TextType { IsWide: true }),
            float real => LiteralText.OfReal(real),
            double real => LiteralText.OfReal(real),
            long time when v.Type.Base is ElementaryType { IsInteger: false } type => LiteralText.OfTime(time, type.Kind),
            _ when v.Type.Base is ElementaryType { Kind: Elementary.Char or Elementary.WChar } type =>
                Quoted(((char)Convert.ToUInt16(value, null)).ToString(), type.Kind == Elementary.WChar),
            _ when v.Type.Base is ElementaryType { IsBitString: true } => "16#" + ((IFormattable)value).ToString($"X{2 * v.Type.Size}", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    /// <summary>Sets a value from a literal as <see cref="ReadText"/> gives it or as a source would have it; when it is none, <paramref name="error"/> says why.</summary>
    public bool TryWriteText(PlcVariable v, string literal, out string error)
    {
        ArgumentNullException.ThrowIfNull(v);
        ArgumentNullException.ThrowIfNull(literal);
        error = v.IsConstant ? $"{v.Path} is a constant" : "";
        if (v.IsConstant)
        {
            return false;
        }

        var value = Parse(v.Type, literal.Trim());
        if (value is null)
        {
            error = $"'{literal}' is no {v.TypeName}{(v.Type is EnumerationType e ? $"; its values are {string.Join(", ", e.Members.Take(10).Select(m => m.Name))}" : "")}";
            return false;
        }

        Set(v, value);
        return true;
    }

    private static object? Parse(StType type, string literal)
    {
        if (type is EnumerationType enumeration)
        {
            return enumeration.Find(literal[(literal.LastIndexOf('#') + 1)..]) ?? (LiteralReader.TryInteger(literal, out var number)
                ? enumeration.Members.FirstOrDefault(m => Folding.AsInteger(m.Value) == number).Value : null);
        }

        if (type is TextType || type.Base is ElementaryType { Kind: Elementary.Char or Elementary.WChar })
        {
            var text = literal.Length >= 2 && literal[0] is '\'' or '"' && literal[^1] == literal[0] ? Unquoted(literal[1..^1]) : literal;
            return type is TextType ? text : Folding.Convert(text, type);
        }

        var elementary = (ElementaryType)type.Base;
        if (elementary.Kind == Elementary.Bool)
        {
            return LiteralReader.TryBool(literal, out var flag) ? flag : null;
        }

        if (elementary.IsReal)
        {
            return LiteralReader.TryReal(literal, out var real) && double.IsFinite(real) ? elementary.Kind == Elementary.Real ? (object)(float)real : real : null;
        }

        if (elementary.IsDuration || elementary.IsDate)
        {
            return LiteralReader.TryTime(literal, elementary.Kind, out var time) ? time : null;
        }

        return LiteralReader.TryInteger(literal, out var integer) && (type is not RangeType range || (integer >= range.Low && integer <= range.High))
            ? Folding.FromInteger(integer, elementary) : null;
    }

    private object Get(PlcVariable v) => v.Bit < 0 ? ConstantBytes.Read(At(v), v.Type.Base) : (_state.Memory[v.Offset] & (1 << v.Bit)) != 0;

    private void Set(PlcVariable v, object value)
    {
        if (v.Bit >= 0)
        {
            PlcMemory.WriteBit(_state.Memory, v.Offset, 1 << v.Bit, (bool)value);
        }
        else
        {
            ConstantBytes.Write(At(v), v.Type.Base, value);
        }
    }

    private static string Quoted(string text, bool isWide)
    {
        var quote = isWide ? '"' : '\'';
        var result = new System.Text.StringBuilder().Append(quote);
        foreach (var c in text)
        {
            _ = c == quote || c == '$' ? result.Append('$').Append(c) : c >= ' ' && c != '\x7F' ? result.Append(c) : result.Append(CultureInfo.InvariantCulture, $"${(int)c:X2}");
        }

        return result.Append(quote).ToString();
    }

    private static string Unquoted(string body)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '$' || i + 1 == body.Length)
            {
                result.Append(body[i]);
                continue;
            }

            var next = char.ToUpperInvariant(body[++i]);
            if ("LNPRT".IndexOf(next, StringComparison.Ordinal) is >= 0 and var control)
            {
                result.Append("\n\n\f\r\t"[control]);
            }
            else if (i + 1 < body.Length && byte.TryParse(body.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append((char)code);
                i++;
            }
            else
            {
                result.Append(body[i]);
            }
        }

        return result.ToString();
    }
}
