namespace Testbed.Modbus;

/// <summary>
/// Four tables in memory, each from address 0 to its size; beyond it exception 2. Not thread safe: confined to the one thread (or single-threaded
/// executor) that serves its connections and runs its owner's scan. There a request is one call, so that no reader sees half a write.
/// </summary>
public sealed class RegisterBank : IModbusDevice
{
    private readonly bool[] _coils;
    private readonly bool[] _discreteInputs;
    private readonly ushort[] _inputRegisters;
    private readonly ushort[] _holdingRegisters;

    /// <summary>Creates zeroed tables of the given sizes (0 to 65536 addresses each).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is outside 0..65536.</exception>
    public RegisterBank(int coils, int discreteInputs, int inputRegisters, int holdingRegisters)
    {
        _coils = new bool[CheckSize(coils)];
        _discreteInputs = new bool[CheckSize(discreteInputs)];
        _inputRegisters = new ushort[CheckSize(inputRegisters)];
        _holdingRegisters = new ushort[CheckSize(holdingRegisters)];
    }

    /// <summary>What FC 43/14 tells; null answers exception 1.</summary>
    public ModbusDeviceIdentification? Identification { get; init; }

    /// <summary>Files of FC 20 and 21 by number (1 to 65535), each with its records (at most 10,000).</summary>
    public IReadOnlyDictionary<ushort, ushort[]> Files { get; init; } = new Dictionary<ushort, ushort[]>();

    /// <summary>Queues of FC 24 by pointer address; the owner adds and takes.</summary>
    public IReadOnlyDictionary<ushort, Queue<ushort>> FifoQueues { get; init; } = new Dictionary<ushort, Queue<ushort>>();

    /// <summary>The coils, for the owner's own logic.</summary>
    public Span<bool> Coils => _coils;

    /// <summary>The discrete inputs, for the owner's own logic.</summary>
    public Span<bool> DiscreteInputs => _discreteInputs;

    /// <summary>The input registers, for the owner's own logic.</summary>
    public Span<ushort> InputRegisters => _inputRegisters;

    /// <summary>The holding registers, for the owner's own logic.</summary>
    public Span<ushort> HoldingRegisters => _holdingRegisters;

    /// <inheritdoc/>
    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        Copy(_coils, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        Copy(_discreteInputs, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        Copy(_holdingRegisters, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        Copy(_inputRegisters, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) =>
        Store(values, _coils, address);

    /// <inheritdoc/>
    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) =>
        Store(values, _holdingRegisters, address);

    /// <inheritdoc/>
    public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu)
    {
        bool isServed = context.FunctionCode switch
        {
            ModbusFunctionCode.ReadFileRecord or ModbusFunctionCode.WriteFileRecord => Files.Count > 0,
            ModbusFunctionCode.ReadFifoQueue => FifoQueues.Count > 0,
            ModbusFunctionCode.EncapsulatedInterface => Identification is not null,
            _ => ModbusFunctionCode.IsOfTables(context.FunctionCode),
        };
        return isServed ? ModbusExceptionCode.None : ModbusExceptionCode.IllegalFunction;
    }

    /// <inheritdoc/>
    public ModbusExceptionCode CheckFileRecords(in ModbusCallContext context, ushort file, ushort record, int count) =>
        Files.TryGetValue(file, out ushort[]? records) && record + count <= records.Length
            ? ModbusExceptionCode.None
            : ModbusExceptionCode.IllegalDataAddress;

    /// <inheritdoc/>
    public void ReadFileRecords(in ModbusCallContext context, ushort file, ushort record, Span<ushort> destination) =>
        Files[file].AsSpan(record, destination.Length).CopyTo(destination);

    /// <inheritdoc/>
    public void WriteFileRecords(in ModbusCallContext context, ushort file, ushort record, ReadOnlySpan<ushort> values) =>
        values.CopyTo(Files[file].AsSpan(record));

    /// <inheritdoc/>
    public ModbusExceptionCode ReadFifoQueue(in ModbusCallContext context, ushort pointerAddress, Span<ushort> destination, out int count)
    {
        count = 0;
        if (!FifoQueues.TryGetValue(pointerAddress, out Queue<ushort>? queue))
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        if (queue.Count > destination.Length)
        {
            return ModbusExceptionCode.IllegalDataValue;
        }

        foreach (ushort value in queue)
        {
            destination[count++] = value;
        }

        return ModbusExceptionCode.None;
    }

    /// <inheritdoc/>
    public ModbusDeviceIdentification? Identify(in ModbusCallContext context) => Identification;

    private static ModbusExceptionCode Copy<T>(T[] table, int address, Span<T> destination)
    {
        if (address + destination.Length > table.Length)
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        table.AsSpan(address, destination.Length).CopyTo(destination);
        return ModbusExceptionCode.None;
    }

    private static ModbusExceptionCode Store<T>(ReadOnlySpan<T> values, T[] table, int address)
    {
        if (address + values.Length > table.Length)
        {
            return ModbusExceptionCode.IllegalDataAddress;
        }

        values.CopyTo(table.AsSpan(address));
        return ModbusExceptionCode.None;
    }

    private static int CheckSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, ModbusLimits.AddressSpace);
        return size;
    }
}
