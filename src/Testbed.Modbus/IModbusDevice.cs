namespace Testbed.Modbus;

/// <summary>
/// What a unit does with valid requests. Called once per request, synchronously, on the thread that serves the connection; the quantity is within the
/// protocol's limits and the range within the address space, so that an implementation checks its own map, its rights and its values.
/// It returns None or the exception code to answer. Spans are valid only during the call. On an exception nothing may have been changed, and what a
/// read put into its destination is not sent. It must not throw for anything a peer sent: a throw ends the connection and reaches the server's caller.
/// </summary>
public interface IModbusDevice
{
    /// <summary>
    /// Whether the device serves the context's function code to this caller at all: None, or the exception to answer before the request is even parsed. By default the
    /// codes of the four tables (1 to 6, 15, 16, 22, 23) are served and all others exception 1.
    /// </summary>
    ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu) =>
        ModbusFunctionCode.IsOfTables(context.FunctionCode) ? ModbusExceptionCode.None : ModbusExceptionCode.IllegalFunction;

    /// <summary>FC 1: fills <paramref name="destination"/> from coil <paramref name="address"/> on.</summary>
    ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination);

    /// <summary>FC 2: fills <paramref name="destination"/> from discrete input <paramref name="address"/> on.</summary>
    ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination);

    /// <summary>FC 3: fills <paramref name="destination"/> from holding register <paramref name="address"/> on.</summary>
    ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination);

    /// <summary>FC 4: fills <paramref name="destination"/> from input register <paramref name="address"/> on.</summary>
    ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination);

    /// <summary>FC 5 and 15: sets coils from <paramref name="address"/> on, all or none.</summary>
    ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values);

    /// <summary>FC 6 and 16: sets holding registers from <paramref name="address"/> on, all or none.</summary>
    ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values);

    /// <summary>
    /// Whether FC 20 or 21 may touch <paramref name="count"/> records of a file from <paramref name="record"/> on: None or the exception to answer.
    /// All sub-requests are checked before the first is carried out. Without files, which is the default: exception 1.
    /// </summary>
    ModbusExceptionCode CheckFileRecords(in ModbusCallContext context, ushort file, ushort record, int count) => ModbusExceptionCode.IllegalFunction;

    /// <summary>FC 20: fills <paramref name="destination"/> from a record of a file on. Called after a successful check.</summary>
    void ReadFileRecords(in ModbusCallContext context, ushort file, ushort record, Span<ushort> destination)
    {
    }

    /// <summary>FC 21: sets the records of a file from <paramref name="record"/> on. Called after a successful check.</summary>
    void WriteFileRecords(in ModbusCallContext context, ushort file, ushort record, ReadOnlySpan<ushort> values)
    {
    }

    /// <summary>FC 24: copies the queue at a pointer address, oldest first, without taking from it. More than 31 are exception 3.</summary>
    ModbusExceptionCode ReadFifoQueue(in ModbusCallContext context, ushort pointerAddress, Span<ushort> destination, out int count)
    {
        count = 0;
        return ModbusExceptionCode.IllegalFunction;
    }

    /// <summary>FC 43/14: what the unit says it is; null, the default, answers exception 1.</summary>
    ModbusDeviceIdentification? Identify(in ModbusCallContext context) => null;

    /// <summary>
    /// FC 100: a parsed request of the engineering service. The device writes the response PDU, of at least 253 bytes, and its length; by default exception 1.
    /// </summary>
    ModbusExceptionCode Engineer(in ModbusCallContext context, in EngineeringRequest request, Span<byte> responsePdu, out int length)
    {
        length = 0;
        return ModbusExceptionCode.IllegalFunction;
    }
}
