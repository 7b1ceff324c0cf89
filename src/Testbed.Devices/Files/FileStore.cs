using System.Globalization;
using System.Security.Cryptography;

namespace Testbed.Devices;

/// <summary>The files that were brought to a host, those put into quarantine, and the programs among them that run. Bounded; outlives a restart, programs do not.</summary>
internal sealed class FileStore
{
    /// <summary>Files kept, and octets they may come to.</summary>
    public const int MaxFiles = 64, MaxTotal = 4 << 20;

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Queue<string> _quarantine = new();

    /// <summary>Names and lengths, in order of names.</summary>
    public IEnumerable<string> Lines => _files.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value.Length}"));

    /// <summary>What was put into quarantine, oldest first: name, finding, digest. The content is kept nowhere.</summary>
    public IEnumerable<string> Quarantine => _quarantine;

    /// <summary>The programs that run.</summary>
    public List<string> Started { get; } = [];

    /// <summary>A file's content; null when there is none of that name.</summary>
    public byte[]? Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>Keeps a file in place of one of the same name; false when there is no room.</summary>
    public bool TryKeep(string name, byte[] content)
    {
        var others = _files.Where(f => f.Key != name).ToList();
        if (others.Count >= MaxFiles || others.Sum(f => f.Value.Length) + content.Length > MaxTotal)
        {
            return false;
        }

        _files[name] = content;
        return true;
    }

    /// <summary>Takes a file out of use.</summary>
    public void Isolate(string name, string finding, byte[] content)
    {
        _files.Remove(name);
        _quarantine.Enqueue($"{name} {finding} {Convert.ToHexStringLower(SHA256.HashData(content))}");
        if (_quarantine.Count > MaxFiles)
        {
            _quarantine.Dequeue();
        }
    }
}
