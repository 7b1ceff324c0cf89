using System.Globalization;
using Testbed.Modbus;
using Testbed.Scenarios;
using Table = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>An attacker's Modbus connection to one unit: every call leaves an evidence line.</summary>
internal sealed class ModbusLink : IDisposable
{
    private readonly IAttackRange _range;

    private ModbusLink(IAttackRange range, Stream stream, byte unit) =>
        (_range, Client, Unit) = (range, new ModbusClient(stream, range.Clock, AttackTimes.Call), unit);

    /// <summary>The client, for raw bytes.</summary>
    public ModbusClient Client { get; }

    /// <summary>The addressed unit.</summary>
    public byte Unit { get; }

    /// <summary>Dials a service; null when it does not open.</summary>
    public static async Task<ModbusLink?> OpenAsync(IAttackRange range, string from, string to, ServiceConfig service) =>
        service.Protocol == ServiceProtocol.ModbusSecurity ? await SecuredModbus.OpenAsync(range, from, to, service)
        : await range.OpenAsync(from, to, service.Port) is { } stream ? Over(range, stream, (byte)(service.Unit ?? 1)) : null;

    /// <summary>Speaks Modbus over a stream got otherwise.</summary>
    public static ModbusLink Over(IAttackRange range, Stream stream, byte unit) => new(range, stream, unit);

    /// <summary>Reads one or more values of a table; null unless answered normally. Bits come as 0 and 1.</summary>
    public async Task<ushort[]?> ReadAsync(Table table, int address, int count = 1)
    {
        var function = (byte)(table switch { Table.Coil => 1, Table.DiscreteInput => 2, Table.HoldingRegister => 3, _ => 4 });
        var pdu = new byte[5];
        ModbusRequestEncoder.WriteRead(pdu, function, (ushort)address, count);
        var result = await SendAsync(pdu);
        if (!result.IsOk || result.Value.Length < 3 || result.Value[0] != function)
        {
            return null;
        }

        var data = result.Value.AsMemory(2);
        return function <= 2
            ? [.. Enumerable.Range(0, count).Where(i => i / 8 < data.Length).Select(i => (ushort)((data.Span[i / 8] >> (i % 8)) & 1))]
            : [.. Enumerable.Range(0, data.Length / 2).Select(i => (ushort)((data.Span[2 * i] << 8) | data.Span[(2 * i) + 1]))];
    }

    /// <summary>Writes one point with FC 5 or 6, or with FC 15 or 16 (always for several registers); true when the peer acknowledged it.</summary>
    public async Task<bool> WriteAsync(WriteTarget target, double raw, bool multiple = false)
    {
        var result = await SendAsync(WritePdu(target, raw, multiple));
        return result.IsOk && result.Value.Length > 0 && result.Value[0] < ModbusLimits.ExceptionFlag;
    }

    /// <summary>The PDU of a write of one point.</summary>
    public static byte[] WritePdu(WriteTarget target, double raw, bool multiple = false)
    {
        var pdu = new byte[ModbusLimits.MaxPduLength];
        var address = (ushort)target.Point.Address;
        var length = (target.Point.Table == Table.Coil, multiple || target.Point.Words > 1) switch
        {
            (true, false) => ModbusRequestEncoder.WriteSingleCoil(pdu, address, raw != 0),
            (true, true) => ModbusRequestEncoder.WriteMultipleCoils(pdu, address, [raw != 0]),
            (false, false) => ModbusRequestEncoder.WriteSingleRegister(pdu, address, target.Words(raw)[0]),
            _ => ModbusRequestEncoder.WriteMultipleRegisters(pdu, address, target.Words(raw)),
        };
        return pdu[..length];
    }

    /// <summary>Sends any PDU and waits for the answer.</summary>
    public async Task<ModbusResult<byte[]>> SendAsync(byte[] pdu, byte? unit = null)
    {
        var result = await Client.SendPduAsync(unit ?? Unit, pdu);
        _range.Note("pdu", string.Create(CultureInfo.InvariantCulture, $"{ModbusText.Request(unit ?? Unit, pdu)}: {result}"));
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();
}
