using System.CommandLine;
using Testbed.Core;

namespace Testbed.Cli;

/// <summary>Programs on disk: a bundle, a file of Structured Text, or a folder of such files.</summary>
internal sealed class PlcProgramOptions
{
    /// <summary>How files that hold a bundle end.</summary>
    public const string Extension = ".bundle";

    private readonly Argument<string> _source = new("program")
    {
        Description = $"A bundle (*{Extension}), a file of Structured Text, or a folder whose *.st files are the program.",
    };

    private readonly Option<string?> _name = new("--name") { Description = "Name of a program made of sources (default: that of the file or folder)." };
    private readonly Option<string?> _version = new("--program-version") { Description = "Version of a program made of sources, such as 1.4.2 (default 1.0)." };

    /// <summary>A command with these arguments.</summary>
    public Command On(Command command)
    {
        command.Arguments.Add(_source);
        command.Options.Add(_name);
        command.Options.Add(_version);
        return command;
    }

    /// <summary>The program that the user means.</summary>
    /// <exception cref="UserErrorException">There is none, or it cannot be a program.</exception>
    public ProgramBundle Read(ParseResult parse)
    {
        var path = parse.GetValue(_source)!;
        var (name, version) = (parse.GetValue(_name), parse.GetValue(_version));
        if (!path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            return FromSources(path, name, version ?? "1.0");
        }

        if (name is not null || version is not null)
        {
            throw new UserErrorException("A bundle has its name and version; --name and --program-version are for sources.");
        }

        if (!File.Exists(path))
        {
            throw new UserErrorException($"There is no file {path}.");
        }

        return ProgramBundle.TryParse(File.ReadAllBytes(path), out var bundle, out var problem) ? bundle! : throw new UserErrorException($"{path}: {problem}");
    }

    private static ProgramBundle FromSources(string path, string? name, string version)
    {
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*.st") : File.Exists(path) ? [path]
            : throw new UserErrorException($"There is no file or folder {path}.");
        if (files.Length == 0)
        {
            throw new UserErrorException($"{path} holds no *.st file.");
        }

        try
        {
            var called = name ?? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
            return ProgramBundle.Create(called, version, files.Select(f => new ProgramFile(Path.GetFileName(f), File.ReadAllText(f))));
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException(e.Message);
        }
    }
}
