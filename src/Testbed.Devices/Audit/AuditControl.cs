using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>audit</c>: keeps audit records (the newest <see cref="AuditConfig.Capacity"/>) and sends each to the collector as syslog. Records survive a restart of
/// the device. Disarmed: nothing is recorded.
/// </summary>
internal sealed class AuditControl : AssetControl<AuditConfig>
{
    private const int MaxText = 200;
    private readonly Queue<AuditRecord> _records = new();
    private readonly SyslogSender? _sender;
    private int _lastId;

    public AuditControl(DeviceContext device)
        : base(device)
    {
        if (Armed?.Collector is { } collector && collector != device.Asset.Id)
        {
            _sender = new SyslogSender(device, collector, Armed.Capacity);
        }
    }

    public IReadOnlyList<AuditRecord> Records => [.. _records];

    /// <summary>True while a record waits for its collector.</summary>
    public bool HasPending => _sender is { HasPending: true };

    /// <summary>Set by a device that collects its own records.</summary>
    public Action<string>? OnOwnRecord { get; set; }

    public void Record(string category, string type, bool success, Origin origin, string detail)
    {
        if (Armed is not { } config)
        {
            return;
        }

        var record = new AuditRecord(
            Device.Clock.Now, Device.Asset.Id, category, type, ++_lastId, success ? "success" : "failure", Clean(origin.Subject), Clean(detail));
        _records.Enqueue(record);
        while (_records.Count > Math.Max(1, config.Capacity))
        {
            _records.Dequeue();
        }

        Note(LedgerAction.Recorded, $"{category}/{type}", origin);
        OnOwnRecord?.Invoke(SyslogMessage.FromAudit(record));
        _sender?.Enqueue(SyslogMessage.FromAudit(record));
    }

    /// <summary>Drops the local records. What was sent stays with the collector.</summary>
    public void Clear() => _records.Clear();

    /// <summary>Dials the collector again when it is gone and something waits.</summary>
    public void Flush() => _sender?.Flush();

    public void Disconnect() => _sender?.Disconnect();

    // A peer's text must not break a syslog line, nor fill memory.
    private static string Clean(string text)
    {
        var cut = text.Length > MaxText ? text[..MaxText] : text;
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
            }
        });
    }
}
