using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Testbed.StructuredText;

/// <summary>Faults of standard functions, apart from the code that checks for them so that the check stays small.</summary>
internal static class PlcThrow
{
    /// <summary>A value that a type cannot hold.</summary>
    [DoesNotReturn]
    public static void Range(object value, string type) =>
        throw new PlcFaultException(PlcFaultCode.Range, string.Create(CultureInfo.InvariantCulture, $"{value} does not fit into {type}"));

    /// <summary>A value that a function does not take.</summary>
    [DoesNotReturn]
    public static void Range(string detail) => throw new PlcFaultException(PlcFaultCode.Range, detail);

    /// <summary>Division by zero.</summary>
    [DoesNotReturn]
    public static void DivisionByZero(string detail) => throw new PlcFaultException(PlcFaultCode.DivisionByZero, detail);
}
