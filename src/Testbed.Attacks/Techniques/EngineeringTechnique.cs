using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of techniques that work on a controller through its engineering service, without an account of their own: without log-on where that is served,
/// else with what
/// everybody tries. Judged by what the controller then does, never by its answers.
/// </summary>
public abstract class EngineeringTechnique : Technique
{
    private readonly string _what;

    /// <summary>Sets what is fixed, and what is done in words after "its".</summary>
    private protected EngineeringTechnique(string id, string attackId, string parameters, string what, params FoundationalRequirement[] zoneGuards)
        : base(id, attackId, parameters, [FoundationalRequirement.Uc, FoundationalRequirement.Rdf], zoneGuards) => _what = what;

    /// <inheritdoc/>
    internal sealed override async Task<StepOutcome> RunAsync(StepContext context)
    {
        var target = context.Target;
        if (EngineeringAccess.ServiceOf(target) is not { } service)
        {
            return StepOutcome.Absent($"{target.Id} has no program.");
        }

        Act(context, $"{context.Vantage.From}: {_what} of {target.Id}");
        using var link = await context.ModbusAsync();
        if (link is null)
        {
            return StepOutcome.Nothing($"{target.Id} could not be reached.");
        }

        using var access = EngineeringAccess.Over(context.Range, link);
        if (!await access.BreakInAsync(target))
        {
            return StepOutcome.Nothing($"The engineering service of {target.Id} let nobody in.");
        }

        var outcome = await ActAsync(context, access, service);
        return outcome.Breach != BreachKind.None && IsEntitled(context, service)
            ? StepOutcome.Nothing($"{outcome.Text} {context.Vantage.From} may do so.")
            : outcome;
    }

    /// <summary>Does it, and looks.</summary>
    private protected abstract Task<StepOutcome> ActAsync(StepContext context, EngineeringAccess access, ServiceConfig service);

    /// <summary>Puts a program in place and tells whether it runs.</summary>
    private protected static async Task<bool> RunsAsync(StepContext context, EngineeringAccess access, ProgramBundle program)
    {
        await access.ReplaceAsync(program);
        await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        return context.Range.Truth.Program(context.Target.Id) is { IsRunning: true } now && now.Digest == program.DigestText;
    }

    // A flow that names the function code gives its source the service; machines of a zone have no such right of their own.
    private static bool IsEntitled(StepContext context, ServiceConfig service) => context.Vantage.Kind == VantageKind.Asset
        && FlowPolicy.Allows(context.Range.Scenario, context.Vantage.From, context.Target.Id, service.Port, new(ModbusFunctionCode.Engineering, 0, null));
}
