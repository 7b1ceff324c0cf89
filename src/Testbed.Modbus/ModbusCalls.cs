namespace Testbed.Modbus;

/// <summary>Typed calls on the four tables. Outcomes are values; an argument outside the protocol's limits is the caller's mistake and throws.</summary>
public static partial class ModbusCalls
{
    /// <summary>FC 1: 1 to 2000 coils from <paramref name="address"/> on.</summary>
    public static Task<ModbusResult<bool[]>> ReadCoilsAsync(this IModbusChannel channel, byte unitId, ushort address, int quantity) =>
        ReadBitsAsync(channel, unitId, ModbusFunctionCode.ReadCoils, address, quantity);

    /// <summary>FC 2: 1 to 2000 discrete inputs from <paramref name="address"/> on.</summary>
    public static Task<ModbusResult<bool[]>> ReadDiscreteInputsAsync(this IModbusChannel channel, byte unitId, ushort address, int quantity) =>
        ReadBitsAsync(channel, unitId, ModbusFunctionCode.ReadDiscreteInputs, address, quantity);

    /// <summary>FC 3: 1 to 125 holding registers from <paramref name="address"/> on.</summary>
    public static Task<ModbusResult<ushort[]>> ReadHoldingRegistersAsync(this IModbusChannel channel, byte unitId, ushort address, int quantity) =>
        ReadRegistersAsync(channel, unitId, ModbusFunctionCode.ReadHoldingRegisters, address, quantity);

    /// <summary>FC 4: 1 to 125 input registers from <paramref name="address"/> on.</summary>
    public static Task<ModbusResult<ushort[]>> ReadInputRegistersAsync(this IModbusChannel channel, byte unitId, ushort address, int quantity) =>
        ReadRegistersAsync(channel, unitId, ModbusFunctionCode.ReadInputRegisters, address, quantity);

    /// <summary>FC 5: one coil.</summary>
    public static Task<ModbusResult> WriteSingleCoilAsync(this IModbusChannel channel, byte unitId, ushort address, bool value)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        return WriteAsync(channel, unitId, pdu[..ModbusRequestEncoder.WriteSingleCoil(pdu, address, value)]);
    }

    /// <summary>FC 6: one holding register.</summary>
    public static Task<ModbusResult> WriteSingleRegisterAsync(this IModbusChannel channel, byte unitId, ushort address, ushort value)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        return WriteAsync(channel, unitId, pdu[..ModbusRequestEncoder.WriteSingleRegister(pdu, address, value)]);
    }

    /// <summary>FC 15: 1 to 1968 coils from <paramref name="address"/> on.</summary>
    public static Task<ModbusResult> WriteMultipleCoilsAsync(this IModbusChannel channel, byte unitId, ushort address, ReadOnlySpan<bool> values)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        return WriteAsync(channel, unitId, pdu[..ModbusRequestEncoder.WriteMultipleCoils(pdu, address, values)]);
    }

    /// <summary>FC 16: 1 to 123 holding registers from <paramref name="address"/> on.</summary>
    public static Task<ModbusResult> WriteMultipleRegistersAsync(this IModbusChannel channel, byte unitId, ushort address, ReadOnlySpan<ushort> values)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        return WriteAsync(channel, unitId, pdu[..ModbusRequestEncoder.WriteMultipleRegisters(pdu, address, values)]);
    }

    /// <summary>FC 22: new value = (old AND <paramref name="andMask"/>) OR (<paramref name="orMask"/> AND NOT <paramref name="andMask"/>).</summary>
    public static Task<ModbusResult> MaskWriteRegisterAsync(this IModbusChannel channel, byte unitId, ushort address, ushort andMask, ushort orMask)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        return WriteAsync(channel, unitId, pdu[..ModbusRequestEncoder.WriteMask(pdu, address, andMask, orMask)]);
    }

    /// <summary>FC 23: writes 1 to 121 holding registers, then reads 1 to 125, in one request.</summary>
    public static Task<ModbusResult<ushort[]>> ReadWriteMultipleRegistersAsync(
        this IModbusChannel channel, byte unitId, ushort readAddress, int readQuantity, ushort writeAddress, ReadOnlySpan<ushort> values)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteReadWrite(pdu, readAddress, readQuantity, writeAddress, values);
        return CallAsync(channel, unitId, pdu[..length], static (in ModbusResponse response) => response.Registers.ToArray());
    }

    /// <summary>FC 24: up to 31 registers of the queue at a pointer address.</summary>
    public static Task<ModbusResult<ushort[]>> ReadFifoQueueAsync(this IModbusChannel channel, byte unitId, ushort pointerAddress)
    {
        ReadOnlySpan<byte> pdu = [ModbusFunctionCode.ReadFifoQueue, (byte)(pointerAddress >> 8), (byte)(pointerAddress & 0xFF)];
        return CallAsync(channel, unitId, pdu, static (in ModbusResponse response) => response.Registers.ToArray());
    }

    private static Task<ModbusResult<bool[]>> ReadBitsAsync(IModbusChannel channel, byte unitId, byte functionCode, ushort address, int quantity)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteRead(pdu, functionCode, address, quantity);
        return CallAsync(channel, unitId, pdu[..length], static (in ModbusResponse response) => response.Bits.ToArray());
    }

    private static Task<ModbusResult<ushort[]>> ReadRegistersAsync(IModbusChannel channel, byte unitId, byte functionCode, ushort address, int quantity)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteRead(pdu, functionCode, address, quantity);
        return CallAsync(channel, unitId, pdu[..length], static (in ModbusResponse response) => response.Registers.ToArray());
    }

    private static async Task<ModbusResult> DropValueAsync(Task<ModbusResult<bool>> call)
    {
        ModbusResult<bool> result = await call;
        return new ModbusResult(result.Status, result.Exception);
    }

    private static Task<ModbusResult> WriteAsync(IModbusChannel channel, byte unitId, ReadOnlySpan<byte> pdu) =>
        DropValueAsync(CallAsync(channel, unitId, pdu, static (in ModbusResponse _) => true));

    private static Task<ModbusResult<T>> CallAsync<T>(IModbusChannel channel, byte unitId, ReadOnlySpan<byte> pdu, ReadValue<T> readValue)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ModbusPdu.TryParseRequest(pdu, out ModbusRequest request);
        return ParseAsync(channel.SendPduAsync(unitId, pdu), request.IsValid ? request.Key : new ModbusRequestKey(pdu[0], 0, 0, 0), readValue);
    }

    private static async Task<ModbusResult<T>> ParseAsync<T>(Task<ModbusResult<byte[]>> call, ModbusRequestKey key, ReadValue<T> readValue)
    {
        ModbusResult<byte[]> raw = await call;
        if (raw.Status is not (ModbusStatus.Ok or ModbusStatus.Exception))
        {
            return new ModbusResult<T>(raw.Status);
        }

        if (ModbusPdu.TryParseResponse(key, raw.Value, out ModbusResponse response) != ModbusResponseStatus.Ok)
        {
            return new ModbusResult<T>(ModbusStatus.Malformed);
        }

        return response.IsException
            ? new ModbusResult<T>(ModbusStatus.Exception, default, response.Exception)
            : new ModbusResult<T>(ModbusStatus.Ok, readValue(response));
    }

    private delegate T ReadValue<T>(in ModbusResponse response);
}
