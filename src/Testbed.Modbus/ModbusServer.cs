namespace Testbed.Modbus;

/// <summary>
/// Modbus/TCP server for connections that somebody else accepted (IG 4.4.2). Itself immutable, serving any number of connections; devices and observer
/// are called on the threads of these, so that a single-threaded synchronization context at the caller confines them.
/// Requests are answered in order, however they are split or merged. A wrong MBAP header closes the connection, an unknown unit gets no answer,
/// a bad PDU gets an exception. Nothing is awaited but the stream: its reads, and its writes only while the peer's window is full, which keeps a peer that
/// never reads from filling our memory. No allocation per request.
/// </summary>
public sealed class ModbusServer
{
    private readonly IModbusDevice?[] _units = new IModbusDevice?[256];
    private readonly IModbusServerObserver? _observer;

    /// <summary>A device with one unit id, which also answers as 0 and 255 (IG 4.4.1.2).</summary>
    public ModbusServer(IModbusDevice device, byte unitId = 1, IModbusServerObserver? observer = null)
        : this(device, new Dictionary<byte, IModbusDevice> { [unitId] = device }, observer)
    {
    }

    /// <summary>Several units behind one address. <paramref name="device"/> answers as 0 and 255 unless <paramref name="units"/> says otherwise.</summary>
    public ModbusServer(IModbusDevice device, IReadOnlyDictionary<byte, IModbusDevice> units, IModbusServerObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(units);
        _observer = observer;
        _units[ModbusLimits.DeviceUnitIdZero] = device;
        _units[ModbusLimits.DeviceUnitId] = device;
        foreach ((byte unitId, IModbusDevice unit) in units)
        {
            _units[unitId] = unit;
        }
    }

    /// <summary>
    /// Serves one connection until it ends, then disposes <paramref name="stream"/>. Nothing a peer does makes it throw; a throw of a device or of the
    /// observer closes the connection and comes out here.
    /// </summary>
    public Task<ModbusConnectionEnd> ServeAsync(Stream stream, ModbusCallContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new ModbusServerConnection(stream, _units, _observer, context).RunAsync(cancellationToken);
    }
}
