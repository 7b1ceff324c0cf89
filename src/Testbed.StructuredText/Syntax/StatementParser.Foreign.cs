namespace Testbed.StructuredText;

/// <content>What other languages of the standard would start a statement with: one message, and their text is passed over.</content>
internal sealed partial class StatementParser
{
    private static readonly HashSet<string> Instructions = new(StringComparer.OrdinalIgnoreCase)
    {
        "LD", "LDN", "ST", "STN", "S", "R", "ANDN", "ORN", "XORN", "ADD", "SUB", "MUL", "DIV", "GT", "GE", "EQ", "NE", "LE", "LT", "JMP", "JMPC", "JMPCN", "CAL", "CALC", "CALCN",
        "RET", "RETC", "RETCN",
    };

    private bool SkipForeign()
    {
        var next = reader.Peek(1).Kind;
        var isNamed = next == TokenKind.Identifier;
        if (isNamed && (reader.IsWord("STEP") || reader.IsWord("INITIAL_STEP") || reader.IsWord("TRANSITION")))
        {
            return SkipUnit(StCodes.ChartNotSupported, "Sequential Function Chart (steps, transitions) is not supported", "write the sequence as CASE over a step number");
        }

        if (isNamed && reader.IsWord("PROPERTY"))
        {
            return SkipUnit(StCodes.ObjectsNotSupported, "properties are not supported", "use methods");
        }

        // In Instruction List an operator or instruction starts the line and its operand follows.
        var isInstruction = reader.Kind is TokenKind.And or TokenKind.Or or TokenKind.Xor or TokenKind.Mod
            || (reader.Kind == TokenKind.Identifier && Instructions.Contains(reader.TextOf(reader.Current).ToString()));
        if (isInstruction && (isNamed || next is TokenKind.Address || reader.Peek(1).IsLiteral) && reader.Peek(2).Kind != TokenKind.Equal)
        {
            return SkipUnit(StCodes.InstructionListNotSupported, "Instruction List is not supported", "write the program in Structured Text");
        }

        return false;
    }

    private bool SkipUnit(string code, string message, string fix)
    {
        reader.Report(code, reader.Current.Span, message, fix);
        reader.SkipTo(t => t.EndsBody && !t.EndsMember);
        reader.Recovered();
        return true;
    }
}
