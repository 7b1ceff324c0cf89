using System.Text.RegularExpressions;
using Testbed.Core;

namespace Testbed.Attacks;

/// <summary>
/// SR 3.7: provokes errors at a console and reads the replies. Breach: one tells product, version, a path or a source line. Modbus exceptions have no room
/// for text.
/// </summary>
public sealed partial class TalkativeErrors() : ConsoleProbe("talkative-errors", "SR 3.7")
{
    private static readonly string[] Errors =
        ["FROBNICATE", "READ no-such-point", "WRITE", "WRITE no-such-point NaN", "LOGON", "RESUME \u00ff\u00fe", "ROLE SET", "%s%n", "READ ../../etc/passwd"];

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.OpenAsync() is not { } link)
        {
            return Unreachable;
        }

        range.Act("T0888", $"errors provoked at {target.Asset.Id}");
        await using (link)
        {
            foreach (var line in Errors)
            {
                var reply = await link.SendAsync(line);
                if (reply is { IsSuccess: false } && Tells(reply.Text.Replace(line, "", StringComparison.Ordinal), target))
                {
                    return AttackOutcome.Succeeded($"An error reply of {target.Asset.Id} (code {Number.Text(reply.Code)}) tells product, version or path.");
                }
            }
        }

        return AttackOutcome.Resisted($"{Errors.Length} error replies of {target.Asset.Id} told nothing useful.");
    }

    private static bool Tells(string text, ConsoleTarget target) =>
        (target.Asset.Product.Length > 2 && text.Contains(target.Asset.Product, StringComparison.OrdinalIgnoreCase))
        || (target.Asset.Version.Length > 1 && text.Contains(target.Asset.Version, StringComparison.OrdinalIgnoreCase))
        || Inside().IsMatch(text);

    [GeneratedRegex(@"[A-Za-z]:\\|/(bin|dev|etc|flash|home|opt|srv|usr|var)/|\.(c|cs|cpp|py|st):\d+|\bat \w+\.\w+\(", RegexOptions.CultureInvariant)]
    private static partial Regex Inside();
}
