using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>audit</c>: keeps audit records (<see cref="AuditConfig.Capacity"/>) and sends each to the collector as syslog. Records survive a restart of the device.
/// Room is taken by what is saved nowhere else: records that wait for the collector, or, without collector, those nobody has read out. Before the room is used up
/// somebody is warned; when it is, the declared reaction follows; in both cases, and when the collector cannot be reached, an alarm stands. Disarmed: nothing is
/// recorded.
/// </summary>
internal sealed class AuditControl(DeviceContext device, StandingAlarms alarms) : AssetControl<AuditConfig>(device)
{
    /// <summary>Names of the alarms.</summary>
    public const string CapacityAlarm = "audit-capacity", FullAlarm = "audit-full", CollectorAlarm = "audit-collector";

    /// <summary>How long the collector may be out of reach before somebody is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MaxText = 200;
    private readonly AuditStore _store = new();
    private SyslogSender? _sender;
    private long _lost;

    public IReadOnlyList<AuditRecord> Records => _store.All;

    /// <summary>True while a record waits for its collector, or an alarm about the records stands.</summary>
    public bool HasPending => Sender is { HasPending: true } || (IsArmed && alarms.Any);

    /// <summary>Set by a device that collects its own records.</summary>
    public Action<string>? OnOwnRecord { get; set; }

    private SyslogSender? Sender => Armed?.Collector is not { } collector || collector == Device.Asset.Id ? null
        : _sender ??= Device.SenderTo(collector);

    /// <summary>Records saved nowhere else.</summary>
    private int Unsaved => Sender?.Waiting ?? _store.NotArchived;

    public void Record(string category, string type, bool success, Origin origin, string detail)
    {
        if (Armed is not { } config)
        {
            return;
        }

        if (Unsaved >= config.Capacity && !MakeRoom(config, origin))
        {
            return;
        }

        Keep(config, category, type, success, origin, detail);
        if (config.WarnAt is { } percent && Unsaved * 100L >= (long)percent * config.Capacity)
        {
            Warn(config, percent, origin);
        }
    }

    /// <summary>Drops the local records. What was sent stays with the collector.</summary>
    public void Clear() => _store.Clear();

    /// <summary>An authorised reader has all records: they may be overwritten without loss.</summary>
    public void Archive() => _store.Archive();

    /// <summary>Dials the collector again when it is gone, and ends alarms whose cause is gone.</summary>
    public void Flush()
    {
        _sender?.Flush();
        if (Armed is not { } config)
        {
            return;
        }

        WatchCollector(config);
        if (alarms.IsStanding(FullAlarm) && Unsaved < config.Capacity * 0.9)
        {
            alarms.End(FullAlarm);
            var (lost, reaction) = (_lost, config.WhenFull == AuditOverflow.StopRecording ? "not recorded" : "overwritten");
            _lost = 0;
            Record(AuditCategories.AuditLog, "recording-resumed", true, Origin.Self, string.Create(CultureInfo.InvariantCulture, $"{lost} events {reaction}"));
        }

        if (alarms.IsStanding(CapacityAlarm) && Unsaved * 100L < (config.WarnAt ?? 0) * 0.9 * config.Capacity)
        {
            alarms.End(CapacityAlarm);
        }
    }

    protected override void OnConfigured() => _sender = null;

    private void Keep(AuditConfig config, string category, string type, bool success, Origin origin, string detail)
    {
        var record = new AuditRecord(
            Device.Clock.Now, Device.Asset.Id, category, type, _store.NextId, success ? "success" : "failure", Clean(origin.Subject), Clean(detail));
        _store.Add(record, config.Capacity);
        Note(LedgerAction.Recorded, $"{category}/{type}", origin);
        OnOwnRecord?.Invoke(SyslogMessage.FromAudit(record));
        Sender?.Enqueue(SyslogMessage.FromAudit(record));
    }

    /// <summary>No room is left: the declared reaction. False when the event goes unrecorded.</summary>
    private bool MakeRoom(AuditConfig config, Origin origin)
    {
        _lost++;
        var stops = config.WhenFull == AuditOverflow.StopRecording;
        var text = string.Create(CultureInfo.InvariantCulture, $"{config.Capacity} records, {(stops ? "no more are recorded" : "the oldest are overwritten")}");
        if (alarms.Raise(FullAlarm, text))
        {
            Note(LedgerAction.Recorded, stops ? "full-stop" : "full-overwrite", origin);
        }

        if (!stops)
        {
            Sender?.DropOldest();
        }

        return !stops;
    }

    private void Warn(AuditConfig config, int percent, Origin origin)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{percent} % of {config.Capacity} records are taken");
        if (!alarms.Raise(CapacityAlarm, text))
        {
            return;
        }

        Note(LedgerAction.Recorded, "capacity-warning", origin);
        Keep(config, AuditCategories.AuditLog, "capacity-warning", true, Origin.Self, text);
        Tell(CapacityAlarm, text);
    }

    private void WatchCollector(AuditConfig config)
    {
        if (Sender?.FailingSince is { } since && Device.Tick - since >= Patience.TotalMilliseconds)
        {
            if (alarms.Raise(CollectorAlarm, $"{config.Collector} takes no records"))
            {
                Note(LedgerAction.Recorded, "collector-lost", Origin.Self);
                Record(AuditCategories.AuditLog, "collector-lost", false, Origin.Self, config.Collector ?? "");
            }
        }
        else if (Sender is null or { FailingSince: null } && alarms.End(CollectorAlarm))
        {
            Record(AuditCategories.AuditLog, "collector-back", true, Origin.Self, config.Collector ?? "");
        }
    }

    /// <summary>Sends an alarm that stands at this device to whoever watches the collector, where records go to one.</summary>
    public void Alert(string name, string text) => Tell(name, text);

    /// <summary>Tells whoever watches the collector; a collector tells itself.</summary>
    private void Tell(string name, string text)
    {
        OnOwnRecord?.Invoke(alarms.Message(name, text));
        Sender?.Enqueue(alarms.Message(name, text));
    }

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
