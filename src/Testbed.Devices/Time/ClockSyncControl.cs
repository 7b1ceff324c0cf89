using System.Buffers.Binary;
using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>clock-sync</c>: asks the source every period and corrects the clock; answers without a valid code, to another question, or too far off are refused and
/// recorded, as is a source that falls silent. The clock then runs on. Disarmed: it asks only when somebody at the console has it ask, and takes what it gets.
/// </summary>
internal sealed class ClockSyncControl : AssetControl<ClockSyncConfig>, IDisposable
{
    /// <summary>Corrections below this are the usual drift and not recorded.</summary>
    public static readonly TimeSpan Worth = TimeSpan.FromMilliseconds(500);

    private readonly AuditControl _audit;
    private FrameLink? _link;
    private ITimer? _timer;
    private RandomStream? _random;
    private bool _isLost;

    public ClockSyncControl(DeviceContext device, AuditControl audit)
        : base(device)
    {
        _audit = audit;
        Link(Config);
    }

    protected override void OnConfigured()
    {
        Dispose();
        Link(Armed ?? Config);
        if (Device.IsRunning)
        {
            Start();
        }
    }

    private void Link(ClockSyncConfig? configured)
    {
        if (configured is { } config)
        {
            var port = Device.Environment.Scenario.Asset(config.Source)?.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Time)?.Port;
            _link = new FrameLink(Device, config.Source, port ?? TimeMessage.DefaultPort, keep: true);
        }
    }

    public void Start()
    {
        if (Armed is { } config)
        {
            _timer = Device.Environment.Clock.CreateTimer(_ => Device.Run(SyncAsync), null, config.Period, config.Period);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _link?.Disconnect();
    }

    /// <summary>Asks the source once; what became of it, in words.</summary>
    public async Task<string> SyncAsync()
    {
        if ((Armed ?? Config) is not { } config || _link is not { } link)
        {
            return "no source is configured";
        }

        var key = Armed is { Authenticated: true, Key: { } secret } ? TimeMessage.KeyOf(secret) : null;
        var question = Question();
        var asked = Device.Clock.Now;
        var answer = await link.AskAsync(TimeMessage.Encode(new TimePacket(3, 0, 0, 0, question, key is null ? null : config.KeyId), key));
        var now = Device.Clock.Now;
        if (answer is null)
        {
            return Lost(config);
        }

        if (!TimeMessage.TryParse(answer, out var packet))
        {
            return Refuse("malformed", config, "malformed answer");
        }

        // RFC 5905 section 8: the mean of both ways.
        var offset = ((TimeMessage.Time(packet.Receive) - asked) + (TimeMessage.Time(packet.Transmit) - now)) / 2;
        var rule = Armed is null ? null
            : key is not null && !TimeMessage.IsAuthentic(answer, key) ? "mac"
            : packet.Mode != 4 || packet.Origin != question ? "origin"
            : packet.Stratum is < 1 or > 15 ? "stratum"
            : offset.Duration() > config.MaxStep ? "step" : null;
        return rule is null ? Take(offset, config) : Refuse(rule, config, string.Create(CultureInfo.InvariantCulture, $"{rule}, {offset.TotalSeconds:0.0} s off"));
    }

    private string Take(TimeSpan offset, ClockSyncConfig config)
    {
        Device.Clock.Adjust(offset);
        if (_isLost)
        {
            _isLost = false;
            _audit.Record(AuditCategories.System, "time-source-back", true, new Origin(config.Source, "", 0), config.Source);
        }

        if (offset.Duration() >= Worth)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"by {offset.TotalSeconds:0.0} s");
            if (IsArmed)
            {
                Note(LedgerAction.Recorded, "corrected", new Origin(config.Source, "", 0), text);
            }

            _audit.Record(AuditCategories.System, "clock-corrected", true, new Origin(config.Source, "", 0), text);
        }

        return string.Create(CultureInfo.InvariantCulture, $"corrected by {offset.TotalSeconds:0.000} s");
    }

    private string Refuse(string rule, ClockSyncConfig config, string text)
    {
        if (IsArmed)
        {
            Note(LedgerAction.Blocked, rule, new Origin(config.Source, "", 0), text);
            _audit.Record(AuditCategories.System, "time-answer-refused", false, new Origin(config.Source, "", 0), text);
        }

        return "answer refused";
    }

    // Once per outage: a source that stays away would fill the records.
    private string Lost(ClockSyncConfig config)
    {
        if (IsArmed && !_isLost)
        {
            _isLost = true;
            Note(LedgerAction.Recorded, "source-lost", new Origin(config.Source, "", 0));
            _audit.Record(AuditCategories.System, "time-source-lost", false, new Origin(config.Source, "", 0), config.Source);
        }

        return "no answer";
    }

    private ulong Question()
    {
        _random ??= Device.Environment.Random($"{Device.Asset.Id}/time-questions");
        Span<byte> bytes = stackalloc byte[8];
        _random.NextBytes(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
