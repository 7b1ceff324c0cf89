namespace Testbed.Modbus;

/// <summary>A request under way. Its owner's lock guards everything but <see cref="Task"/>.</summary>
internal sealed class PendingCall(ushort transactionId, byte unitId)
{
    // Asynchronous continuations: the caller's code must run neither inside the read loop nor inside the timer's callback.
    private readonly TaskCompletionSource<ModbusResult<byte[]>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ushort TransactionId { get; } = transactionId;

    internal byte UnitId { get; } = unitId;

    internal ITimer? Timer { get; set; }

    internal Task<ModbusResult<byte[]>> Task => _completion.Task;

    internal void Complete(ModbusResult<byte[]> result)
    {
        Timer?.Dispose();
        _completion.TrySetResult(result);
    }
}
