using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0813 Denial of Control: switches a station from remote to local, so that the control centre's commands are refused there. Breach: the switch stands on local and
/// the vantage may not do that.
/// </summary>
public sealed class DenyControl() : Technique("deny-control", "T0813", "", [Uc, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var service = context.Service(ServiceProtocol.Modbus);
        var name = context.Target.Controller.RemoteSwitch?.Point;
        var target = service is null ? null : WriteTarget.Of(context.Target, service).FirstOrDefault(t => t.Point.Name == name);
        if (target is null)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no remote switch that could be written.");
        }

        Act(context, $"{context.Vantage.From} switches {context.Target.Id} to local");
        using var link = await context.ModbusAsync();
        if (link is not null)
        {
            await link.WriteAsync(target, 0);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        }

        var judged = await Written.JudgeAsync(context, service!, target, 0, link is not null);
        return judged.Breach == BreachKind.Write ? new(BreachKind.Availability, $"{context.Target.Id} takes no commands any more: {judged.Text}") : judged;
    }
}

/// <summary>T0837 Loss of Protection: writes what takes a protection out of action, such as its override.</summary>
public sealed class OverrideProtection() : ModbusWriteTechnique("override-protection", "T0837", Uc, Rdf);

/// <summary>
/// T0869 Standard Application Layer Protocol: nothing but ordinary Modbus. Reads what is there by FC 3, then writes plausible values next to it by FC 6 and 16,
/// <c>times</c> points, one every <c>every-s</c> seconds. Breach: one is applied that the vantage may not write.
/// </summary>
public sealed class PlausibleWrites() : Technique("plausible-writes", "T0869", "times every-s", [Uc, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var service = context.Service(ServiceProtocol.Modbus);
        var targets = service is null ? [] : WriteTarget.Of(context.Target, service).Where(t => t.Point.Table == ModbusTable.HoldingRegister).ToList();
        if (targets.Count == 0)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no registers to write.");
        }

        Act(context, $"{context.Vantage.From} reads and writes registers of {context.Target.Id}");
        using var link = await context.ModbusAsync();
        var last = StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
        var isMultiple = false;
        foreach (var target in link is null ? [] : targets.Take(Math.Max(1, context.Count("times", 4))))
        {
            await link!.ReadAsync(target.Point.Table, target.Point.Address, target.Point.Words);
            var raw = target.DifferentInRange(context.Range.Truth.Point(context.Target.Id, target.Point.Name));
            await link.WriteAsync(target, raw, isMultiple);
            isMultiple = !isMultiple;
            await context.Range.WaitAsync(TimeSpan.FromSeconds(Math.Max(context.Number("every-s", 2), AttackTimes.Settle(context.Target).TotalSeconds)));
            var judged = await Written.JudgeAsync(context, service!, target, raw, connected: true);
            last = last.Breach == BreachKind.None ? judged : last;
        }

        return last;
    }
}

/// <summary>
/// T0864 Transient Cyber Asset: a laptop from elsewhere is plugged in and its program polls whatever it finds, ten times a second (<c>times</c>). Breach: control or a
/// declared poll suffers.
/// </summary>
public sealed class StrayLaptopPolls() : Technique("stray-laptop", "T0864", "times at-once", [Ra], [Ra])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context) =>
        await SecondPoller.DisturbsAsync(context, Act, context.Count("times", 50))
            ? new(BreachKind.Availability, $"The laptop disturbed {context.Target.Id}.")
            : StepOutcome.Nothing($"The laptop did not disturb {context.Target.Id}.");
}
