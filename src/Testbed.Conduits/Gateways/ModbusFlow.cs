using System.Buffers;
using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Conduits;

/// <summary>
/// Both directions of one Modbus connection through the server-side gateway end: frames bytes with the strict parser, asks the pipeline about every PDU and
/// writes the ledger. Without a strict control it carries what it cannot parse unchanged. Pure bytes in, bytes out.
/// </summary>
internal sealed class ModbusFlow(FlowContext flow, BoundaryMechanism boundary, GatewayLedger ledger, DeclaredPolicy declared)
{
    private readonly ArrayBufferWriter<byte> _fromClient = new(512);
    private readonly ArrayBufferWriter<byte> _fromServer = new(512);
    private readonly Dictionary<ushort, (byte Unit, ModbusRequestKey Key)> _pending = [];
    private bool _opaque;

    /// <summary>Bytes for the server that the last call produced.</summary>
    public ArrayBufferWriter<byte> ToServer { get; } = new(512);

    /// <summary>Bytes for the client that the last call produced.</summary>
    public ArrayBufferWriter<byte> ToClient { get; } = new(512);

    /// <summary>Takes bytes of the client. False when the connection has to end.</summary>
    public bool OnClientBytes(ReadOnlySpan<byte> bytes)
    {
        ToServer.ResetWrittenCount();
        ToClient.ResetWrittenCount();
        if (_opaque)
        {
            ToServer.Write(bytes);
            return true;
        }

        _fromClient.Write(bytes);
        var rest = _fromClient.WrittenSpan;
        while (true)
        {
            var status = ModbusFrame.TryReadAdu(rest, out var adu, out var consumed);
            if (status == ModbusFrameStatus.NeedMore)
            {
                Keep(_fromClient, rest);
                return true;
            }

            if (status.IsMalformed())
            {
                return OnMalformed(rest, ToServer, status.ToString());
            }

            if (!OnRequest(adu, rest[..consumed]))
            {
                return false;
            }

            rest = rest[consumed..];
        }
    }

    /// <summary>Takes bytes of the server. False when the connection has to end.</summary>
    public bool OnServerBytes(ReadOnlySpan<byte> bytes)
    {
        ToServer.ResetWrittenCount();
        ToClient.ResetWrittenCount();
        if (_opaque)
        {
            ToClient.Write(bytes);
            return true;
        }

        _fromServer.Write(bytes);
        var rest = _fromServer.WrittenSpan;
        while (true)
        {
            var status = ModbusFrame.TryReadAdu(rest, out var adu, out var consumed);
            if (status == ModbusFrameStatus.NeedMore)
            {
                Keep(_fromServer, rest);
                return true;
            }

            if (status.IsMalformed())
            {
                return OnMalformed(rest, ToClient, status.ToString());
            }

            if (!OnResponse(adu, rest[..consumed]))
            {
                return false;
            }

            rest = rest[consumed..];
        }
    }

    private static void Keep(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> rest)
    {
        if (rest.Length == buffer.WrittenCount)
        {
            return;
        }

        Span<byte> copy = stackalloc byte[ModbusLimits.MaxAduLength];
        rest.CopyTo(copy);
        buffer.ResetWrittenCount();
        buffer.Write(copy[..rest.Length]);
    }

    private bool OnRequest(in ModbusAdu adu, ReadOnlySpan<byte> frame)
    {
        var code = ModbusPdu.TryParseRequest(adu.Pdu, out var request);
        ModbusExceptionCode? invalid = code == ModbusExceptionCode.None ? null : code;
        var text = ModbusText.Request(adu.UnitId, adu.Pdu);
        declared.Report(flow, adu.UnitId, request, invalid, text, ledger);
        foreach (var control in boundary.Working)
        {
            control.OnArrival(flow, adu, request);
        }

        if (boundary.Strict is { } strict && _pending.ContainsKey(adu.TransactionId))
        {
            ledger.Blocked(flow, strict.Config.Id, "duplicate-transaction", text);
            ledger.Event(new GatewayEvent(GatewayEvents.Malformed, flow.From, flow.To, flow.Port, "duplicate transaction id"));
            return false;
        }

        string? permit = null;
        var by = "";
        foreach (var control in boundary.Working)
        {
            var verdict = control.OnRequest(flow, adu, request, invalid);
            if (verdict.Blocked)
            {
                ledger.Blocked(flow, control.Config.Id, verdict.Rule ?? "", text);
                Answer(adu, verdict.Exception);
                return !verdict.Close;
            }

            (permit, by) = verdict.Rule is null ? (permit, by) : (verdict.Rule, control.Config.Id);
        }

        _pending[adu.TransactionId] = (adu.UnitId, request.Key);
        ledger.Forwarded(flow, by, permit ?? "", text);
        ToServer.Write(frame);
        return true;
    }

    private bool OnResponse(in ModbusAdu adu, ReadOnlySpan<byte> frame)
    {
        var known = _pending.Remove(adu.TransactionId, out var request);
        var text = known ? ModbusText.Response(request.Key, adu.Pdu) : "unmatched response";
        var fits = known && request.Unit == adu.UnitId
            && (ModbusPdu.TryParseResponse(request.Key, adu.Pdu, out _) == ModbusResponseStatus.Ok || boundary.Strict is null);
        if (boundary.Strict is { } strict && !fits)
        {
            ledger.Blocked(flow, strict.Config.Id, "unmatched-response", text);
            ledger.Event(new GatewayEvent(GatewayEvents.Malformed, flow.To, flow.From, flow.Port, text));
            return false;
        }

        foreach (var control in boundary.Working)
        {
            control.OnResponse(flow, adu.UnitId, request.Key, adu.Pdu);
        }

        if (known && IsRefusedLogOn(request.Key, adu.Pdu))
        {
            ledger.Event(new GatewayEvent(GatewayEvents.FailedLogOn, flow.From, flow.To, flow.Port, text));
        }

        ledger.Forwarded(flow, "", "", text);
        ToClient.Write(frame);
        return true;
    }

    private static bool IsRefusedLogOn(in ModbusRequestKey request, ReadOnlySpan<byte> pdu) =>
        request.FunctionCode == ModbusFunctionCode.Engineering
        && EngineeringResponse.TryParse(EngineeringSubfunction.LogOn, pdu) is { Status: EngineeringStatus.LogOnRefused };

    private bool OnMalformed(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> onward, string what)
    {
        ledger.Event(new GatewayEvent(GatewayEvents.Malformed, flow.From, flow.To, flow.Port, what));
        if (boundary.Strict is { } strict)
        {
            ledger.Blocked(flow, strict.Config.Id, "malformed", what);
            return false;
        }

        ledger.Forwarded(flow, "", "not-inspected", what);
        _opaque = true;
        onward.Write(rest);
        // The other direction may hold the first half of a frame; its second half will pass unparsed.
        var (back, held) = ReferenceEquals(onward, ToServer) ? (ToClient, _fromServer) : (ToServer, _fromClient);
        back.Write(held.WrittenSpan);
        _fromClient.ResetWrittenCount();
        _fromServer.ResetWrittenCount();
        return true;
    }

    private void Answer(in ModbusAdu adu, byte exception)
    {
        if (exception == 0)
        {
            return;
        }

        Span<byte> frame = stackalloc byte[ModbusLimits.MbapHeaderLength + 2];
        ReadOnlySpan<byte> pdu = [(byte)(adu.Pdu[0] | ModbusLimits.ExceptionFlag), exception];
        ToClient.Write(frame[..ModbusFrame.WriteAdu(frame, adu.TransactionId, adu.UnitId, pdu)]);
    }
}
