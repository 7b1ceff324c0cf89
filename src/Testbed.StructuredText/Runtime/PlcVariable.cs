namespace Testbed.StructuredText;

/// <summary>An elementary variable of a program, or an elementary element of a structured one. Immutable; the value is in an instance of the program.</summary>
/// <param name="Path">With the instances it is in, for example <c>Station.pid.Kp</c> or <c>Main.levels[2]</c>; a global has its own name only.</param>
/// <param name="TypeName">IEC name of its type, for example <c>REAL</c>.</param>
/// <param name="Section">VAR, VAR_INPUT, VAR_OUTPUT, VAR_GLOBAL and so on, as written.</param>
/// <param name="IsConstant">Declared CONSTANT: never written.</param>
/// <param name="IsRetained">Keeps its value over a warm start.</param>
/// <param name="Address">Direct address such as <c>%QX0.1</c>, or null.</param>
public sealed record PlcVariable(string Path, string TypeName, string Section, bool IsConstant, bool IsRetained, string? Address)
{
    /// <summary>Where it is in memory.</summary>
    internal int Offset { get; init; }

    /// <summary>Bit of its byte for a BOOL at a direct address, else -1.</summary>
    internal int Bit { get; init; } = -1;

    /// <summary>Its type.</summary>
    internal StType Type { get; init; } = ElementaryType.Of(Elementary.Bool);
}
