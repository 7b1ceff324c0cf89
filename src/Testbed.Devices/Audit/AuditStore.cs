using Testbed.Core;

namespace Testbed.Devices;

/// <summary>
/// The records an asset keeps: at most so many, the newest, with running event ids. Not thread safe.
/// </summary>
internal sealed class AuditStore
{
    private readonly Queue<AuditRecord> _records = new();
    private int _lastId;
    private int _archivedUpTo;

    public IReadOnlyList<AuditRecord> All => [.. _records];

    /// <summary>The id of the record that comes next.</summary>
    public int NextId => _lastId + 1;

    /// <summary>Records kept here that nobody has read out by <see cref="Archive"/>; of interest where no collector takes them.</summary>
    public int NotArchived => Math.Min(_records.Count, _lastId - _archivedUpTo);

    /// <summary>Adds a record; the oldest goes when there are more than <paramref name="capacity"/>.</summary>
    public void Add(AuditRecord record, int capacity)
    {
        _lastId = record.EventId;
        _records.Enqueue(record);
        while (_records.Count > capacity)
        {
            _records.Dequeue();
        }
    }

    /// <summary>Somebody has read out everything: it may be overwritten without loss.</summary>
    public void Archive() => _archivedUpTo = _lastId;

    public void Clear() => _records.Clear();
}
