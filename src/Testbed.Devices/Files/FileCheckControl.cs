using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>file-check</c>: what enters and leaves by the file service is looked at for malicious code, also in archives; what is found is stopped, recorded and told to
/// whoever watches the collector. Disarmed: every file passes.
/// </summary>
internal sealed class FileCheckControl(DeviceContext device, AuditControl audit, SignatureStore signatures) : AssetControl<FileCheckConfig>(device)
{
    /// <summary>The finding in a file that is handed in, as the pieces it came in; null for none, or when nobody looks.</summary>
    public string? OnEntry(string name, IReadOnlyList<byte[]> pieces, byte[] whole, Origin origin) =>
        Armed is { Entry: true } config ? Judge(config, "in", name, config.WholeFile ? [whole] : pieces, origin) : null;

    /// <summary>The finding in a file that is fetched.</summary>
    public string? OnExit(string name, byte[] content, Origin origin) => Armed is { Exit: true } config ? Judge(config, "out", name, [content], origin) : null;

    /// <summary>Raises an alarm when the signatures are too old.</summary>
    public void WatchAge()
    {
        if (Armed is { } config)
        {
            signatures.Watch(config.MaxAge);
        }
    }

    private string? Judge(FileCheckConfig config, string way, string name, IEnumerable<byte[]> parts, Origin origin)
    {
        signatures.Watch(config.MaxAge);
        if (parts.Select(p => FileScanner.Find(p, signatures.Current, config.Limits)).FirstOrDefault(f => f is not null) is not { } finding)
        {
            return null;
        }

        Note(LedgerAction.Blocked, $"{way}-{finding}", origin, name);
        MalwareFinding.Tell(audit, finding, origin, name);
        return finding;
    }
}

/// <summary>How a finding is made known.</summary>
internal static class MalwareFinding
{
    /// <summary>The type of the audit record and the name of the alert.</summary>
    public const string Type = "malicious-code";

    /// <summary>Records it and alerts whoever watches the collector.</summary>
    public static void Tell(AuditControl audit, string finding, Origin origin, string name)
    {
        audit.Record(AuditCategories.System, Type, false, origin, $"{finding} in {name}");
        audit.Alert(Type, $"{finding} in {name} from {origin.Subject}");
    }
}
