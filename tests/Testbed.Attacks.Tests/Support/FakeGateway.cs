using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Attacks.Tests;

/// <summary>Carries bytes between a client and a device over the span; strict ranges answer undeclared Modbus accesses with exception 1.</summary>
internal sealed class FakeGateway(FakeRange range, ConduitConfig conduit, string from, string to, int port)
{
    private readonly int _first = (int)Math.Round(100 * range.Device.Value("set-point-a")!.Value);

    public async Task PumpAsync(Stream client, Stream device, Func<SpanDirection, byte[], byte[]?> span)
    {
        _ = BackAsync(client, device, span);
        if (!range.Strict)
        {
            var address = System.Net.IPAddress.Loopback;
            span(SpanDirection.ToServer, SpanPreamble.Encode(address, address, 1, port));
        }

        var input = new ModbusAduBuffer();
        var buffer = new byte[4096];
        int read;
        try
        {
            while ((read = await client.ReadAsync(buffer)) > 0)
            {
                var forward = port == 502 && range.Strict ? await InspectAsync(client, input, buffer.AsMemory(0, read)) : buffer[..read];
                if (forward is null || (forward.Length > 0 ? span(SpanDirection.ToServer, forward) : []) is not { } carried)
                {
                    break;
                }

                await device.WriteAsync(carried);
            }
        }
        catch (IOException)
        {
            // One side left.
        }

        await client.DisposeAsync();
        await device.DisposeAsync();
    }

    private static async Task BackAsync(Stream client, Stream device, Func<SpanDirection, byte[], byte[]?> span)
    {
        var buffer = new byte[4096];
        int read;
        while ((read = await device.ReadAsync(buffer)) > 0 && span(SpanDirection.ToClient, buffer[..read]) is { } carried)
        {
            await client.WriteAsync(carried);
        }

        await client.DisposeAsync();
    }

    private async Task<byte[]?> InspectAsync(Stream client, ModbusAduBuffer input, ReadOnlyMemory<byte> bytes)
    {
        bytes.CopyTo(input.GetFreeMemory());
        input.Advance(bytes.Length);
        var forward = new List<byte>();
        var refusals = new List<byte>();
        ModbusFrameStatus status;
        while ((status = input.TryRead(out var adu)) == ModbusFrameStatus.Ok)
        {
            var ok = ModbusPdu.TryParseRequest(adu.Pdu, out var request) == ModbusExceptionCode.None
                && FlowPolicy.Allows(
                    range.Scenario, from, to, port, new(request.FunctionCode, request.Address, request.Registers.Count > 0 ? request.Registers[0] : null));
            var change = request.IsWrite && request.Registers.Count > 0 ? Math.Abs(request.Registers[0] - _first) : 0;
            ok &= change <= 20;
            (ok ? forward : refusals).AddRange(ok
                ? ModbusFrame.ToAdu(adu.TransactionId, adu.UnitId, adu.Pdu)
                : ModbusFrame.ToAdu(adu.TransactionId, adu.UnitId, [(byte)(adu.Pdu[0] | 0x80), 1]));
        }

        if (refusals.Count > 0)
        {
            range.Alert(conduit.Id);
            await client.WriteAsync(refusals.ToArray());
        }

        return status == ModbusFrameStatus.NeedMore ? [.. forward] : null;
    }
}
