using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0806 Brute Force I/O: drives a point to and fro between its present value and another. Parameters: <c>point times</c>.</summary>
public sealed class ToggleOutput() : Technique("toggle-output", "T0806", "point times", [Uc, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service || PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no such point.");
        }

        Act(context, $"{context.Vantage.From} toggles {target.Point.Name} of {context.Target.Id}");
        using var link = await context.ModbusAsync();
        var last = StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
        for (var i = 0; link is not null && i < context.Count("times", 6); i++)
        {
            var raw = target.DifferentInRange(context.Range.Truth.Point(context.Target.Id, target.Point.Name));
            await link.WriteAsync(target, raw);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
            var judged = await Written.JudgeAsync(context, service, target, raw, connected: true);
            last = last.Breach == BreachKind.None ? judged : last;
        }

        return last;
    }
}
