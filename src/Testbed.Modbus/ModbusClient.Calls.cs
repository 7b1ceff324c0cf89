namespace Testbed.Modbus;

/// <content>Calls: one per function code, and the raw ones that attack techniques need.</content>
public sealed partial class ModbusClient
{
    /// <summary>FC 1: 1 to 2000 coils from <paramref name="address"/> on.</summary>
    public Task<ModbusResult<bool[]>> ReadCoilsAsync(byte unitId, ushort address, int quantity) =>
        ReadBitsAsync(unitId, ModbusFunctionCode.ReadCoils, address, quantity);

    /// <summary>FC 2: 1 to 2000 discrete inputs from <paramref name="address"/> on.</summary>
    public Task<ModbusResult<bool[]>> ReadDiscreteInputsAsync(byte unitId, ushort address, int quantity) =>
        ReadBitsAsync(unitId, ModbusFunctionCode.ReadDiscreteInputs, address, quantity);

    /// <summary>FC 3: 1 to 125 holding registers from <paramref name="address"/> on.</summary>
    public Task<ModbusResult<ushort[]>> ReadHoldingRegistersAsync(byte unitId, ushort address, int quantity) =>
        ReadRegistersAsync(unitId, ModbusFunctionCode.ReadHoldingRegisters, address, quantity);

    /// <summary>FC 4: 1 to 125 input registers from <paramref name="address"/> on.</summary>
    public Task<ModbusResult<ushort[]>> ReadInputRegistersAsync(byte unitId, ushort address, int quantity) =>
        ReadRegistersAsync(unitId, ModbusFunctionCode.ReadInputRegisters, address, quantity);

    /// <summary>FC 5: one coil.</summary>
    public Task<ModbusResult> WriteSingleCoilAsync(byte unitId, ushort address, bool value)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteSingleCoil(pdu, address, value);
        ushort echo = value ? ModbusLimits.CoilOn : (ushort)0;
        return WriteTableAsync(SendPduAsync(unitId, pdu[..length]), new ModbusRequestKey(ModbusFunctionCode.WriteSingleCoil, address, 1, echo));
    }

    /// <summary>FC 6: one holding register.</summary>
    public Task<ModbusResult> WriteSingleRegisterAsync(byte unitId, ushort address, ushort value)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteSingleRegister(pdu, address, value);
        return WriteTableAsync(SendPduAsync(unitId, pdu[..length]), new ModbusRequestKey(ModbusFunctionCode.WriteSingleRegister, address, 1, value));
    }

    /// <summary>FC 15: 1 to 1968 coils from <paramref name="address"/> on.</summary>
    public Task<ModbusResult> WriteMultipleCoilsAsync(byte unitId, ushort address, ReadOnlySpan<bool> values)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteMultipleCoils(pdu, address, values);
        var key = new ModbusRequestKey(ModbusFunctionCode.WriteMultipleCoils, address, (ushort)values.Length, EchoedValue: 0);
        return WriteTableAsync(SendPduAsync(unitId, pdu[..length]), key);
    }

    /// <summary>FC 16: 1 to 123 holding registers from <paramref name="address"/> on.</summary>
    public Task<ModbusResult> WriteMultipleRegistersAsync(byte unitId, ushort address, ReadOnlySpan<ushort> values)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteMultipleRegisters(pdu, address, values);
        var key = new ModbusRequestKey(ModbusFunctionCode.WriteMultipleRegisters, address, (ushort)values.Length, EchoedValue: 0);
        return WriteTableAsync(SendPduAsync(unitId, pdu[..length]), key);
    }

    /// <summary>
    /// Sends any PDU of 1 to 253 bytes, legal or not, in a correct frame. The value is the response PDU as received, also for an exception response or a
    /// response with a foreign unit id or a bad exception (Malformed); it is not matched against the request: see
    /// <see cref="ModbusText.Response(in ModbusRequestKey, ReadOnlySpan{byte})"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The PDU has no or more than 253 bytes; use <see cref="SendRawAsync"/>.</exception>
    public Task<ModbusResult<byte[]>> SendPduAsync(byte unitId, ReadOnlySpan<byte> pdu)
    {
        byte[] frame = ModbusFrame.ToAdu(transactionId: 0, unitId, pdu);
        PendingCall? call = Register(unitId, transactionId: null);
        if (call is null)
        {
            return Task.FromResult(new ModbusResult<byte[]>(ModbusStatus.ConnectionClosed));
        }

        ModbusFrame.WriteHeader(frame, call.TransactionId, unitId, pdu.Length);

        // Not awaited: a full peer's window must not keep the call from timing out. A failed write ends the connection and with it the call.
        _ = WriteAsync(frame);
        return call.Task;
    }

    /// <summary>
    /// Writes bytes as they are, one write of the stream per call, so that calls awaited one after another keep their segments apart. Completes when
    /// the stream has taken them: Ok or ConnectionClosed. Announce responses with <see cref="ExpectAsync"/>; others go to the observer.
    /// </summary>
    public Task<ModbusResult> SendRawAsync(ReadOnlyMemory<byte> bytes) =>
        IsOpen ? WriteAsync(bytes) : Task.FromResult(new ModbusResult(ModbusStatus.ConnectionClosed));

    /// <summary>
    /// Waits for a response with this transaction id to something that <see cref="SendRawAsync"/> is about to write; call it first. The time-out starts now.
    /// </summary>
    /// <exception cref="InvalidOperationException">The transaction id is already pending.</exception>
    public Task<ModbusResult<byte[]>> ExpectAsync(ushort transactionId, byte unitId) =>
        Register(unitId, transactionId)?.Task ?? Task.FromResult(new ModbusResult<byte[]>(ModbusStatus.ConnectionClosed));

    private Task<ModbusResult<bool[]>> ReadBitsAsync(byte unitId, byte functionCode, ushort address, int quantity)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteRead(pdu, functionCode, address, quantity);
        var key = new ModbusRequestKey(functionCode, address, (ushort)quantity, EchoedValue: 0);
        return ParseAsync(SendPduAsync(unitId, pdu[..length]), key, static (in ModbusResponse response) => response.Bits.ToArray());
    }

    private Task<ModbusResult<ushort[]>> ReadRegistersAsync(byte unitId, byte functionCode, ushort address, int quantity)
    {
        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        int length = ModbusRequestEncoder.WriteRead(pdu, functionCode, address, quantity);
        var key = new ModbusRequestKey(functionCode, address, (ushort)quantity, EchoedValue: 0);
        return ParseAsync(SendPduAsync(unitId, pdu[..length]), key, static (in ModbusResponse response) => response.Registers.ToArray());
    }

    private static async Task<ModbusResult> WriteTableAsync(Task<ModbusResult<byte[]>> call, ModbusRequestKey key)
    {
        ModbusResult<bool> result = await ParseAsync(call, key, static (in ModbusResponse _) => true);
        return new ModbusResult(result.Status, result.Exception);
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
