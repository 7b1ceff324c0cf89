using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using Table = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks.Tests;

/// <summary>A controller of points. Strict: ranges are kept, only FC 1 to 6 are served, events are recorded.</summary>
internal sealed class FakeController(FakeRange range, AssetConfig asset) : IModbusDevice
{
    private readonly Dictionary<string, ushort> _words = asset.Points.ToDictionary(p => p.Name, p => (ushort)Math.Round((p.Initial ?? 0) * p.Scale));

    public AssetConfig Asset => asset;

    public FakeRange Range => range;

    public List<AuditRecord> Records { get; } = [];

    public List<string> Sessions { get; } = [];

    public Dictionary<string, int> Failures { get; } = [];

    public int Served { get; private set; }

    public double? Value(string point) => asset.Points.FirstOrDefault(p => p.Name == point) is { } p ? _words[point] / p.Scale : null;

    public void Record(string category, string type, bool success, string subject = "attacker")
    {
        if (range.Strict)
        {
            Records.Add(new(range.Clock.GetUtcNow(), asset.Id, category, type, Records.Count + 1, success ? "success" : "failure", subject, ""));
        }
    }

    public bool TryWrite(PointConfig point, ushort raw, string subject)
    {
        var value = raw / point.Scale;
        var ok = !range.Strict || (value >= (point.Min ?? double.MinValue) && value <= (point.Max ?? double.MaxValue));
        _words[point.Name] = ok ? raw : _words[point.Name];
        Record(ok ? AuditCategories.ControlSystem : AuditCategories.RequestError, "write", ok, subject);
        return ok;
    }

    public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) => Bits(Table.Coil, address, destination);

    public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) =>
        Bits(Table.DiscreteInput, address, destination);

    public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        Words(Table.HoldingRegister, address, destination);

    public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) =>
        Words(Table.InputRegister, address, destination);

    public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu) =>
        !ModbusFunctionCode.IsOfTables(context.FunctionCode) || (context.FunctionCode >= 15 && range.Strict)
            ? ModbusExceptionCode.IllegalFunction
            : ModbusExceptionCode.None;

    public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) =>
        Write(Table.Coil, address, (ushort)(values[0] ? 1 : 0));

    public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) =>
        Write(Table.HoldingRegister, address, values[0]);

    private PointConfig? Find(Table table, int address) => asset.Points.FirstOrDefault(p => p.Table == table && p.Address == address);

    private ModbusExceptionCode Bits(Table table, int address, Span<bool> destination)
    {
        var words = new ushort[destination.Length];
        var code = Words(table, address, words);
        for (var i = 0; i < words.Length; i++)
        {
            destination[i] = words[i] != 0;
        }

        return code;
    }

    private ModbusExceptionCode Words(Table table, int address, Span<ushort> destination)
    {
        Served++;
        for (var i = 0; i < destination.Length; i++)
        {
            if (Find(table, address + i) is not { } point)
            {
                Record(AuditCategories.RequestError, "address", false);
                Record(AuditCategories.Reconnaissance, "address", false);
                return ModbusExceptionCode.IllegalDataAddress;
            }

            destination[i] = _words[point.Name];
        }

        return ModbusExceptionCode.None;
    }

    private ModbusExceptionCode Write(Table table, int address, ushort raw) =>
        Find(table, address) is not { } point ? ModbusExceptionCode.IllegalDataAddress
        : TryWrite(point, raw, "modbus") ? ModbusExceptionCode.None : ModbusExceptionCode.IllegalDataValue;
}
