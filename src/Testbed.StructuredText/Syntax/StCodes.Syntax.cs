namespace Testbed.StructuredText;

/// <summary>Codes of the diagnostics of Structured Text. Never reused, never renumbered.</summary>
internal static partial class StCodes
{
    /// <summary>A character that no token starts with.</summary>
    public const string UnexpectedCharacter = "TB1001";

    /// <summary>A comment or pragma that does not end.</summary>
    public const string UnterminatedComment = "TB1002";

    /// <summary>A string that does not end on its line.</summary>
    public const string UnterminatedString = "TB1003";

    /// <summary>A dollar sign in a string without one of the sequences of table 6 after it.</summary>
    public const string BadEscape = "TB1004";

    /// <summary>A number that is none, or does not fit 64 bits.</summary>
    public const string BadNumber = "TB1005";

    /// <summary>A duration that is none, or beyond 292 years.</summary>
    public const string BadDuration = "TB1006";

    /// <summary>A date or time of day that is none, or that nanoseconds in 64 bits do not reach.</summary>
    public const string BadDate = "TB1007";

    /// <summary>A direct address that is none.</summary>
    public const string BadAddress = "TB1008";

    /// <summary>Nested too deeply.</summary>
    public const string TooDeep = "TB1009";

    /// <summary>A certain word or sign is missing.</summary>
    public const string Expected = "TB1010";

    /// <summary>No expression where one is needed.</summary>
    public const string ExpectedExpression = "TB1011";

    /// <summary>What stands here starts no statement.</summary>
    public const string ExpectedStatement = "TB1012";

    /// <summary>A construct without its END.</summary>
    public const string MissingEnd = "TB1013";

    /// <summary>What stands here starts no declaration.</summary>
    public const string ExpectedDeclaration = "TB1014";

    /// <summary>No type where one is needed.</summary>
    public const string ExpectedType = "TB1015";

    /// <summary>Classes, interfaces, methods, properties, namespaces.</summary>
    public const string ObjectsNotSupported = "TB1016";

    /// <summary>Pointers and references.</summary>
    public const string PointersNotSupported = "TB1017";

    /// <summary>Steps, transitions and actions.</summary>
    public const string ChartNotSupported = "TB1018";

    /// <summary>Instruction List.</summary>
    public const string InstructionListNotSupported = "TB1019";

    /// <summary>The left side of an assignment is no variable.</summary>
    public const string NotAssignable = "TB1020";

    /// <summary><c>=</c> where <c>:=</c> is meant.</summary>
    public const string EqualsAssigns = "TB1021";

    /// <summary>An expression that stands alone and does nothing.</summary>
    public const string NotACall = "TB1022";

    /// <summary>An END, ELSE or UNTIL that belongs to nothing.</summary>
    public const string NothingToEnd = "TB1023";

    /// <summary>A source larger than the limit.</summary>
    public const string SourceTooLarge = "TB1024";

    /// <summary>Variables declared after the first statement, or outside of any section.</summary>
    public const string LateVariables = "TB1025";

    /// <summary>A section of variables that there is not.</summary>
    public const string UnknownSection = "TB1026";

    /// <summary>A feature of the language or of a vendor that is left out.</summary>
    public const string NotSupported = "TB1027";

    /// <summary>Comments that nest only in part.</summary>
    public const string CommentInComment = "TB1029";

    /// <summary>A return type on something that returns nothing.</summary>
    public const string UnexpectedReturnType = "TB1028";

    /// <summary>A PLCopen project that is no well-formed XML, or carries a DTD.</summary>
    public const string PlcOpenMalformed = "TB1030";

    /// <summary>XML that is no PLCopen project.</summary>
    public const string NotPlcOpen = "TB1031";

    /// <summary>A unit of a PLCopen project whose body is not Structured Text.</summary>
    public const string PlcOpenOtherLanguage = "TB1032";

    /// <summary>Something that a PLCopen project must say and does not.</summary>
    public const string PlcOpenIncomplete = "TB1033";

    /// <summary>A PLCopen project larger or deeper than the limits.</summary>
    public const string PlcOpenTooLarge = "TB1034";

    /// <summary>An address of an element relative to its structure (table 11), which is not used.</summary>
    public const string RelativeAddress = "TB1036";

    /// <summary>Access paths (6.8.1, VAR_ACCESS), which are not used.</summary>
    public const string AccessPaths = "TB1037";

    /// <summary>Something in a PLCopen project that is left out.</summary>
    public const string PlcOpenLeftOut = "TB1035";
}
