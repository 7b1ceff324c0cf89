namespace Testbed.StructuredText;

/// <summary>TB1050 to TB1149: meaning of a program. Append only.</summary>
internal static partial class StCodes
{
    /// <summary>A name that nothing has.</summary>
    public const string UnknownName = "TB1050";

    /// <summary>A type that nobody declares.</summary>
    public const string UnknownType = "TB1051";

    /// <summary>A name declared twice in one scope.</summary>
    public const string DuplicateName = "TB1052";

    /// <summary>A type that contains itself.</summary>
    public const string RecursiveType = "TB1053";

    /// <summary>More memory than a controller has.</summary>
    public const string MemoryLimit = "TB1054";

    /// <summary>A value that must be known when compiling, and is not.</summary>
    public const string NotConstant = "TB1055";

    /// <summary>A constant that its type cannot hold.</summary>
    public const string ValueOutOfRange = "TB1056";

    /// <summary>A value of one type where another is wanted and none converts to it.</summary>
    public const string TypeMismatch = "TB1057";

    /// <summary>Operands that an operator does not take.</summary>
    public const string OperatorTypes = "TB1058";

    /// <summary>A target of an assignment that is no variable.</summary>
    public const string NotAVariable = "TB1059";

    /// <summary>A write to what cannot be written.</summary>
    public const string ReadOnly = "TB1060";

    /// <summary>An index on what is no array, or not as many indices as dimensions.</summary>
    public const string IndexShape = "TB1061";

    /// <summary>A constant index outside of its array.</summary>
    public const string IndexRange = "TB1062";

    /// <summary>An element that a structure or block does not have.</summary>
    public const string UnknownMember = "TB1063";

    /// <summary>A call of what cannot be called.</summary>
    public const string NotCallable = "TB1064";

    /// <summary>A parameter that the called unit does not have.</summary>
    public const string UnknownParameter = "TB1065";

    /// <summary>A parameter that must be given and is not.</summary>
    public const string MissingParameter = "TB1066";

    /// <summary>A parameter given twice.</summary>
    public const string DuplicateParameter = "TB1067";

    /// <summary>Too many arguments, or formal and informal ones in one call.</summary>
    public const string ArgumentShape = "TB1068";

    /// <summary>Arguments that no overload of a standard function takes.</summary>
    public const string NoOverload = "TB1069";

    /// <summary>An internal variable of a block used from outside.</summary>
    public const string NotVisible = "TB1070";

    /// <summary>An expression without a value where one is wanted.</summary>
    public const string NoValue = "TB1071";

    /// <summary>A unit that calls itself.</summary>
    public const string Recursion = "TB1072";

    /// <summary>A CASE label that another label already covers.</summary>
    public const string DuplicateLabel = "TB1073";

    /// <summary>A range whose end lies before its start.</summary>
    public const string EmptyRange = "TB1074";

    /// <summary>FOR with a step of zero.</summary>
    public const string ZeroStep = "TB1075";

    /// <summary>EXIT or CONTINUE outside of a loop.</summary>
    public const string OutsideLoop = "TB1076";

    /// <summary>A direct address that there is not.</summary>
    public const string BadLocation = "TB1077";

    /// <summary>VAR_EXTERNAL without the global it names, or with another type.</summary>
    public const string ExternalMismatch = "TB1078";

    /// <summary>A declaration that its section does not allow.</summary>
    public const string BadDeclaration = "TB1079";

    /// <summary>A task that is not declared or cannot be.</summary>
    public const string BadTask = "TB1080";

    /// <summary>A program instance of what is no program.</summary>
    public const string BadProgram = "TB1081";

    /// <summary>An initial value whose shape is not that of its type.</summary>
    public const string InitialShape = "TB1082";

    /// <summary>An enumeration value that several types have.</summary>
    public const string AmbiguousName = "TB1083";

    /// <summary>Nothing to run.</summary>
    public const string NoProgram = "TB1084";

    /// <summary>An integer that a real holds only rounded (warning).</summary>
    public const string PrecisionLoss = "TB1085";

    /// <summary>An enumeration used as an integer (warning).</summary>
    public const string EnumerationAsInteger = "TB1086";

    /// <summary>Expressions or statements nested too deep.</summary>
    public const string NestedTooDeep = "TB1087";

    /// <summary>Division by a constant zero.</summary>
    public const string ConstantZeroDivision = "TB1088";

    /// <summary>A bit or part that a type does not have.</summary>
    public const string BadPart = "TB1089";

    /// <summary>More than one configuration.</summary>
    public const string SeveralConfigurations = "TB1090";

    /// <summary>A text longer than the string that gets it (warning).</summary>
    public const string TextTooLong = "TB1091";

    /// <summary>A bit string used as a number, or an integer as a bit string (warning).</summary>
    public const string BitStringAsNumber = "TB1092";

    /// <summary>A chain of calls longer than the stack of a thread may hold.</summary>
    public const string CallsTooDeep = "TB1093";

    /// <summary>An incompletely specified address (<c>%I*</c>) that no VAR_CONFIG completes (warning).</summary>
    public const string IncompleteAddress = "TB1094";

    /// <summary>A reference used as one to another type (warning).</summary>
    public const string OtherReference = "TB1095";

    /// <summary>A value in a type of the same kind that does not hold every value (warning): checked when it runs.</summary>
    public const string Narrowing = "TB1096";
}
