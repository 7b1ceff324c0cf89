namespace Testbed.Modbus;

/// <summary>Whether a response PDU is well formed and belongs to its request.</summary>
public enum ModbusResponseStatus
{
    /// <summary>A normal or exception response that agrees with the request.</summary>
    Ok,

    /// <summary>No bytes.</summary>
    Empty,

    /// <summary>The function code is neither the request's nor its exception form, or no normal response to it is known here.</summary>
    FunctionMismatch,

    /// <summary>Too short, or bytes trail.</summary>
    LengthMismatch,

    /// <summary>The byte count is not what the requested quantity needs.</summary>
    ByteCountMismatch,

    /// <summary>A write response does not echo address, value or quantity.</summary>
    EchoMismatch,

    /// <summary>An exception response with code 0.</summary>
    ExceptionCodeZero,
}
