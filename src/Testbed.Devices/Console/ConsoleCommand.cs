namespace Testbed.Devices;

/// <summary>An answer: the code and its lines, one at least.</summary>
internal readonly record struct ConsoleAnswer(int Code, IReadOnlyList<string> Lines)
{
    public static ConsoleAnswer Ok(params string[] lines) => new(200, lines.Length == 0 ? ["ok"] : lines);

    public static ConsoleAnswer Of(int code, string text) => new(code, [text]);

    /// <summary>501; the error handling control decides how much it says.</summary>
    public static ConsoleAnswer BadArgument(string text) => new(501, [text]);

    public static ConsoleAnswer NotPermitted { get; } = new(550, ["not permitted"]);

    public static ConsoleAnswer LogOnFirst { get; } = new(530, ["log on first"]);
}

/// <summary>A command of the console.</summary>
/// <param name="Name">One or two upper-case words.</param>
/// <param name="Usage">What follows the name.</param>
/// <param name="IsOpen">True when it works before log-on whatever the controls say.</param>
/// <param name="Permission">The permission it needs where roles are armed.</param>
/// <param name="Execute">Runs it with the words after its name.</param>
internal sealed record ConsoleCommand(
    string Name, string Usage, bool IsOpen, string? Permission, Func<ConsoleConnection, string[], ConsoleAnswer> Execute)
{
    /// <summary>Set for a command whose answer waits for another asset; it runs instead of <see cref="Execute"/>.</summary>
    public Func<ConsoleConnection, string[], Task<ConsoleAnswer>>? ExecuteAsync { get; init; }
}
