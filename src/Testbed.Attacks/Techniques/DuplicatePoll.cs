using Testbed.Core;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0801 Monitor Process State, by mistake: a second poller set up with a far too short period (<c>times</c> polls, ten per simulated second; <c>at-once</c>: so many each time). Breach: a
/// declared poll of the device fails or the device loses a scan.
/// </summary>
public sealed class DuplicatePoll() : Technique("duplicate-poll", "T0801", "times at-once", [Ra], [Ra])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context) =>
        await SecondPoller.DisturbsAsync(context, Act, context.Count("times", 100))
            ? new(BreachKind.Availability, $"The second poller disturbed {context.Target.Id}.")
            : StepOutcome.Nothing($"The second poller did not disturb {context.Target.Id}.");
}

/// <summary>Somebody who polls besides those who are meant to.</summary>
internal static class SecondPoller
{
    /// <summary>Polls ten times per simulated second, each time as often as <c>at-once</c> says; true when a declared poll failed or a scan was lost meanwhile.</summary>
    public static async Task<bool> DisturbsAsync(StepContext context, Action<StepContext, string> act, int times)
    {
        var polls = context.Range.Scenario.Traffic.Polls.Where(p => p.To == context.Target.Id).ToList();
        var failed = polls.Sum(p => context.Range.Truth.Polls(p.Id).Failed);
        act(context, $"{context.Vantage.From} polls {context.Target.Id} a second time");
        using var link = await context.ModbusAsync();
        for (var i = 0; link is not null && i < times; i++)
        {
            for (var n = 0; n < Math.Max(1, context.Count("at-once", 1)); n++)
            {
                await link.SendAsync(StormInZone.ReadOfFirstPoint(context.Target));
            }

            await context.Range.WaitAsync(TimeSpan.FromMilliseconds(100));
        }

        return polls.Sum(p => context.Range.Truth.Polls(p.Id).Failed) > failed || Flood.Stalled(context.Range, context.Target);
    }
}
