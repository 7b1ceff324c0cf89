namespace Testbed.Core;

/// <summary>
/// A controller's program among the lines of a backup: <c>program.name</c>, <c>program.version</c> and <c>program.digest</c> as the settings tell them,
/// <c>program.accepted</c>, <c>program.retained</c> (base64) and the bundle with its signature as base64 in <c>program.part.0001</c> and on. Immutable.
/// </summary>
/// <param name="Bundle">The program.</param>
/// <param name="IsAccepted">True when it was the accepted program of the controller, signed or commissioned.</param>
/// <param name="Retained">Its retained variables, as the controller saves them.</param>
public sealed record ProgramBackup(ProgramBundle Bundle, bool IsAccepted, ReadOnlyMemory<byte> Retained)
{
    /// <summary>What the keys of all lines begin with.</summary>
    public const string Prefix = "program.";

    private const string Part = Prefix + "part.", Accepted = Prefix + "accepted", RetainedKey = Prefix + "retained";
    private const int PartBytes = 768;

    /// <summary>The lines that name a program.</summary>
    public static IReadOnlyList<string> IdentityOf(ProgramBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return [$"{Prefix}name=\"{bundle.Name}\"", $"{Prefix}version=\"{bundle.Version}\"", $"{Prefix}digest=\"{bundle.DigestText}\""];
    }

    /// <summary>All lines.</summary>
    public IReadOnlyList<string> ToLines() =>
    [
        .. IdentityOf(Bundle), $"{Accepted}={(IsAccepted ? "true" : "false")}", $"{RetainedKey}=\"{Convert.ToBase64String(Retained.Span)}\"",
        .. Bundle.ToBytes().Chunk(PartBytes).Select((p, i) => FormattableString.Invariant($"{Part}{i + 1:D4}=\"{Convert.ToBase64String(p)}\"")),
    ];

    /// <summary>
    /// Reads the program out of a backup. Strict: its lines are exactly those that <see cref="ToLines"/> writes, in that order. Never throws for any lines.
    /// </summary>
    /// <param name="lines">The backup, other lines included.</param>
    /// <param name="program">The program; null when the backup holds none, or it was refused.</param>
    /// <param name="problem">What is wrong, as a sentence; empty when nothing is.</param>
    /// <returns>False when there is something wrong.</returns>
    public static bool TryRead(IEnumerable<string> lines, out ProgramBackup? program, out string problem)
    {
        ArgumentNullException.ThrowIfNull(lines);
        (program, problem) = (null, "");
        List<string> own = [.. lines.Where(l => l.StartsWith(Prefix, StringComparison.Ordinal))];
        if (own.Count == 0)
        {
            return true;
        }

        var bytes = new List<byte>();
        foreach (var line in own.Where(l => l.StartsWith(Part, StringComparison.Ordinal)))
        {
            if (!TryBytes(line, out var part) || bytes.Count + part.Length > ProgramBundle.MaxLength)
            {
                problem = $"'{BackupText.KeyOf(line)}' is no part of a program";
                return false;
            }

            bytes.AddRange(part);
        }

        if (!ProgramBundle.TryParse([.. bytes], out var bundle, out problem))
        {
            return false;
        }

        var retained = own.Find(l => BackupText.KeyOf(l) == RetainedKey);
        if (retained is null || !TryBytes(retained, out var values))
        {
            problem = "the retained variables cannot be read";
            return false;
        }

        program = new ProgramBackup(bundle!, own.Contains($"{Accepted}=true"), values);
        if (program.ToLines().SequenceEqual(own))
        {
            return true;
        }

        (program, problem) = (null, "the program is another than the backup says");
        return false;
    }

    private static bool TryBytes(string line, out byte[] bytes)
    {
        var json = BackupText.ValueOf(line);
        var buffer = new byte[json.Length];
        var good = json.Length >= 2 && json[0] == '"' && json[^1] == '"' && Convert.TryFromBase64String(json[1..^1], buffer, out var length)
            ? length : -1;
        bytes = good < 0 ? [] : buffer[..good];
        return good >= 0;
    }
}
