using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0858 Change Operating Mode: stops the program and leaves the controller there.</summary>
public sealed class StopProgram() : EngineeringTechnique("program-stop", "T0858", "", "stops the program", Iac, Uc)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        await access.Client.StopAsync();
        await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        return context.Range.Truth.Program(context.Target.Id) is { IsRunning: false } now
            ? new(BreachKind.Availability, $"{context.Target.Id} stands in {now.State}.")
            : StepOutcome.Nothing($"{context.Target.Id} runs on.");
    }
}

/// <summary>T0816 Device Restart/Shutdown: stops the program and starts it cold, so that what it remembered is gone.</summary>
public sealed class RestartProgram() : EngineeringTechnique("program-restart", "T0816", "", "restarts the program", Iac, Uc)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        await access.Client.StopAsync();
        await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        var stood = context.Range.Truth.Program(context.Target.Id) is { IsRunning: false };
        await access.Client.StartAsync(warm: false);
        await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        return stood
            ? new(BreachKind.Availability, $"{context.Target.Id} stood, and was {(context.Range.Truth.Program(context.Target.Id)!.IsRunning ? "started" : "not started")} again.")
            : StepOutcome.Nothing($"{context.Target.Id} ran on.");
    }
}

/// <summary>Base of techniques that give a variable of the program another value.</summary>
public abstract class VariableTechnique : EngineeringTechnique
{
    private readonly bool _force;

    /// <summary>Sets what is fixed.</summary>
    private protected VariableTechnique(string id, string attackId, string what, bool force)
        : base(id, attackId, "point value", what, Iac, Uc) => _force = force;

    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service)
    {
        var all = await ProgramVariable.ReadAsync(context.Range, context.Target, service, access);
        var wanted = PointChoice.Point(context, service);
        if (all.FirstOrDefault(v => v.Target.Point == wanted?.Point) is not { } found)
        {
            return StepOutcome.Nothing($"The program of {context.Target.Id} has no such variable, or does not show it.");
        }

        var variable = found.With(PointChoice.Value(context, found.Target));
        await (_force ? access.Client.ForceAsync(variable.Path, variable.Literal) : access.Client.WriteAsync(variable.Path, variable.Literal));
        await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        return variable.IsHeld(context.Range)
            ? new(BreachKind.Write, $"{variable.Text} of {context.Target.Id} was {(_force ? "forced" : "written")}.")
            : StepOutcome.Nothing($"{variable.Text} of {context.Target.Id} was not {(_force ? "forced" : "written")}.");
    }
}

/// <summary>T0835 Manipulate I/O Image: forces the variable of an output, so that the program cannot change it back.</summary>
public sealed class ForceVariable() : VariableTechnique("variable-force", "T0835", "forces a variable", force: true);

/// <summary>T0836 Modify Parameter: writes the variable of a set point or parameter.</summary>
public sealed class WriteVariable() : VariableTechnique("variable-write", "T0836", "writes a variable", force: false);

/// <summary>T0838 Modify Alarm Settings: writes the limit of an alarm over Modbus, so far off that it is never reached.</summary>
public sealed class ModifyAlarmLimit() : Technique("alarm-limit", "T0838", "", [Uc, Rdf], [Iac, Uc])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var service = context.Service(ServiceProtocol.Modbus);
        var targets = service is null ? [] : WriteTarget.Of(context.Target, service)
            .Select(t => (Target: t, Alarm: context.Target.Controller.Alarms.FirstOrDefault(a => a.Limit == t.Point.Name)))
            .Where(t => t.Alarm is not null).ToList();
        if (targets.Count == 0)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no alarm limit that could be written.");
        }

        using var link = await context.ModbusAsync();
        var last = StepOutcome.Nothing($"{context.Target.Id} could not be reached.");
        foreach (var (target, alarm) in link is null ? [] : targets)
        {
            var (low, high) = PointCodec.Limits(target.Point.Type);
            var raw = PointCodec.Fit(target.Point.Type, alarm!.IsHigh ? Math.Min(high, 4 * target.ToRaw(target.Point.Initial ?? 1)) : Math.Max(low, 0));
            Act(context, $"{context.Vantage.From} writes {target.Point.Name} of {context.Target.Id}");
            await link!.WriteAsync(target, raw);
            await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
            var judged = await Written.JudgeAsync(context, service!, target, raw, connected: true);
            last = last.Breach == BreachKind.None ? judged : last;
        }

        return last;
    }
}
