namespace Testbed.Scenarios;

/// <summary>How the registers of a point are read as a value.</summary>
public enum PointType
{
    /// <summary>One bit: a coil, a discrete input, a bit of a register, or a register that holds 0 or 1.</summary>
    Bool,

    /// <summary>Two's complement, one register.</summary>
    Int16,

    /// <summary>One register.</summary>
    Uint16,

    /// <summary>Two's complement, two registers.</summary>
    Int32,

    /// <summary>Two registers.</summary>
    Uint32,

    /// <summary>Two's complement, four registers. Engineering values are exact up to 2^53.</summary>
    Int64,

    /// <summary>Four registers. Engineering values are exact up to 2^53.</summary>
    Uint64,

    /// <summary>IEEE 754 single, two registers.</summary>
    Float32,

    /// <summary>IEEE 754 double, four registers.</summary>
    Float64,

    /// <summary>Text, two characters of ISO 8859-1 per register, the rest filled with NUL.</summary>
    String,
}

/// <summary>
/// Order of bytes and words of a value on the wire, in the letters integrators use: A is the most significant byte. Longer values repeat the pattern, so
/// that of four registers <see cref="Cdab"/> sends the least significant first. Byte swapping concerns single registers too.
/// </summary>
public enum WordOrder
{
    /// <summary>Big-endian, the order of the standard.</summary>
    Abcd,

    /// <summary>Least significant word first, bytes in order.</summary>
    Cdab,

    /// <summary>Most significant word first, bytes swapped.</summary>
    Badc,

    /// <summary>Little-endian throughout.</summary>
    Dcba,
}

/// <summary>What masters may do with a point.</summary>
public enum PointAccess
{
    /// <summary>Read (<c>R</c>).</summary>
    R,

    /// <summary>Write only (<c>W</c>): a command, reading it is exception 2.</summary>
    W,

    /// <summary>Read and write (<c>RW</c>).</summary>
    Rw,
}
