namespace Testbed.Reporting;

/// <summary>A file that is written bit by bit under a temporary name and gets its own when it is complete; else nothing is left of it.</summary>
public sealed class AtomicStream : IDisposable
{
    private const int Buffer = 1 << 16;

    private readonly string _path;
    private readonly string _temporary;
    private FileStream? _stream;

    /// <summary>Opens the temporary file beside the target.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public AtomicStream(string path)
    {
        (_path, _temporary) = (path, path + ".tmp");
        _stream = new FileStream(_temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, Buffer);
    }

    /// <summary>What is written.</summary>
    /// <exception cref="ObjectDisposedException">It is complete or given up.</exception>
    public Stream Stream => _stream ?? throw new ObjectDisposedException(_path);

    /// <summary>Flushes to the disk and renames.</summary>
    public void Complete()
    {
        ((FileStream)Stream).Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _stream = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream is null)
        {
            return;
        }

        _stream.Dispose();
        _stream = null;
        AtomicFile.TryDelete(_temporary);
    }
}
