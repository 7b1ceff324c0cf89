using System.Buffers;
using System.Net.Security;
using Testbed.Core;

namespace Testbed.Conduits;

/// <summary>
/// Carries one connection through a gateway end, both ways, until either side ends; then both do. Inspection and the reading along happen here. The way back has two
/// writers, answers of the server and of the gateway itself, so writes to a side queue up. Trial thread only.
/// </summary>
internal sealed class FlowBridge(Stream client, Stream server, ModbusFlow? modbus, LineWatcher? lines, Action? brokenRecord)
{
    private const int BufferSize = 8192;
    private readonly SerialWriter _toClient = new(client);
    private readonly SerialWriter _toServer = new(server);

    /// <summary>Called with every read of the client's bytes; null for nobody.</summary>
    public Action? ClientSpoke { get; init; }

    /// <summary>True at the sending proxy of a one-way conduit: what becomes of the far side is not to be told to the client, by its end or by silence.</summary>
    public bool HidesFarSide { get; init; }

    /// <summary>Takes what would go back to the client in place of the client; null where it goes there.</summary>
    public Action? SwallowReplies { get; init; }

    /// <summary>Ends when both directions have.</summary>
    public async Task RunAsync()
    {
        var back = HidesFarSide ? DrainAsync() : CopyAsync(server, OnServerBytesAsync);
        await CopyAsync(client, OnClientBytesAsync);
        await back;
    }

    /// <summary>Ends it from outside.</summary>
    public void Close()
    {
        client.Dispose();
        server.Dispose();
    }

    private async Task CopyAsync(Stream from, Func<ReadOnlyMemory<byte>, ValueTask<bool>> pass)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer.AsMemory(0, BufferSize))) > 0 && await pass(buffer.AsMemory(0, read)))
            {
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A TLS stream that fails while it is open was given a record it could not authenticate; ends and disposals look otherwise.
            if (from is SslStream && e is IOException { InnerException: not null and not ObjectDisposedException })
            {
                brokenRecord?.Invoke();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await client.DisposeAsync();
        await server.DisposeAsync();
    }

    private async ValueTask<bool> OnClientBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        ClientSpoke?.Invoke();
        lines?.OnClientBytes(bytes.Span);
        if (modbus is not null)
        {
            return await PassAsync(modbus.OnClientBytes(bytes.Span));
        }

        try
        {
            await _toServer.WriteAsync(bytes);
        }
        catch (Exception e) when (HidesFarSide && ConnectionEnd.Is(e))
        {
            // The proxy has acknowledged it all the same.
        }

        return true;
    }

    /// <summary>Reads what cannot come from an honest far side, until it ends, and tells nobody.</summary>
    private async Task DrainAsync()
    {
        var buffer = new byte[256];
        try
        {
            while (await server.ReadAsync(buffer) > 0)
            {
                SwallowReplies?.Invoke();
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // The client keeps its connection.
        }
    }

    private async ValueTask<bool> OnServerBytesAsync(ReadOnlyMemory<byte> bytes)
    {
        if (SwallowReplies is not null)
        {
            SwallowReplies();
            return true;
        }

        lines?.OnServerBytes(bytes.Span);
        if (modbus is not null)
        {
            return await PassAsync(modbus.OnServerBytes(bytes.Span));
        }

        await _toClient.WriteAsync(bytes);
        return true;
    }

    private async ValueTask<bool> PassAsync(bool goOn)
    {
        // Copies: the flow's buffers are used again by the other direction while a write waits.
        var toServer = modbus!.ToServer.WrittenCount > 0 ? modbus.ToServer.WrittenMemory.ToArray() : null;
        var toClient = modbus.ToClient.WrittenCount > 0 ? modbus.ToClient.WrittenMemory.ToArray() : null;
        if (toServer is not null)
        {
            await _toServer.WriteAsync(toServer);
        }

        if (toClient is not null && SwallowReplies is not null)
        {
            SwallowReplies();
        }
        else if (toClient is not null)
        {
            await _toClient.WriteAsync(toClient);
        }

        return goOn;
    }
}

/// <summary>Writes to a stream one after the other, in the order of the calls, since TLS takes one write at a time. Trial thread only.</summary>
internal sealed class SerialWriter(Stream stream)
{
    private Task _last = Task.CompletedTask;

    public Task WriteAsync(ReadOnlyMemory<byte> bytes) => _last = _last.IsCompletedSuccessfully ? stream.WriteAsync(bytes).AsTask() : AfterAsync(_last, bytes.ToArray());

    private async Task AfterAsync(Task before, byte[] bytes)
    {
        await before;
        await stream.WriteAsync(bytes);
    }
}
