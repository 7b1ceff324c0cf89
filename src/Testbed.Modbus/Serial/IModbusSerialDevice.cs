namespace Testbed.Modbus;

/// <summary>A unit on a serial line: it also answers the function codes that AP reserves for those (7, 8, 11, 12, 17).</summary>
public interface IModbusSerialDevice : IModbusDevice
{
    /// <summary>What the unit counts about its line. Confined to the thread that serves it.</summary>
    ModbusSerialCounters Counters { get; }

    /// <summary>FC 7 (AP 6.7): eight status outputs, the first in the lowest bit.</summary>
    ModbusExceptionCode ReadExceptionStatus(in ModbusCallContext context, out byte status);

    /// <summary>FC 17 (AP 6.13): writes server id, run indicator (0 or FF hex) and further data; returns the bytes written, 2 to 251.</summary>
    int ReportServerId(in ModbusCallContext context, Span<byte> destination);
}
