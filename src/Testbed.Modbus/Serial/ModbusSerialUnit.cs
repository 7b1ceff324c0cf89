namespace Testbed.Modbus;

/// <summary>A unit on a serial line: a device's tables with the counters and the identification of its line. As thread safe as the device.</summary>
public sealed class ModbusSerialUnit : IModbusSerialDevice
{
    private readonly IModbusDevice _device;
    private readonly byte[] _serverId;

    /// <summary>Puts a device on a line.</summary>
    /// <param name="device">Answers for tables, files, queues and identification.</param>
    /// <param name="serverId">First byte or bytes of FC 17's answer, as the product defines them.</param>
    public ModbusSerialUnit(IModbusDevice device, ReadOnlySpan<byte> serverId)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(serverId.Length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(serverId.Length, ModbusLimits.MaxPduLength - 3);
        _device = device;
        _serverId = serverId.ToArray();
    }

    /// <summary>False while the unit's program is stopped: FC 17's run indicator.</summary>
    public bool IsRunning { get; set; } = true;

    /// <summary>Eight status outputs for FC 7, the first in the lowest bit.</summary>
    public byte ExceptionStatus { get; set; }

    /// <summary>False for a unit that is taken off the line and hears nothing.</summary>
    public bool IsConnected { get; set; } = true;

    /// <inheritdoc/>
    public ModbusSerialCounters Counters { get; } = new();

    /// <inheritdoc/>
    public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu) =>
        ModbusFunctionCode.IsOfSerialLines(context.FunctionCode) ? ModbusExceptionCode.None : _device.Admit(context, requestPdu);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        _device.ReadCoils(context, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        _device.ReadDiscreteInputs(context, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        _device.ReadHoldingRegisters(context, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        _device.ReadInputRegisters(context, address, destination);

    /// <inheritdoc/>
    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) =>
        _device.WriteCoils(context, address, values);

    /// <inheritdoc/>
    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) =>
        _device.WriteHoldingRegisters(context, address, values);

    /// <inheritdoc/>
    public ModbusExceptionCode CheckFileRecords(in ModbusCallContext context, ushort file, ushort record, int count) =>
        _device.CheckFileRecords(context, file, record, count);

    /// <inheritdoc/>
    public void ReadFileRecords(in ModbusCallContext context, ushort file, ushort record, Span<ushort> destination) =>
        _device.ReadFileRecords(context, file, record, destination);

    /// <inheritdoc/>
    public void WriteFileRecords(in ModbusCallContext context, ushort file, ushort record, ReadOnlySpan<ushort> values) =>
        _device.WriteFileRecords(context, file, record, values);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadFifoQueue(in ModbusCallContext context, ushort pointerAddress, Span<ushort> destination, out int count) =>
        _device.ReadFifoQueue(context, pointerAddress, destination, out count);

    /// <inheritdoc/>
    public ModbusDeviceIdentification? Identify(in ModbusCallContext context) => _device.Identify(context);

    /// <inheritdoc/>
    public ModbusExceptionCode Engineer(in ModbusCallContext context, in EngineeringRequest request, Span<byte> responsePdu, out int length) =>
        _device.Engineer(context, request, responsePdu, out length);

    /// <inheritdoc/>
    public ModbusExceptionCode ReadExceptionStatus(in ModbusCallContext context, out byte status)
    {
        status = ExceptionStatus;
        return ModbusExceptionCode.None;
    }

    /// <inheritdoc/>
    public int ReportServerId(in ModbusCallContext context, Span<byte> destination)
    {
        _serverId.CopyTo(destination);
        destination[_serverId.Length] = IsRunning ? (byte)0xFF : (byte)0;
        return _serverId.Length + 1;
    }
}
