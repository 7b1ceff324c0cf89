namespace Testbed.StructuredText;

/// <summary>What stops a program. The numbers are shown to people and never change.</summary>
public enum PlcFaultCode
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>A scan took more work than its budget: a loop that does not end.</summary>
    Watchdog = 1,

    /// <summary>An index outside of its array.</summary>
    ArrayIndex = 2,

    /// <summary>Division by zero, of integers or reals.</summary>
    DivisionByZero = 3,

    /// <summary>A value outside of its subrange, or a conversion to a type that cannot hold the value.</summary>
    Range = 4,

    /// <summary>FOR with a step of zero.</summary>
    LoopStep = 5,

    /// <summary>The runtime itself failed: a mistake of the compiler or of a standard function, not of the program.</summary>
    Internal = 6,

    /// <summary>A reference that refers to nothing was followed.</summary>
    NullReference = 7,
}

/// <summary>Why a program stopped, and where in its source.</summary>
/// <param name="Code">What happened.</param>
/// <param name="Source">Name of the source.</param>
/// <param name="Line">Line, 1-based.</param>
/// <param name="Detail">In words, with the values.</param>
public sealed record PlcFault(PlcFaultCode Code, string Source, int Line, string Detail);
