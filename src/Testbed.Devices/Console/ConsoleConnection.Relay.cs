using System.Text;
using Testbed.Core;

namespace Testbed.Devices;

/// <content>Leading somebody on to another console: bytes pass both ways, lines are recorded, until the other end hangs up or the approval is over.</content>
internal sealed partial class ConsoleConnection
{
    private static readonly string[] Secret = ["LOGON", "BIND", "CODE", "PASSWD", "UNLOCK", "RESUME", "USER"];
    private Stream? _relay;
    private string _relayed = "";
    private readonly StringBuilder _said = new(), _heard = new();

    /// <summary>Goes over to another console.</summary>
    public ConsoleAnswer Relay(Stream stream, string asset)
    {
        (_relay, _relayed) = (stream, asset);
        Controls.Broker.Carry(Session!.Account, stream);
        Controls.Audit.Record(AuditCategories.AccessControl, "connect", true, Origin, asset);
        return ConsoleAnswer.Of(150, $"connected to {asset}");
    }

    private async Task ReturnAsync()
    {
        var buffer = new byte[1024];
        try
        {
            int read;
            while (_relay is { } relay && (read = await relay.ReadAsync(buffer, server.Device.Stopping)) > 0)
            {
                Transcribe(_heard, buffer.AsSpan(0, read), '<');
                await connection.Stream.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            // Either end hung up, or the approval is over.
        }

        await EndRelayAsync();
        if (!_closing)
        {
            await SendAsync(ConsoleAnswer.Of(226, $"back from {_relayed}"));
        }
    }

    private async Task ForwardAsync(ReadOnlyMemory<byte> bytes)
    {
        Transcribe(_said, bytes.Span, '>');
        try
        {
            await _relay!.WriteAsync(bytes);
        }
        catch (Exception e) when (ConnectionEnd.Is(e))
        {
            await EndRelayAsync();
        }
    }

    private async Task EndRelayAsync()
    {
        if (_relay is { } relay)
        {
            _relay = null;
            await relay.DisposeAsync();
        }
    }

    private void Transcribe(StringBuilder held, ReadOnlySpan<byte> bytes, char direction)
    {
        foreach (var c in Encoding.UTF8.GetString(bytes))
        {
            if (c != '\n')
            {
                held.Append(c);
                continue;
            }

            var line = held.ToString().TrimEnd('\r');
            held.Clear();
            var word = line.Split(' ')[0];
            Controls.Broker.Record(Origin.Account, _relayed, direction, direction == '>' && Secret.Contains(word) ? $"{word} *" : line);
        }
    }
}
