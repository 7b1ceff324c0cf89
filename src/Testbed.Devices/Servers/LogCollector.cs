using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Log collector (<c>log-collector</c>): takes RFC 5424 messages in RFC 6587 frames, keeps the newest <see cref="Capacity"/> with their arrival tick.
/// AUDIT LIST on its console shows them. A malformed frame closes the connection.
/// </summary>
public sealed class LogCollector : Device
{
    /// <summary>Messages kept.</summary>
    public const int Capacity = 50_000;

    private readonly Queue<(long Tick, string Message)> _messages = new();

    internal LogCollector(AssetConfig asset, IDeviceEnvironment environment)
        : base(asset, environment)
    {
        Console.AuditLines = () => [.. _messages.Select(m => m.Message)];
        Console.ClearAudit = () =>
        {
            _messages.Clear();
            Controls.Audit.Clear();
        };
        Controls.Audit.OnOwnRecord = Keep;
        Controls.Inventory.Gathered = () => [.. _messages.Select(m => InventoryControl.FromMessage(m.Message)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(long Tick, string Message)> Collected => [.. _messages];

    private protected override async Task ServeSyslogAsync(AcceptedConnection connection)
    {
        var buffer = new byte[2 * SyslogMessage.MaxLength];
        var used = 0;
        int read;
        while ((read = await connection.Stream.ReadAsync(buffer.AsMemory(used))) > 0)
        {
            used += read;
            var start = 0;
            int status;
            while ((status = SyslogMessage.TryReadFrame(buffer.AsSpan(start, used - start), out var message, out var consumed)) > 0)
            {
                start += consumed;
                Keep(message);
            }

            if (status < 0)
            {
                Controls.Audit.Record(AuditCategories.RequestError, "malformed-frame", false, new Origin(connection.Peer, "", connection.Port), "syslog");
                return;
            }

            buffer.AsSpan(start, used - start).CopyTo(buffer);
            used -= start;
        }
    }

    private void Keep(string message)
    {
        _messages.Enqueue((Context.Tick, message));
        if (_messages.Count > Capacity)
        {
            _messages.Dequeue();
        }
    }
}
