using System.Text;

namespace Testbed.Scenarios.Loading;

/// <summary>A field with its place; the place of a quoted field is that of its quote.</summary>
internal readonly record struct CsvField(string Text, Mark At);

/// <summary>
/// Comma-separated values after RFC 4180, as spreadsheets of all countries write them: comma, semicolon or tab (found in the first row, or named by
/// <c>sep=;</c>), quotes that may hold delimiters, line breaks and doubled quotes. Lines that begin with # or // are comments; rows without any text are left out.
/// </summary>
internal sealed class CsvReader
{
    private readonly SourceFile _file;
    private readonly DiagnosticBag _bag;
    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private CsvReader(SourceFile file, DiagnosticBag bag) => (_file, _bag, _text) = (file, bag, file.Text);

    /// <summary>The delimiter in use.</summary>
    public char Delimiter { get; private set; } = ',';

    /// <summary>The comments, without their sign.</summary>
    public List<CsvField> Comments { get; } = [];

    /// <summary>The rows; what is wrong with quotes has been reported.</summary>
    public List<IReadOnlyList<CsvField>> Rows { get; } = [];

    /// <summary>Reads a file.</summary>
    public static CsvReader Read(SourceFile file, DiagnosticBag bag)
    {
        var reader = new CsvReader(file, bag);
        reader.ReadRows();
        return reader;
    }

    private void ReadRows()
    {
        var isFirst = true;
        while (_at < _text.Length)
        {
            if (SkipComment())
            {
                continue;
            }

            if (isFirst && NamesDelimiter())
            {
                isFirst = false;
                continue;
            }

            if (isFirst && _text[_at] != '\n')
            {
                Delimiter = FindDelimiter();
                isFirst = false;
            }

            var row = ReadRow();
            if (row.Exists(f => f.Text.Length > 0))
            {
                Rows.Add(row);
            }
        }
    }

    private bool SkipComment()
    {
        var rest = RestOfLine().TrimStart();
        // Some programs quote the comment with everything else.
        var bare = rest.TrimStart('"');
        if (!bare.StartsWith('#') && !bare.StartsWith("//", StringComparison.Ordinal))
        {
            return false;
        }

        Comments.Add(new(bare.ToString().Trim('#', '/', ' ', '"', ',', ';', '\t'), Here()));
        NextLine();
        return true;
    }

    private bool NamesDelimiter()
    {
        var line = RestOfLine();
        if (line.Length != 5 || !line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Delimiter = line[4];
        NextLine();
        return true;
    }

    private char FindDelimiter()
    {
        var line = RestOfLine().ToString();
        var quoted = false;
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        foreach (var c in line)
        {
            quoted ^= c == '"';
            if (!quoted && counts.TryGetValue(c, out var count))
            {
                counts[c] = count + 1;
            }
        }

        return counts.MaxBy(p => p.Value).Key;
    }

    private List<CsvField> ReadRow()
    {
        var row = new List<CsvField>();
        while (true)
        {
            row.Add(ReadField());
            if (_at < _text.Length && _text[_at] == Delimiter)
            {
                _at++;
                continue;
            }

            if (_at < _text.Length)
            {
                Break();
            }

            return row;
        }
    }

    private CsvField ReadField()
    {
        while (_at < _text.Length && _text[_at] is ' ')
        {
            _at++;
        }

        var mark = Here();
        if (_at < _text.Length && _text[_at] == '"')
        {
            return new(ReadQuoted(mark).Trim(), mark);
        }

        var start = _at;
        while (_at < _text.Length && _text[_at] != Delimiter && _text[_at] != '\n')
        {
            _at++;
        }

        return new(_text[start.._at].Trim(), mark);
    }

    private string ReadQuoted(Mark mark)
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == '"' && _at + 1 < _text.Length && _text[_at + 1] == '"')
            {
                text.Append('"');
                _at++;
            }
            else if (_text[_at] == '"')
            {
                _at++;
                AfterQuote();
                return text.ToString();
            }
            else
            {
                text.Append(_text[_at]);
                if (_text[_at] == '\n')
                {
                    (_line, _lineStart) = (_line + 1, _at + 1);
                }
            }
        }

        _bag.Error(DiagnosticCodes.MapNotCsv, mark, "the quote that starts here has no end", "close it, or double a quote that belongs to the text");
        return text.ToString();
    }

    private void AfterQuote()
    {
        while (_at < _text.Length && _text[_at] is ' ')
        {
            _at++;
        }

        if (_at < _text.Length && _text[_at] != Delimiter && _text[_at] != '\n')
        {
            _bag.Error(DiagnosticCodes.MapNotCsv, Here(), "text follows a closing quote", "double a quote that belongs to the text: \"\"");
            while (_at < _text.Length && _text[_at] != Delimiter && _text[_at] != '\n')
            {
                _at++;
            }
        }
    }

    private ReadOnlySpan<char> RestOfLine()
    {
        var end = _text.IndexOf('\n', _at);
        return _text.AsSpan(_at, (end < 0 ? _text.Length : end) - _at);
    }

    private void NextLine()
    {
        _at += RestOfLine().Length;
        if (_at < _text.Length)
        {
            Break();
        }
    }

    private void Break()
    {
        _at++;
        (_line, _lineStart) = (_line + 1, _at);
    }

    private Mark Here() => new(_file, _line, _at - _lineStart + 1);
}
