namespace Testbed.StructuredText;

/// <summary>
/// The parser's place among the tokens, and its conduct on mistakes. After a mistake <see cref="IsRecovering"/> holds until a place is found from which to go on; meanwhile nothing more is
/// reported and nothing that is missing is looked for, so one mistake makes one message. Two mistakes at one token are one.
/// </summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens, string text, DiagnosticSink sink)
{
    /// <summary>Statements, types and expressions nest no deeper; all that comes after the parser goes through the tree by recursion.</summary>
    public const int DeepestNesting = 128;

    private readonly HashSet<string> _noted = [];
    private int _at;
    private int _depth;
    private int _reportedAt = -1;

    public Token Current => tokens[_at];

    /// <summary>The token before, or the first.</summary>
    public Token Previous => tokens[Math.Max(0, _at - 1)];

    public int Position => _at;

    public bool IsRecovering { get; private set; }

    /// <summary>Mistakes found so far, or suppressed as consequences of others.</summary>
    public int Mistakes { get; private set; }

    public TokenKind Kind => tokens[_at].Kind;

    public Token Peek(int ahead) => tokens[Math.Min(_at + ahead, tokens.Count - 1)];

    /// <summary>Spelling of a token.</summary>
    public ReadOnlySpan<char> TextOf(Token token) => text.AsSpan(token.Span.Start, token.Span.Length);

    /// <summary>An identifier of this spelling: words that mean something in one place only.</summary>
    public bool IsWord(string word, int ahead = 0) => Peek(ahead).Kind == TokenKind.Identifier && TextOf(Peek(ahead)).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives the present token and goes on; stays at the end.</summary>
    public Token Advance()
    {
        var token = tokens[_at];
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return token;
    }

    public bool Accept(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    public bool AcceptWord(string word)
    {
        if (!IsWord(word))
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Takes the token if it is there; else reports that it is missing. Takes nothing in recovery: the token may be the place from which to go on.</summary>
    public bool Expect(TokenKind kind, string after)
    {
        if (IsRecovering || Accept(kind))
        {
            return !IsRecovering;
        }

        Report(StCodes.Expected, MissingAt(), $"expected {Keywords.Show(kind)} {after}, found {Show(Current)}");
        return false;
    }

    /// <summary>A name. Where it is missing: an empty one, which those who come after take for reported.</summary>
    public Identifier Name(string what)
    {
        if (Kind == TokenKind.Identifier)
        {
            var token = Advance();
            return new Identifier(token.Span, TextOf(token).ToString());
        }

        if (IsMisplacedWord())
        {
            Note(StCodes.Expected, Current.Span, $"expected {what}, found {Show(Current)}", $"{Show(Current)} is a word of the language and cannot be a name");
            return new Identifier(Advance().Span with { Length = 0 }, "");
        }

        Report(StCodes.Expected, Current.Span, $"expected {what}, found {Show(Current)}");
        return new Identifier(Current.Span with { Length = 0 }, "");
    }

    /// <summary>Whether a keyword stands where a name is needed, as if it were one: on the same line, and none that would go on with what comes before.</summary>
    public bool IsMisplacedWord() => !IsRecovering && !IsOnNewLine() && (Current.StartsStatement || Kind is TokenKind.Array or TokenKind.Struct
        || (Kind is >= TokenKind.And and <= TokenKind.Return && Peek(1).Kind is TokenKind.Colon or TokenKind.Comma or TokenKind.Assign));

    public void Report(string code, SourceSpan at, string message, string? fix = null)
    {
        if (!IsRecovering && _reportedAt != _at && !Current.IsReported)
        {
            sink.Error(code, at, message, fix);
        }

        _reportedAt = _at;
        IsRecovering = true;
        Mistakes++;
    }

    /// <summary>Reports something the parser understands and passes over: no recovery follows.</summary>
    public void Note(string code, SourceSpan at, string message, string? fix = null)
    {
        if (!IsRecovering)
        {
            sink.Error(code, at, message, fix);
            Mistakes++;
        }
    }

    /// <summary>As <see cref="Note"/>, but of what is found everywhere once it is used: the first of a code in a source only.</summary>
    public void NoteOnce(string code, SourceSpan at, string message, string? fix = null)
    {
        if (!IsRecovering && _noted.Add(code))
        {
            sink.Error(code, at, message, fix);
        }
    }

    /// <summary>Warns of something that is read and not used, the first time in a source.</summary>
    public void WarnOnce(string code, SourceSpan at, string message)
    {
        if (!IsRecovering && _noted.Add(code))
        {
            sink.Warning(code, at, message);
        }
    }

    /// <summary>A place from which to go on is found.</summary>
    public void Recovered() => IsRecovering = false;

    /// <summary>Skips to the first token that fits, or to the end.</summary>
    public void SkipTo(Func<Token, bool> fits)
    {
        while (Kind != TokenKind.EndOfFile && !fits(Current))
        {
            Advance();
        }
    }

    /// <summary>One level deeper; false, with a report, when that is too deep. <see cref="Leave"/> follows in both cases.</summary>
    public bool Enter()
    {
        if (++_depth <= DeepestNesting)
        {
            return true;
        }

        Report(StCodes.TooDeep, Current.Span, $"nested more than {DeepestNesting} levels deep", "split it into several statements or functions");
        return false;
    }

    public void Leave() => _depth--;

    /// <summary>From a token's start to the end of the last token taken.</summary>
    public SourceSpan Since(SourceSpan start) => start with { Length = Math.Max(0, Math.Max(Previous.End, start.Start) - start.Start) };

    /// <summary>As shown in messages.</summary>
    public string Show(Token token) => token.Kind switch
    {
        TokenKind.EndOfFile => "the end of the source",
        TokenKind.Identifier or TokenKind.Address or TokenKind.Part or TokenKind.String or TokenKind.WideString => Shorten(TextOf(token)),
        _ when token.IsLiteral => Shorten(TextOf(token)),
        _ => Keywords.Show(token.Kind),
    };

    /// <summary>Where something is missing: right behind the token before, if what was found is on another line; else at what was found.</summary>
    private SourceSpan MissingAt()
    {
        return IsOnNewLine() ? new SourceSpan(Current.Span.Source, Previous.End, 0) : Current.Span;
    }

    /// <summary>Whether the present token is on another line than the one before.</summary>
    public bool IsOnNewLine() => _at > 0 && text.AsSpan(Previous.End, Math.Max(0, Current.Span.Start - Previous.End)).Contains('\n');

    private static string Shorten(ReadOnlySpan<char> shown) => shown.Length <= 40 ? $"'{shown}'" : $"'{shown[..37]}...'";
}
