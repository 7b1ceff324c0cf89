namespace Testbed.StructuredText;

/// <summary>Spellings of keywords and signs (tables 1 to 4), both ways.</summary>
internal static class Keywords
{
    private static readonly (string Text, TokenKind Kind)[] Words =
    [
        ("AND", TokenKind.And), ("OR", TokenKind.Or), ("XOR", TokenKind.Xor), ("NOT", TokenKind.Not), ("MOD", TokenKind.Mod),

        // Other tools have these beside AND and OR for what AND and OR of BOOL do here: the right side is not evaluated where the left decides.
        ("AND_THEN", TokenKind.And), ("OR_ELSE", TokenKind.Or),
        ("IF", TokenKind.If), ("THEN", TokenKind.Then), ("ELSIF", TokenKind.Elsif), ("ELSE", TokenKind.Else), ("END_IF", TokenKind.EndIf),
        ("CASE", TokenKind.Case), ("OF", TokenKind.Of), ("END_CASE", TokenKind.EndCase),
        ("FOR", TokenKind.For), ("TO", TokenKind.To), ("BY", TokenKind.By), ("DO", TokenKind.Do), ("END_FOR", TokenKind.EndFor),
        ("WHILE", TokenKind.While), ("END_WHILE", TokenKind.EndWhile), ("REPEAT", TokenKind.Repeat), ("UNTIL", TokenKind.Until), ("END_REPEAT", TokenKind.EndRepeat),
        ("EXIT", TokenKind.Exit), ("CONTINUE", TokenKind.Continue), ("RETURN", TokenKind.Return),
        ("VAR", TokenKind.Var), ("VAR_INPUT", TokenKind.VarInput), ("VAR_OUTPUT", TokenKind.VarOutput), ("VAR_IN_OUT", TokenKind.VarInOut), ("VAR_TEMP", TokenKind.VarTemp),
        ("VAR_EXTERNAL", TokenKind.VarExternal), ("VAR_GLOBAL", TokenKind.VarGlobal), ("VAR_ACCESS", TokenKind.VarAccess), ("VAR_CONFIG", TokenKind.VarConfig),
        ("END_VAR", TokenKind.EndVar), ("ARRAY", TokenKind.Array), ("STRUCT", TokenKind.Struct), ("END_STRUCT", TokenKind.EndStruct),
        ("TYPE", TokenKind.Type), ("END_TYPE", TokenKind.EndType), ("PROGRAM", TokenKind.Program), ("END_PROGRAM", TokenKind.EndProgram),
        ("FUNCTION", TokenKind.Function), ("END_FUNCTION", TokenKind.EndFunction), ("FUNCTION_BLOCK", TokenKind.FunctionBlock), ("END_FUNCTION_BLOCK", TokenKind.EndFunctionBlock),
        ("END_CLASS", TokenKind.EndClass), ("END_ACTION", TokenKind.EndAction), ("END_METHOD", TokenKind.EndMethod),
        ("CONFIGURATION", TokenKind.Configuration), ("END_CONFIGURATION", TokenKind.EndConfiguration), ("END_RESOURCE", TokenKind.EndResource),
    ];

    /// <summary>Longest first, so that the first that fits is the right one.</summary>
    private static readonly (string Text, TokenKind Kind)[] Signs =
    [
        (":=", TokenKind.Assign), ("=>", TokenKind.Output), ("..", TokenKind.DotDot), ("**", TokenKind.Power), ("<>", TokenKind.NotEqual), ("<=", TokenKind.LessOrEqual),
        (">=", TokenKind.GreaterOrEqual), ("?=", TokenKind.ReferenceAssign), (":", TokenKind.Colon), (";", TokenKind.Semicolon), (",", TokenKind.Comma), (".", TokenKind.Dot),
        ("(", TokenKind.OpenParenthesis), (")", TokenKind.CloseParenthesis), ("[", TokenKind.OpenBracket), ("]", TokenKind.CloseBracket), ("+", TokenKind.Plus),
        ("-", TokenKind.Minus), ("*", TokenKind.Star), ("/", TokenKind.Slash), ("=", TokenKind.Equal), ("<", TokenKind.Less), (">", TokenKind.Greater), ("^", TokenKind.Caret),
        ("#", TokenKind.Hash), ("&", TokenKind.And),
    ];

    private static readonly Dictionary<string, TokenKind> ByText = Words.ToDictionary(w => w.Text, w => w.Kind, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, TokenKind>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByText.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Dictionary<TokenKind, string> ByKind = MakeByKind();

    /// <summary>The kind of a word: a keyword without case, or an identifier.</summary>
    public static TokenKind OfWord(ReadOnlySpan<char> word) => BySpan.TryGetValue(word, out var kind) ? kind : TokenKind.Identifier;

    /// <summary>The sign at the start, with its length; length 0 when there is none.</summary>
    public static (TokenKind Kind, int Length) SignAt(ReadOnlySpan<char> text)
    {
        foreach (var (sign, kind) in Signs)
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
            {
                return (kind, sign.Length);
            }
        }

        return (TokenKind.EndOfFile, 0);
    }

    /// <summary>As shown in messages: <c>END_IF</c>, <c>';'</c>.</summary>
    public static string Show(TokenKind kind) => ByKind.GetValueOrDefault(kind, "a name");

    private static Dictionary<TokenKind, string> MakeByKind()
    {
        var shown = new Dictionary<TokenKind, string>();
        foreach (var (text, kind) in Words.Concat(Signs.Select(s => ($"'{s.Text}'", s.Kind))))
        {
            shown.TryAdd(kind, text);
        }

        return shown;
    }
}
