namespace Testbed.Modbus;

/// <content>Raw calls; typed ones are extensions in <see cref="ModbusCalls"/>.</content>
public sealed partial class ModbusClient
{
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
}
