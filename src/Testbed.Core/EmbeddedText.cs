namespace Testbed.Core;

/// <summary>Opens text files embedded in this assembly by the end of their name.</summary>
internal static class EmbeddedText
{
    /// <summary>Opens the one resource whose name ends so.</summary>
    /// <exception cref="InvalidOperationException">None or several match: the build is broken.</exception>
    public static StreamReader Open(string nameEnd)
    {
        var assembly = typeof(EmbeddedText).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith(nameEnd, StringComparison.Ordinal));
        return new StreamReader(assembly.GetManifestResourceStream(name)!);
    }
}
