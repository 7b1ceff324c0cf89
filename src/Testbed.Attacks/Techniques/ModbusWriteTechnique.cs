using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Base of techniques that write one point and look whether the device took it.</summary>
public abstract class ModbusWriteTechnique : Technique
{
    /// <summary>Sets id, ATT&amp;CK id and the FRs of a crossed conduit that guard.</summary>
    private protected ModbusWriteTechnique(string id, string attackId, params FoundationalRequirement[] conduitGuards)
        : base(id, attackId, "point value", conduitGuards, [FoundationalRequirement.Iac, FoundationalRequirement.Uc])
    {
    }

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Modbus) is not { } service || PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no such point.");
        }

        var raw = PointChoice.Value(context, target);
        Act(context, $"{context.Vantage.From} writes {target.Point.Name} of {context.Target.Id}");
        using var link = await context.ModbusAsync();
        if (link is not null)
        {
            await link.WriteAsync(target, raw);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        }

        return await Written.JudgeAsync(context, service, target, raw, link is not null);
    }
}

/// <summary>T0836 Modify Parameter: one holding register by FC 6.</summary>
public sealed class ModbusSetPoint() : ModbusWriteTechnique("modbus-set-point", "T0836", FoundationalRequirement.Uc, FoundationalRequirement.Rdf);

/// <summary>T0855 Unauthorized Command Message: one coil or command register by FC 5 or 6.</summary>
public sealed class ModbusCommand() : ModbusWriteTechnique("modbus-command", "T0855", FoundationalRequirement.Uc, FoundationalRequirement.Rdf);

/// <summary>T0848 Rogue Master: a host on the medium passes itself off as the declared client and writes.</summary>
public sealed class RogueMaster() : ModbusWriteTechnique("rogue-master", "T0848", FoundationalRequirement.Iac);

/// <summary>Judges a write by ground truth and policy.</summary>
internal static class Written
{
    /// <summary>A breach when the device holds the value and the vantage may not write it.</summary>
    public static Task<StepOutcome> JudgeAsync(StepContext context, ServiceConfig service, WriteTarget target, double raw, bool connected)
    {
        var what = $"{target.Text(raw)} at {context.Target.Id}";
        if (!connected || !context.Range.Holds(target, raw))
        {
            return Task.FromResult(StepOutcome.Nothing($"{what} was not applied."));
        }

        return Task.FromResult(context.IsAllowed(service, new(target.SingleFunction, target.Point.Address, raw))
            ? StepOutcome.Nothing($"{what} was applied, as {context.Vantage.From} may.") with { IsApplied = true }
            : new StepOutcome(BreachKind.Write, $"{what} was applied although {context.Vantage.From} may not write it."));
    }
}
