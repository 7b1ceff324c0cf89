using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>SR 2.11 RE 2: the time source is stopped, then an asset asks it. Breach: no record tells of the loss, or the clock stands off afterwards.</summary>
public sealed class StoppedTimeSource() : ConsoleProbe("stopped-time-source", "SR 2.11 RE 2")
{
    /// <inheritdoc/>
    protected override string Variant => "+stopped";

    /// <inheritdoc/>
    protected override IEnumerable<string> Accounts(Scenario scenario, AssetConfig asset) => FalseTime.Keepers(scenario, asset);

    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, IAttackRange range)
    {
        if (await target.LoggedOnAsync() is not { } link)
        {
            return NoLogOn;
        }

        await using (link)
        {
            var source = FalseTime.Source(range.Scenario, target.Asset)!;
            range.Act("T0814", $"time service of {source.Asset.Id} stopped");
            if (!await source.DoAsync(range, "CLOCK SERVE off"))
            {
                return AttackOutcome.Resisted($"The time service of {source.Asset.Id} could not be stopped.");
            }

            var last = AuditStimulus.LastEventId(range, target.Asset.Id);
            await link.SendAsync("CLOCK SYNC");
            var isRight = await ClockCommand.ErrorAsync(link, range) is { } error && error.Duration() <= TimeSpan.FromSeconds(2);
            return !isRight ? AttackOutcome.Succeeded($"The clock of {target.Asset.Id} does not run on without {source.Asset.Id}.")
                : last == 0 || FalseTime.IsUnrecorded(range, target.Asset, last) ? AttackOutcome.Succeeded($"No record of {target.Asset.Id} tells that {source.Asset.Id} gives no time.")
                : AttackOutcome.Resisted($"{target.Asset.Id} recorded the loss of {source.Asset.Id}, and its clock runs on.");
        }
    }
}
