using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// The server side of automatic backups: fetches one from each asset that names this device as its server, every period, over the asset's console, checks its
/// digest and keeps the newest. What fails is an alarm and tried again after ten minutes.
/// </summary>
internal sealed class BackupServer
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(10);
    private readonly DeviceContext _device;
    private readonly DeviceControls _controls;
    private readonly SortedDictionary<string, Queue<(DateTimeOffset Time, IReadOnlyList<string> Lines)>> _kept = new(StringComparer.Ordinal);
    private readonly List<Job> _jobs;

    public BackupServer(DeviceContext device, DeviceControls controls)
    {
        (_device, _controls) = (device, controls);
        _jobs =
        [
            .. from control in device.Environment.Scenario.ControlsOf<BackupConfig>()
               where control.Server == device.Asset.Id && device.Environment.Arming.IsArmed(control.Id)
               let console = device.Environment.Scenario.Asset(control.On)?.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Console)
               where console is not null
               orderby control.On
               select new Job(control, console.Port) { DueMs = (long)control.DueAfter(TimeSpan.Zero).TotalMilliseconds },
        ];
    }

    /// <summary>Backups kept here by asset, oldest first.</summary>
    public IEnumerable<(string Asset, DateTimeOffset Time, IReadOnlyList<string> Lines)> Kept =>
        _kept.SelectMany(k => k.Value.Select(b => (k.Key, b.Time, b.Lines)));

    public bool IsDue(long tickMs)
    {
        foreach (var job in _jobs)
        {
            if (job.DueMs <= tickMs)
            {
                return true;
            }
        }

        return false;
    }

    public void Step(long tickMs)
    {
        foreach (var job in _jobs.Where(j => j.DueMs <= tickMs))
        {
            job.DueMs = tickMs + (long)job.Control.Period.TotalMilliseconds;
            _device.Run(() => FetchAsync(job));
        }
    }

    private async Task FetchAsync(Job job)
    {
        var asset = job.Control.On;
        var lines = await LinesAsync(asset, job.Port);
        var isGood = lines is not null && BackupKeys.IsAuthentic(BackupKeys.For(_device.Environment, asset), lines);
        _controls.Audit.Record(AuditCategories.Backup, "backup-fetched", isGood, new Origin(asset, "", job.Port), asset);
        _device.Environment.Recorder.Fact(_device.Asset.Id, "backup", $"{asset} {(isGood ? "kept" : lines is null ? "failed" : "damaged")}");
        if (!isGood)
        {
            _controls.Alarms.Raise($"backup-{asset}", "could not be fetched");
            job.DueMs = Math.Min(job.DueMs, _device.Tick + (long)Retry.TotalMilliseconds);
            return;
        }

        _controls.Alarms.End($"backup-{asset}");
        if (!_kept.TryGetValue(asset, out var kept))
        {
            _kept[asset] = kept = new();
        }

        kept.Enqueue((_device.Now, lines!));
        while (kept.Count > job.Control.Keep)
        {
            kept.Dequeue();
        }
    }

    private async Task<IReadOnlyList<string>?> LinesAsync(string asset, int port)
    {
        var dial = await _device.Environment.Network.DialAsync(_device.Asset.Id, asset, port, _device.Stopping);
        if (dial.Stream is not { } stream)
        {
            return null;
        }

        await using var client = new ConsoleClient(stream, _device.Environment.Clock, ReplyTimeout);
        await using var onStop = _device.Stopping.Register(stream.Dispose);
        await client.NextAsync();
        if (await client.SendAsync("BACKUP CHALLENGE") is not { IsSuccess: true } challenge)
        {
            return null;
        }

        var answer = BackupKeys.Mac(BackupKeys.For(_device.Environment, asset), challenge.Text);
        var reply = await client.SendAsync($"BACKUP PULL {answer}");
        await client.SendAsync("QUIT");
        return reply is { IsSuccess: true } && BackupText.TryDecode(reply.Lines, out var lines) ? lines : null;
    }

    private sealed class Job(BackupConfig control, int port)
    {
        public BackupConfig Control => control;

        public int Port => port;

        public long DueMs { get; set; }
    }
}
