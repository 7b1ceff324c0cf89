using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Attacks;

/// <summary>Provokes auditable events and looks at the records they left.</summary>
internal static class AuditStimulus
{
    /// <summary>One event per category that a console can provoke; the categories whose stimulus was applied (what was refused did not happen).</summary>
    public static async Task<IReadOnlyList<string>> AtConsoleAsync(ConsoleTarget target, IAttackRange range)
    {
        var provoked = new List<string>();
        if (await target.OpenAsync() is { } stranger)
        {
            await using (stranger)
            {
                await stranger.LogOnAsync("zz-nobody", "wrong");
                provoked.Add(AuditCategories.AccessControl);
                await stranger.SendAsync("LOGON incomplete");
                provoked.Add(AuditCategories.RequestError);
                await stranger.SendAsync("FROBNICATE 1 2 3");
                provoked.Add(AuditCategories.Reconnaissance);
            }
        }

        var write = target.Writable() is { } w ? w.Target.Command(w.Raw) : null;
        (string Permission, string? Command, string Category)[] acts =
        [
            ("write", write, AuditCategories.ControlSystem), ("roles", "ROLE SET viewer read", AuditCategories.Configuration),
            ("configure", "CONFIG SHOW", AuditCategories.Backup), ("backup", "BACKUP TAKE", AuditCategories.Backup),
            ("audit", "AUDIT LIST 5", AuditCategories.AuditLog), ("restart", "RESTART", AuditCategories.System),
        ];
        foreach (var (permission, command, category) in acts)
        {
            if (command is not null && range.Scenario.AccountWith(target.Asset, permission) is { } person
                && await target.LoggedOnAsync(person) is { } link)
            {
                await using (link)
                {
                    if (!provoked.Contains(category) && await link.SendAsync(command) is { IsSuccess: true })
                    {
                        provoked.Add(category);
                    }
                }
            }
        }

        return provoked;
    }

    /// <summary>One event per category that a Modbus service can provoke; what the service never answered, since somebody before it turned the caller away, did not happen.</summary>
    public static async Task<IReadOnlyList<string>> AtModbusAsync(IAttackRange range, string from, AssetConfig asset, ServiceConfig service)
    {
        using var link = await ModbusLink.OpenAsync(range, from, asset.Id, service);
        if (link is null)
        {
            return [];
        }

        var read = ServedRead(range.Scenario, asset);
        var isAnswered = IsAnswer(await link.SendAsync([read, 0, 0, 0, 0]));
        isAnswered |= IsAnswer(await link.SendAsync([read, 0xFF, 0xF0, 0, 1]));
        if (!isAnswered)
        {
            return [];
        }

        var provoked = new List<string> { AuditCategories.RequestError, AuditCategories.Reconnaissance };
        await link.SendAsync([43, 14, 1, 0]);
        await link.SendAsync([100, 0, 0]);
        await link.SendAsync([3, 0, 0, 0, 1], unit: 247);
        if (WriteTarget.Of(asset, service).FirstOrDefault() is { } target)
        {
            if (await link.WriteAsync(target, target.DifferentInRange(range.Truth.Point(asset.Id, target.Point.Name))))
            {
                provoked.Add(AuditCategories.ControlSystem);
            }
        }

        return provoked;
    }

    /// <summary>True when a record says when, where, which category and type, which event and with what result.</summary>
    public static bool IsComplete(AuditRecord record, DateTimeOffset since, DateTimeOffset now) =>
        HasTime(record, since, now) && record.Source.Length > 0 && record.Type.Length > 0 && record.EventId > 0
        && AuditCategories.All.Contains(record.Category) && record.Result is "success" or "failure";

    /// <summary>Clocks of devices drift; up to this much a record counts as rightly dated.</summary>
    public static TimeSpan ClockError { get; } = TimeSpan.FromSeconds(1);

    /// <summary>True when the record's time lies in the period, as far as a device's clock can tell.</summary>
    public static bool HasTime(AuditRecord record, DateTimeOffset since, DateTimeOffset now) =>
        record.Time >= since - ClockError && record.Time <= now + ClockError;

    /// <summary>The records an asset wrote since it had so many: those with a higher event id than the last one then.</summary>
    public static IReadOnlyList<AuditRecord> Since(IAttackRange range, string asset, int lastEventId) =>
        [.. range.Truth.Audit(asset).Where(r => r.EventId > lastEventId)];

    /// <summary>The id of the last record.</summary>
    public static int LastEventId(IAttackRange range, string asset) => range.Truth.Audit(asset).Select(r => r.EventId).DefaultIfEmpty(0).Max();

    private static bool IsAnswer(ModbusResult<byte[]> result) => result.Status is ModbusStatus.Ok or ModbusStatus.Exception;

    // What a device does not serve is refused before anybody looks at the rest of the request.
    private static byte ServedRead(Scenario scenario, AssetConfig asset)
    {
        var served = scenario.Control<LeastFunctionalityConfig>(asset.Id)?.Functions ?? [1, 2, 3, 4];
        var codes = asset.Points.Select(p => p.Table switch { ModbusTable.Coil => 1, ModbusTable.DiscreteInput => 2, ModbusTable.InputRegister => 4, _ => 3 });
        return (byte)codes.FirstOrDefault(served.Contains, 3);
    }
}
