using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// <c>backup</c>: takes backups of the device's state with a keyed digest, gives them to the declared server that proves it has the key, and restores only what
/// is authentic. Disarmed: point settings without digest, restored unseen, and no server gets any.
/// </summary>
internal sealed class BackupControl(DeviceContext device, AuditControl audit) : AssetControl<BackupConfig>(device)
{
    private static readonly string[] Naive = ["settings"];
    private readonly Queue<(DateTimeOffset Time, IReadOnlyList<string> Lines)> _own = new();
    private readonly ConditionalWeakTable<object, List<string>> _uploads = [];
    private string? _challenge;
    private RandomStream? _random;

    /// <summary>The device's state; set once by the device.</summary>
    public DeviceState State { get; set; } = null!;

    /// <summary>Backups kept here, oldest first.</summary>
    public IReadOnlyCollection<(DateTimeOffset Time, IReadOnlyList<string> Lines)> Own => _own;

    private byte[] Key => BackupKeys.For(Device.Environment, Device.Asset.Id);

    /// <summary>Takes a backup now.</summary>
    public IReadOnlyList<string> Take(Origin origin, string rule)
    {
        IReadOnlyList<string> lines = State.Backup(Armed?.Sections ?? Naive);
        if (Armed is not null)
        {
            lines = [.. lines, BackupKeys.DigestLine(Key, lines)];
            Note(LedgerAction.Recorded, rule, origin);
        }

        _own.Enqueue((Device.Now, lines));
        while (_own.Count > (Armed?.Keep ?? 1))
        {
            _own.Dequeue();
        }

        audit.Record(AuditCategories.Backup, rule, true, origin, Digest(lines));
        return lines;
    }

    /// <summary>A fresh random text that a server must answer with its key; null when no server is set up.</summary>
    public string? Challenge()
    {
        if (Armed?.Server is null)
        {
            return null;
        }

        _random ??= Device.Environment.Random($"{Device.Asset.Id}/backup-challenges");
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return _challenge = Convert.ToHexStringLower(bytes);
    }

    /// <summary>A backup for a server that knows the key; null for anybody else. A challenge serves once.</summary>
    public IReadOnlyList<string>? Pull(string answer, Origin origin)
    {
        var challenge = _challenge;
        _challenge = null;
        if (Armed?.Server is { } server && challenge is not null && origin.Peer == server && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(answer), Encoding.UTF8.GetBytes(BackupKeys.Mac(Key, challenge))))
        {
            return Take(origin, "backup-scheduled");
        }

        if (IsArmed)
        {
            Note(LedgerAction.Blocked, "foreign-server", origin);
        }

        audit.Record(AuditCategories.Backup, "backup-scheduled", false, origin, "no server of this device");
        return null;
    }

    /// <summary>Adds a piece to the upload of a connection; false when it is too long.</summary>
    public bool Upload(object connection, string piece)
    {
        var pieces = _uploads.GetOrCreateValue(connection);
        if (pieces.Count >= BackupText.MaxPieces)
        {
            return false;
        }

        pieces.Add(piece);
        return true;
    }

    /// <summary>Why the upload cannot be restored; null when it can, with its lines without digest. It is kept.</summary>
    public string? Check(object connection, Origin origin, out IReadOnlyList<string> lines)
    {
        lines = [];
        if (!BackupText.TryDecode(_uploads.GetOrCreateValue(connection), out var all))
        {
            return "this is no backup";
        }

        if (Armed is { Verify: true } && !BackupKeys.IsAuthentic(Key, all))
        {
            Note(LedgerAction.Blocked, "damaged-backup", origin);
            return "the backup is damaged";
        }

        lines = [.. all.Where(l => BackupText.KeyOf(l) != BackupText.DigestKey)];
        return null;
    }

    /// <summary>Restores the upload, whole or not at all, and forgets it. What is wrong, or null.</summary>
    public string? Restore(object connection, Origin origin)
    {
        var wrong = Check(connection, origin, out var lines) ?? State.Restore(lines, new RestoreOrder(origin, Armed is { Verify: true }));
        _uploads.Remove(connection);
        audit.Record(AuditCategories.Backup, "restore", wrong is null, origin, wrong ?? "");
        if (wrong is null && IsArmed)
        {
            Note(LedgerAction.Recorded, "restored", origin);
        }

        return wrong;
    }

    public void ForgetUpload(object connection) => _uploads.Remove(connection);

    /// <summary>The start of a backup's digest, to tell one from another.</summary>
    public static string Digest(IReadOnlyList<string> lines) =>
        BackupText.KeyOf(lines[^1]) == BackupText.DigestKey ? BackupText.ValueOf(lines[^1]).Trim('"')[..16] : "no-digest";
}
