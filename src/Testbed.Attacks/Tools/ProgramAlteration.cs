using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Testbed.Core;
using Testbed.Modbus;

namespace Testbed.Attacks;

/// <summary>
/// What an attacker makes of a program he has read out of a controller. It works on the text alone and knows no scenario; not every change compiles.
/// </summary>
internal static partial class ProgramAlteration
{
    /// <summary>Serialised signatures begin with so many bytes of their own: mark, length, value.</summary>
    private const int SignatureFrame = 3 + 64;

    /// <summary>The same program by somebody else: a comment more, a later version, no signature.</summary>
    public static ProgramBundle Marked(ProgramBundle program, string mark) => Rewrite(program, text => $"(* {mark} *)\n{text}");

    /// <summary>The same program under an earlier version.</summary>
    public static ProgramBundle Earlier(ProgramBundle program, string mark) =>
        ProgramBundle.Create(program.Name, "0.1", program.Files.Select(f => f with { Text = $"(* {mark} *)\n{f.Text}" }));

    /// <summary>
    /// Programs that do harm, the least conspicuous first: latches that never latch, limits and set points off by a quarter, nothing done at all.
    /// </summary>
    public static IEnumerable<(string What, ProgramBundle Program)> Harmful(ProgramBundle program)
    {
        (string What, Func<string, string> Change)[] ways =
        [
            ("what it latches is set no more", NoLatch), ("limits and set points are off by a quarter", Shift), ("it does nothing any more", Idle),
        ];
        foreach (var (what, change) in ways)
        {
            if (program.Files.Any(f => change(f.Text) != f.Text))
            {
                yield return (what, Rewrite(program, change));
            }
        }
    }

    /// <summary>The program with a task that comes once a day.</summary>
    public static ProgramBundle? Retasked(ProgramBundle program)
    {
        if (program.Files.Any(f => Interval().IsMatch(ProgramText.Code(f.Text))))
        {
            return Rewrite(program, text => Interval().Replace(text, "INTERVAL := T#24h"));
        }

        var names = program.Files.SelectMany(f => ProgramText.Programs(f.Text)).ToList();
        if (names.Count == 0 || program.Files.Any(f => ProgramText.Code(f.Text).Contains("CONFIGURATION", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var instances = string.Concat(names.Select(n => $"PROGRAM {n}_daily WITH daily : {n};\n"));
        var tasking = $"CONFIGURATION tasking\nRESOURCE cpu ON controller\nTASK daily(INTERVAL := T#24h, PRIORITY := 1);\n{instances}END_RESOURCE\nEND_CONFIGURATION\n";
        return ProgramBundle.Create(program.Name, Later(program.Version), program.Files.Append(new ProgramFile("tasking.st", tasking)));
    }

    /// <summary>
    /// The program in which a global variable gets its value from a retained one of another name, as the last thing of a scan; null where its text does not show
    /// how.
    /// </summary>
    public static ProgramBundle? Following(ProgramBundle program, string variable, string kept, string literal)
    {
        var type = program.Files.Select(f => ProgramText.GlobalType(f.Text, variable)).FirstOrDefault(t => t is not null);
        var name = new Regex($@"\b{Regex.Escape(variable)}\b", RegexOptions.IgnoreCase);
        var user = program.Files.FirstOrDefault(f => ProgramText.ProgramBodies(f.Text).Any(b => b.End > b.Start && name.IsMatch(f.Text[b.Start..b.End])));
        if (type is null || user is null)
        {
            return null;
        }

        var body = ProgramText.ProgramBodies(user.Text).First(b => b.End > b.Start && name.IsMatch(user.Text[b.Start..b.End]));
        var text = ProgramText.Insert(user.Text, [body.End], $"\n{variable} := {kept};\n");
        text = ProgramText.Insert(text, [body.Start], $"\nVAR_EXTERNAL {kept} : {type}; END_VAR\n");
        text = $"VAR_GLOBAL RETAIN {kept} : {type} := {literal}; END_VAR\n{text}";
        return ProgramBundle.Create(program.Name, Later(program.Version), program.Files.Select(f => f == user ? f with { Text = text } : f));
    }

    /// <summary>The program with a loop that never ends.</summary>
    public static ProgramBundle Endless(ProgramBundle program) =>
        Rewrite(program, text => ProgramText.Insert(text, ProgramText.BodyStarts(text), "\nWHILE TRUE DO ; END_WHILE;\n"));

    /// <summary>
    /// The program signed. Certificates and signatures differ from run to run by some bytes; blanks at the end of the first file keep the number of blocks that
    /// travel from depending on it.
    /// </summary>
    public static ProgramBundle Signed(ProgramBundle program, X509Certificate2 signer)
    {
        var length = program.ToBytes().Length - 1 + SignatureFrame + StableLength(signer) + 90;
        var room = ((EngineeringLimits.BlockLength / 2) - (length % EngineeringLimits.BlockLength) + EngineeringLimits.BlockLength) % EngineeringLimits.BlockLength;
        var first = program.Files[0];
        return ProgramBundle.Create(program.Name, program.Version, program.Files.Select(f => f == first ? f with { Text = f.Text + new string(' ', room) } : f))
            .Sign(signer);
    }

    /// <summary>The next version.</summary>
    public static string Later(string version)
    {
        var parts = version.Split('.').Select(p => int.TryParse(p, out var number) ? number : 0).ToArray();
        parts[^1]++;
        return string.Join('.', parts);
    }

    private static ProgramBundle Rewrite(ProgramBundle program, Func<string, string> change) =>
        ProgramBundle.Create(program.Name, Later(program.Version), program.Files.Select(f => f with { Text = change(f.Text) }));

    private static string NoLatch(string text) => ReplaceIn(text, Latch(), m => m.Value[..^4] + "FALSE");

    private static string Shift(string text) => ReplaceIn(text, Setting(), m => $"({m.Value} * 1.25)");

    private static string Idle(string text) => ProgramText.Insert(text, ProgramText.BodyStarts(text), "\nRETURN;\n");

    private static string ReplaceIn(string text, Regex what, Func<Match, string> by)
    {
        foreach (var match in what.Matches(ProgramText.Bodies(text)).Reverse())
        {
            text = string.Concat(text.AsSpan(0, match.Index), by(match), text.AsSpan(match.Index + match.Length));
        }

        return text;
    }

    // Serial number and signature (X.509 section 4.1) are as long as chance wants; all else of a certificate is as long as its names.
    private static int StableLength(X509Certificate2 certificate)
    {
        var sequence = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        sequence.ReadSequence();
        sequence.ReadSequence();
        return certificate.RawDataMemory.Length - sequence.ReadBitString(out _).Length - certificate.SerialNumberBytes.Length;
    }

    [GeneratedRegex(@"(?<=(?:;|\bTHEN|\bELSE|\bDO)\s*)\w+\s*:=\s*TRUE(?=\s*;)", RegexOptions.IgnoreCase)]
    private static partial Regex Latch();

    [GeneratedRegex(@"\b(?:set_?point|trip_?point|limit_|alarm_)\w*\b(?!\s*(?::=|\())", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\bINTERVAL\s*:=\s*[^,)]+", RegexOptions.IgnoreCase)]
    private static partial Regex Interval();
}
