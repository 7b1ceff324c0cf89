namespace Testbed.Core;

/// <summary>The categories of auditable events that SR 2.8 names, as short words.</summary>
public static class AuditCategories
{
    /// <summary>Log-on, log-off, refusal, lock-out, change of accounts.</summary>
    public const string AccessControl = "access-control";

    /// <summary>Malformed or refused requests.</summary>
    public const string RequestError = "request-error";

    /// <summary>Start, stop, crash of the device's own system.</summary>
    public const string System = "system";

    /// <summary>Set points, commands, fail states, alarms.</summary>
    public const string ControlSystem = "control-system";

    /// <summary>Backups and restores.</summary>
    public const string Backup = "backup-restore";

    /// <summary>Changes of configuration, roles, passwords.</summary>
    public const string Configuration = "configuration";

    /// <summary>Possible reconnaissance: scans, unknown units and function codes.</summary>
    public const string Reconnaissance = "reconnaissance";

    /// <summary>Reading and clearing of the audit records themselves.</summary>
    public const string AuditLog = "audit-log";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [AccessControl, RequestError, System, ControlSystem, Backup, Configuration, Reconnaissance, AuditLog];
}

/// <summary>One audit record: time, source, category, type, event id and result, as SR 2.8 asks, plus who and what.</summary>
/// <param name="Time">Simulated time.</param>
/// <param name="Source">The recording asset.</param>
/// <param name="Category">One of <see cref="AuditCategories"/>.</param>
/// <param name="Type">For example <c>log-on</c> or <c>write</c>.</param>
/// <param name="EventId">A running number per asset, from 1.</param>
/// <param name="Result"><c>success</c> or <c>failure</c>.</param>
/// <param name="Subject">The account or peer.</param>
/// <param name="Detail">Culture-invariant text.</param>
public sealed record AuditRecord(
    DateTimeOffset Time, string Source, string Category, string Type, int EventId, string Result, string Subject, string Detail);
