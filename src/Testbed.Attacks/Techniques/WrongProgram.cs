using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// T0843 Program Download, by mistake: an engineer with an account of his own downloads the program of another controller to this one. Breach: it has it from then on.
/// </summary>
public sealed class WrongProgram() : Technique("wrong-program", "T0843", "", [Uc, Rdf], [Uc, Si])
{
    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var target = context.Target;
        var other = context.Range.Scenario.Assets.FirstOrDefault(a => a.Id != target.Id && a.Controller.Program.Count > 0);
        if (EngineeringAccess.ServiceOf(target) is null || other is null)
        {
            return StepOutcome.Absent($"{target.Id} has no program that could be mistaken for another's.");
        }

        Act(context, $"the program of {other.Id} goes to {target.Id}");
        using var link = await context.ModbusAsync();
        if (link is null)
        {
            return StepOutcome.Nothing($"{target.Id} could not be reached.");
        }

        using var access = EngineeringAccess.Over(context.Range, link);
        if (context.Range.Scenario.AccountWith(target, "configure") is { } engineer)
        {
            await access.LogOnAsync(engineer.Name, engineer.Password);
        }

        var before = context.Range.Truth.Program(target.Id)?.Digest;
        var wrong = ProgramBundle.Create("other-station", other.Controller.ProgramVersion, other.Controller.Program.Select(f => new ProgramFile(f.Name.Split('/')[^1], f.Text)));
        await access.ReplaceAsync(wrong);
        await context.Range.WaitAsync(AttackTimes.Settle(target));
        return context.Range.Truth.Program(target.Id) is { } now && now.Digest != before
            ? new(BreachKind.Write, $"{target.Id} has the program of {other.Id} and stands in {now.State}.")
            : StepOutcome.Nothing($"{target.Id} did not take the program of {other.Id}.");
    }
}
