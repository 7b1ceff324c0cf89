namespace Testbed.Modbus;

/// <summary>Outcome of reading one ADU. Everything above <see cref="Ok"/> is malformed: the stream cannot be resynchronised and is to be closed.</summary>
public enum ModbusFrameStatus
{
    /// <summary>The buffer ends inside the frame.</summary>
    NeedMore,

    /// <summary>One whole frame was read.</summary>
    Ok,

    /// <summary>The protocol id is not 0.</summary>
    ProtocolIdNotZero,

    /// <summary>The length field is 0 or 1: no room for a function code.</summary>
    LengthTooShort,

    /// <summary>The length field is over 254: the PDU would exceed 253 bytes.</summary>
    LengthTooLong,
}

/// <summary>Questions about <see cref="ModbusFrameStatus"/>.</summary>
public static class ModbusFrameStatusExtensions
{
    /// <summary>True when the connection has to be closed.</summary>
    public static bool IsMalformed(this ModbusFrameStatus status) => status > ModbusFrameStatus.Ok;
}
