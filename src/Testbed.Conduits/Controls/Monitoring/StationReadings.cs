using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Conduits;

/// <summary>A transmitter of a station by its place in the station's map: what an owner tells the monitor when it is set up.</summary>
internal sealed record Transmitter(PointConfig Point, SensorConfig Sensor)
{
    /// <summary>Noise in steps of the register; below 1 a reading that stands still says nothing.</summary>
    public double NoiseSteps => Sensor.Span * Sensor.NoisePercent / 100 * (Point.Scale == 0 ? 1 : Point.Scale);
}

/// <summary>The newest reading of a transmitter as it passed in clear.</summary>
/// <param name="Value">Engineering units.</param>
/// <param name="Tick">When it passed, simulated ms.</param>
/// <param name="Same">How many readings in a row, this one included, were the same.</param>
/// <param name="Since">When the first of these passed.</param>
internal readonly record struct Reading(double Value, long Tick, int Same, long Since);

/// <summary>What one asset's answers said of its process. Peer bytes never throw. Trial thread only.</summary>
internal sealed class StationReadings
{
    /// <summary>A reading older than this says nothing of now, ms.</summary>
    public const long FreshMs = 130_000;

    private readonly byte? _unit;
    private readonly Dictionary<Transmitter, Reading> _newest = [];

    /// <summary>Finds the transmitters in an asset's map.</summary>
    public StationReadings(Scenario scenario, AssetConfig asset)
    {
        _unit = asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Modbus)?.Unit is { } unit ? (byte)unit : null;
        var sensors = scenario.Process.Sensors.ToDictionary(s => s.Tag, StringComparer.Ordinal);
        Transmitters = [.. asset.Points.Where(p => p is { Tag: not null, IsNumeric: true } && sensors.ContainsKey(p.Tag)).Select(p => new Transmitter(p, sensors[p.Tag!]))];
    }

    /// <summary>What the asset's map has of the process.</summary>
    public IReadOnlyList<Transmitter> Transmitters { get; }

    /// <summary>When a write to the asset last passed, simulated ms; null for never.</summary>
    public long? WrittenAt { get; set; }

    /// <summary>The newest reading; null when there is none, or none that is fresh.</summary>
    public Reading? Of(Transmitter transmitter, long now) =>
        _newest.TryGetValue(transmitter, out var reading) && now - reading.Tick <= FreshMs ? reading : null;

    /// <summary>Takes an answer to a read. False when it holds no transmitter of the asset.</summary>
    public bool Take(byte unit, in ModbusRequestKey request, ReadOnlySpan<byte> pdu, long now)
    {
        if (TableOf(request.FunctionCode) is not { } table || (_unit is { } own && own != unit) || pdu.Length < 2 || pdu[0] != request.FunctionCode
            || pdu[1] != pdu.Length - 2 || pdu[1] != (table is ModbusTable.Coil or ModbusTable.DiscreteInput ? (request.Quantity + 7) / 8 : request.Quantity * 2))
        {
            return false;
        }

        var any = false;
        foreach (var transmitter in Transmitters)
        {
            var point = transmitter.Point;
            if (point.Table == table && point.IsReadable && point.Address >= request.Address && point.LastAddress < request.Address + request.Quantity)
            {
                Note(transmitter, ValueOf(point, point.Address - request.Address, pdu[2..]), now);
                any = true;
            }
        }

        return any;
    }

    private static ModbusTable? TableOf(byte function) => function switch
    {
        ModbusFunctionCode.ReadCoils => ModbusTable.Coil,
        ModbusFunctionCode.ReadDiscreteInputs => ModbusTable.DiscreteInput,
        ModbusFunctionCode.ReadHoldingRegisters => ModbusTable.HoldingRegister,
        ModbusFunctionCode.ReadInputRegisters => ModbusTable.InputRegister,
        _ => null,
    };

    private static double ValueOf(PointConfig point, int at, ReadOnlySpan<byte> data)
    {
        if (point.IsBitTable)
        {
            return (data[at / 8] >> (at % 8)) & 1;
        }

        Span<ushort> words = stackalloc ushort[4];
        for (var i = 0; i < point.Words; i++)
        {
            words[i] = (ushort)((data[2 * (at + i)] << 8) | data[(2 * (at + i)) + 1]);
        }

        return PointCodec.Decode(point, words[..point.Words]);
    }

    private void Note(Transmitter transmitter, double value, long now)
    {
        var before = _newest.GetValueOrDefault(transmitter);
        var isSame = before.Same > 0 && before.Value.Equals(value);
        _newest[transmitter] = isSame ? new(value, now, before.Same + 1, before.Since) : new(value, now, 1, now);
    }
}
