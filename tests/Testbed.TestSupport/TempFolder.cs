namespace Testbed.TestSupport;

/// <summary>A folder of its own for one test, gone with it.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("testbed-").FullName;

    /// <summary>Path of something in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Copies a folder of the clone into it, as <paramref name="name"/>.</summary>
    public string Copy(string relative, string name)
    {
        foreach (var file in Repository.Files(relative))
        {
            var to = System.IO.Path.Combine(this[name], System.IO.Path.GetRelativePath(relative, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(Repository.PathOf(file), to);
        }

        return this[name];
    }

    /// <summary>Writes a file into it and returns its path.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A killed process may still hold a file for a moment; the system's temporary folder is cleaned by others.
        }
    }
}
