using System.Globalization;

namespace Testbed.Modbus.Tests.Support;

/// <summary>Renders what a server or client reports, one line per event.</summary>
internal sealed class RecordingObserver : IModbusServerObserver, IModbusClientObserver
{
    internal List<string> Lines { get; } = [];

    public void OnServed(in ModbusCallContext context, in ModbusAdu request, ReadOnlySpan<byte> responsePdu)
    {
        ModbusPdu.TryParseRequest(request.Pdu, out ModbusRequest parsed);
        Lines.Add($"{context.Peer}: {ModbusText.Request(request.UnitId, request.Pdu)} -> {ModbusText.Response(parsed.Key, responsePdu)}");
    }

    public void OnUnknownUnit(in ModbusCallContext context, in ModbusAdu request) =>
        Lines.Add($"{context.Peer}: unknown {ModbusText.Request(request.UnitId, request.Pdu)}");

    public void OnMalformed(in ModbusCallContext context, ModbusFrameStatus reason, ReadOnlySpan<byte> received) =>
        Lines.Add($"{context.Peer}: {reason} {Hex.Text(received)}");

    public void OnUnmatched(in ModbusAdu response) =>
        Lines.Add(string.Create(CultureInfo.InvariantCulture, $"unmatched {response.TransactionId} {Hex.Text(response.Pdu)}"));
}
