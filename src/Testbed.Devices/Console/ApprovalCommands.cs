namespace Testbed.Devices;

/// <summary>What the second person says to a command that waits for him: the very same command behind CONFIRM or REFUSE.</summary>
internal static class ApprovalCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("CONFIRM", "command", false, null, (_, _) => ConsoleAnswer.Ok()) { ExecuteAsync = ConfirmAsync },
        new("REFUSE", "command", false, null, Refuse),
        new("PENDING", "", false, "read", (c, _) => ConsoleAnswer.Ok([.. c.Controls.DualApproval.Waiting.DefaultIfEmpty("nothing waits")])),
    ];

    private static async Task<ConsoleAnswer> ConfirmAsync(ConsoleConnection c, string[] arguments) =>
        arguments.Length == 0 ? ConsoleAnswer.BadArgument("CONFIRM command")
        : c.Session is null ? ConsoleAnswer.LogOnFirst
        : await c.Controls.DualApproval.ConfirmAsync(Command(arguments), c.Origin);

    private static ConsoleAnswer Refuse(ConsoleConnection c, string[] arguments) =>
        arguments.Length == 0 ? ConsoleAnswer.BadArgument("REFUSE command")
        : c.Session is null ? ConsoleAnswer.LogOnFirst
        : c.Controls.DualApproval.Refuse(Command(arguments), c.Origin);

    // The command's own words, however they were typed.
    private static string Command(string[] words) =>
        ConsoleServer.Find(words, out var rest) is not { } command ? string.Join(' ', words)
        : command.Name == "WRITE" && rest.Length == 2 ? PointCommands.Text(rest[0], rest[1])
        : string.Join(' ', [command.Name, .. rest]);
}
