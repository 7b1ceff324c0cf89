namespace Testbed.StructuredText;

/// <summary>
/// Cuts a source into tokens (IEC 61131-3:2013, 6.1). Comments of all three kinds and pragmas are left out. What is wrong in a token is reported here and the token given all the same,
/// with a harmless value, so that the parser does not stumble over it again.
/// </summary>
internal sealed partial class Lexer
{
    private readonly string _text;
    private readonly int _source;
    private readonly DiagnosticSink _sink;
    private readonly List<Token> _tokens = [];
    private int _at;
    private bool _commentsNest = true;
    private bool _isCut;

    private Lexer(string text, int source, DiagnosticSink sink) => (_text, _source, _sink) = (text, source, sink);

    /// <summary>All tokens in order; the last is <see cref="TokenKind.EndOfFile"/>.</summary>
    public static IReadOnlyList<Token> Tokenize(string text, int source, DiagnosticSink sink)
    {
        var lexer = new Lexer(text, source, sink);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length)
            {
                break;
            }

            var start = _at;
            Next(start);
            if (_at == start)
            {
                SkipUnknown();
            }
        }

        Add(TokenKind.EndOfFile, _text.Length, _isCut ? true : null);
    }

    private void Next(int start)
    {
        var c = _text[start];
        if (IsWordStart(c))
        {
            Word(start);
        }
        else if (char.IsAsciiDigit(c))
        {
            Number(start, start, null);
        }
        else if (c is '\'' or '"')
        {
            Text(start, null);
        }
        else if (c == '%')
        {
            Address(start);
        }
        else
        {
            var (kind, length) = Keywords.SignAt(_text.AsSpan(start));
            if (length > 0)
            {
                _at += length;
                Add(kind, start);
            }
        }
    }

    /// <summary>A name, a keyword, or the type in front of a typed literal.</summary>
    private void Word(int start)
    {
        while (_at < _text.Length && IsWordPart(_text[_at]))
        {
            _at++;
        }

        var word = _text.AsSpan(start, _at - start);
        if (Peek(0) == '#' && TypedLiteral(start, word))
        {
            return;
        }

        if (word.Equals("TRUE", StringComparison.OrdinalIgnoreCase) || word.Equals("FALSE", StringComparison.OrdinalIgnoreCase))
        {
            Add(TokenKind.Bool, start, word.Length == 4);
            return;
        }

        Add(Keywords.OfWord(word), start);
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsWhiteSpace(c) || c is '\uFEFF' or '\u001A')
            {
                _at++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                var end = _text.AsSpan(_at).IndexOfAny('\n', '\r');
                _at = end < 0 ? _text.Length : _at + end;
            }
            else if (c == '(' && Peek(1) == '*')
            {
                Comment('(', ')');
            }
            else if (c == '/' && Peek(1) == '*')
            {
                Comment('/', '/');
            }
            else if (c == '{')
            {
                Pragma();
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>
    /// Comments nest (table 3); in the second edition they did not. Where the nested reading finds no end and the other does, that one is taken from here on.
    /// </summary>
    private void Comment(char open, char close)
    {
        var start = _at;
        if (SkipDebugLine())
        {
            return;
        }

        if (_commentsNest && SkipNested(open, close))
        {
            SkipDescription(start);
            return;
        }

        var end = _text.IndexOf($"*{close}", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            _isCut = true;
            Report(StCodes.UnterminatedComment, start, 2, $"a comment starts here and does not end: '*{close}' is missing");
        }
        else if (_commentsNest)
        {
            _commentsNest = false;
            var message = $"a '{open}*' in this comment has no '*{close}' of its own; comments of this source are taken not to nest from here on";
            _sink.Warning(StCodes.CommentInComment, new SourceSpan(_source, start, 2), message);
        }

        _at = end < 0 ? _text.Length : end + 2;
    }

    /// <summary>A widespread tool keeps foreign code for its debugger in comments of one line each, in which <c>*)</c> may stand.</summary>
    private bool SkipDebugLine()
    {
        var line = _text.AsSpan(_at);
        var end = line.IndexOfAny('\n', '\r');
        line = (end < 0 ? line : line[..end]).TrimEnd();
        if (!line.StartsWith("(*DBG:", StringComparison.Ordinal) || !line.EndsWith("*)", StringComparison.Ordinal))
        {
            return false;
        }

        _at += line.Length;
        return true;
    }

    private bool SkipNested(char open, char close)
    {
        var depth = 0;
        do
        {
            var isOpen = _text[_at] == open && Peek(1) == '*';
            var isClose = _text[_at] == '*' && Peek(1) == close;
            depth += isOpen ? 1 : isClose ? -1 : 0;
            _at += isOpen || isClose ? 2 : 1;
        }
        while (depth > 0 && _at < _text.Length);
        return depth == 0;
    }

    /// <summary>Exports of a well-known tool keep a description as plain text between two comments.</summary>
    private void SkipDescription(int start)
    {
        const string Open = "(*@KEY@:DESCRIPTION*)";
        const string Close = "(*@KEY@:END_DESCRIPTION*)";
        if (_text.AsSpan(start, _at - start).SequenceEqual(Open))
        {
            var end = _text.IndexOf(Close, _at, StringComparison.Ordinal);
            _at = end < 0 ? _at : end + Close.Length;
        }
    }

    /// <summary>Pragmas, and the foreign code that some tools keep in double braces.</summary>
    private void Pragma()
    {
        var close = Peek(1) == '{' ? "}}" : "}";
        var end = _text.IndexOf(close, _at, StringComparison.Ordinal);
        if (end < 0)
        {
            _isCut = true;
            Report(StCodes.UnterminatedComment, _at, 1, $"a pragma starts here and does not end: '{close}' is missing");
        }

        _at = end < 0 ? _text.Length : end + close.Length;
    }

    /// <summary>One report for a run of them: a source in another alphabet, or no source at all.</summary>
    private void SkipUnknown()
    {
        var start = _at;
        do
        {
            _at++;
        }
        while (_at < _text.Length && !IsKnown(_text[_at]));

        Add(TokenKind.Unknown, start);
        var first = _text[start];
        var shown = char.IsControl(first) || char.IsSurrogate(first) ? $"character {(int)first:X4} hex" : $"'{first}'";
        Report(StCodes.UnexpectedCharacter, start, _at - start, $"{shown} is no part of Structured Text here");
    }

    private static bool IsKnown(char c) => char.IsWhiteSpace(c) || IsWordPart(c) || c is '\'' or '"' or '%' or '{' || Keywords.SignAt([c]).Length > 0;

    private static bool IsWordStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c);

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void Add(TokenKind kind, int start, object? value = null, string? type = null) =>
        _tokens.Add(new Token(kind, new SourceSpan(_source, start, _at - start), value, type));

    private void Report(string code, int start, int length, string message, string? fix = null) => _sink.Error(code, new SourceSpan(_source, start, length), message, fix);
}
