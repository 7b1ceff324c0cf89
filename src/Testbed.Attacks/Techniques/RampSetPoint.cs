using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0836 Modify Parameter, slowly: moves a set point from where it is to <c>value</c> in <c>times</c> equal steps, <c>every-s</c> simulated seconds
/// apart, so that
/// no single move stands out.
/// </summary>
public sealed class RampSetPoint() : Technique("ramp-set-point", "T0836", "point value times every-s", [Uc, Si], [Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service || PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no such point.");
        }

        var start = target.ToRaw(context.Range.Truth.Point(context.Target.Id, target.Point.Name) ?? 0);
        var end = PointChoice.Value(context, target);
        var times = Math.Max(1, context.Count("times", 10));
        Act(context, $"{context.Vantage.From} ramps {target.Point.Name} of {context.Target.Id}");
        using var link = await context.ModbusAsync();
        var last = StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
        for (var i = 1; link is not null && i <= times; i++)
        {
            var raw = target.Between(start, end, i, times);
            await link.WriteAsync(target, raw);
            await context.Range.WaitAsync(TimeSpan.FromSeconds(Math.Max(context.Number("every-s", 60), AttackTimes.Settle(context.Target).TotalSeconds)));
            var judged = await Written.JudgeAsync(context, service, target, raw, connected: true);
            last = last.Breach == BreachKind.None ? judged : last;
        }

        return last;
    }
}
