using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>
/// Reads along on a console or syslog connection line by line, for the ledger and for monitors. Command words and reply codes only: arguments may be
/// passwords or tokens.
/// </summary>
internal sealed class LineWatcher(FlowContext flow, GatewayLedger ledger)
{
    private readonly List<byte> _client = [];
    private readonly List<byte> _server = [];

    /// <summary>Bytes towards the server.</summary>
    public void OnClientBytes(ReadOnlySpan<byte> bytes)
    {
        if (flow.Protocol != ServiceProtocol.Console)
        {
            return;
        }

        foreach (var line in Lines(_client, bytes))
        {
            ledger.Forwarded(flow, "", "", line.Split(' ')[0].ToUpperInvariant());
            ledger.Event(new GatewayEvent(GatewayEvents.Request, flow.From, flow.To, flow.Port, "console line"));
        }
    }

    /// <summary>Bytes towards the client.</summary>
    public void OnServerBytes(ReadOnlySpan<byte> bytes)
    {
        if (flow.Protocol != ServiceProtocol.Console)
        {
            return;
        }

        foreach (var line in Lines(_server, bytes))
        {
            if (line.StartsWith("530", StringComparison.Ordinal))
            {
                ledger.Event(new GatewayEvent(GatewayEvents.FailedLogOn, flow.From, flow.To, flow.Port, "530"));
            }
        }
    }

    private static List<string> Lines(List<byte> buffer, ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        foreach (var b in bytes)
        {
            if (b == (byte)'\n')
            {
                lines.Add(Encoding.UTF8.GetString([.. buffer]).TrimEnd('\r'));
                buffer.Clear();
            }
            else if (buffer.Count < ConsoleProtocol.MaxLine)
            {
                buffer.Add(b);
            }
        }

        return lines;
    }
}
