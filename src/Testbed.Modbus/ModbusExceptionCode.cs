using System.Globalization;

namespace Testbed.Modbus;

/// <summary>
/// Exception codes (AP 7). The server here originates 1 to 4; a foreign peer may send any non-zero byte, so values outside the list are legal to hold.
/// </summary>
public enum ModbusExceptionCode : byte
{
    /// <summary>No exception; never on the wire.</summary>
    None = 0,

    /// <summary>01: the function code is unknown or not allowed.</summary>
    IllegalFunction = 1,

    /// <summary>02: the address range does not exist.</summary>
    IllegalDataAddress = 2,

    /// <summary>03: the request's structure, quantity or coil value is wrong.</summary>
    IllegalDataValue = 3,

    /// <summary>04: the device failed while it acted.</summary>
    ServerDeviceFailure = 4,

    /// <summary>05: accepted, will take long.</summary>
    Acknowledge = 5,

    /// <summary>06: busy with a long command.</summary>
    ServerDeviceBusy = 6,

    /// <summary>08: parity error in a memory file.</summary>
    MemoryParityError = 8,

    /// <summary>0A: a gateway has no path.</summary>
    GatewayPathUnavailable = 10,

    /// <summary>0B: the device behind a gateway is silent.</summary>
    GatewayTargetFailedToRespond = 11,
}

/// <summary>Words for <see cref="ModbusExceptionCode"/>.</summary>
public static class ModbusExceptionCodeText
{
    /// <summary>Invariant text such as <c>exception 02 illegal data address</c>; the code in two hex digits.</summary>
    public static string Describe(this ModbusExceptionCode code)
    {
        string name = code switch
        {
            ModbusExceptionCode.None => "none",
            ModbusExceptionCode.IllegalFunction => "illegal function",
            ModbusExceptionCode.IllegalDataAddress => "illegal data address",
            ModbusExceptionCode.IllegalDataValue => "illegal data value",
            ModbusExceptionCode.ServerDeviceFailure => "server device failure",
            ModbusExceptionCode.Acknowledge => "acknowledge",
            ModbusExceptionCode.ServerDeviceBusy => "server device busy",
            ModbusExceptionCode.MemoryParityError => "memory parity error",
            ModbusExceptionCode.GatewayPathUnavailable => "gateway path unavailable",
            ModbusExceptionCode.GatewayTargetFailedToRespond => "gateway target device failed to respond",
            _ => "unknown",
        };
        return string.Create(CultureInfo.InvariantCulture, $"exception {(byte)code:X2} {name}");
    }
}
