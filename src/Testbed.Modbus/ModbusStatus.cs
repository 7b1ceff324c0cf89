namespace Testbed.Modbus;

/// <summary>How a client call ended.</summary>
public enum ModbusStatus
{
    /// <summary>Answered normally.</summary>
    Ok,

    /// <summary>Answered with an exception code.</summary>
    Exception,

    /// <summary>No answer within the client's time-out; a later one is ignored.</summary>
    TimedOut,

    /// <summary>The connection was closed before or while waiting.</summary>
    ConnectionClosed,

    /// <summary>The answer is malformed or does not belong to the request.</summary>
    Malformed,
}
