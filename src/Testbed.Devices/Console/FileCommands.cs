using System.Globalization;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Files that were brought to a host, programs among them, and the signatures of its checks for malicious code.</summary>
internal static class FileCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } =
    [
        new("FILES", "", false, "read", (c, _) => OrNone(c.Server.Files?.Lines)),
        new("QUARANTINE", "", false, "read", (c, _) => OrNone(c.Server.Files?.Quarantine)),
        new("FILE START", "name", false, null, Start),
        new("SIGNATURES", "", false, "read", Show),
        new("SIGNATURES UPDATE", "set", false, "settings-set", Update),
    ];

    private static ConsoleAnswer OrNone(IEnumerable<string>? lines) => ConsoleAnswer.Ok(lines?.ToArray() is { Length: > 0 } some ? some : ["none"]);

    // Whoever may work at a host may start programs there.
    private static ConsoleAnswer Start(ConsoleConnection c, string[] arguments)
    {
        if (arguments.Length != 1 || c.Server.Files is not { } files || files.Find(arguments[0]) is not { } content)
        {
            return ConsoleAnswer.BadArgument("FILE START name, of a file that is here");
        }

        if (c.Controls.MalwareProtection.OnStart(arguments[0], content, c.Origin) is { } finding)
        {
            files.Isolate(arguments[0], finding, content);
            return ConsoleAnswer.Of(550, $"quarantined: {finding}");
        }

        files.Started.Add(arguments[0]);
        c.Controls.Audit.Record(Core.AuditCategories.System, "program-start", true, c.Origin, arguments[0]);
        return ConsoleAnswer.Ok("started");
    }

    private static ConsoleAnswer Show(ConsoleConnection c, string[] arguments)
    {
        c.Controls.FileCheck.WatchAge();
        c.Controls.MalwareProtection.WatchAge();
        var set = c.Controls.Signatures.Current;
        return ConsoleAnswer.Ok(string.Create(
            CultureInfo.InvariantCulture, $"set {set.Number} of {set.Issued.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, {set.Signatures.Count} signatures"));
    }

    private static ConsoleAnswer Update(ConsoleConnection c, string[] arguments)
    {
        MalwareConfig? config = c.Controls.FileCheck.Armed ?? (MalwareConfig?)c.Controls.MalwareProtection.Armed;
        if (c.Controls.Signatures.Take(string.Join(' ', arguments), config?.Key, c.Origin) is { } refusal)
        {
            return ConsoleAnswer.Of(550, refusal);
        }

        c.Controls.FileCheck.WatchAge();
        c.Controls.MalwareProtection.WatchAge();
        return ConsoleAnswer.Ok("in use");
    }
}
