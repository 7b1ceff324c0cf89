using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>
/// Base of techniques that work at a console with a session that is not the attacker's own (<c>account</c>, see <see cref="StolenEntry"/>). Where the console lets
/// nobody in, nothing happens. An asset that did is reached.
/// </summary>
public abstract class ConsoleTechnique : Technique
{
    private readonly string _permission;
    private readonly string _what;

    /// <summary>Sets what is fixed: the permission of a role that helps, and what is done in words.</summary>
    private protected ConsoleTechnique(string id, string attackId, string parameters, string permission, string what, params FoundationalRequirement[] zoneGuards)
        : base(id, attackId, $"account {parameters}", [Rdf], zoneGuards.Length > 0 ? zoneGuards : [Iac, Uc]) => (_permission, _what) = (permission, what);

    /// <inheritdoc/>
    internal sealed override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Console) is not { } service || context.Vantage.Kind == VantageKind.Span)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no console to reach from here.");
        }

        Act(context, $"{context.Vantage.From} {_what} at the console of {context.Target.Id}");
        var word = context.Parameters.GetValueOrDefault("account", "any");
        if (await StolenEntry.InAsync(context.Range, context.Vantage.From, context.Target, service.Port, word, _permission) is not { } session)
        {
            return StepOutcome.Nothing($"The console of {context.Target.Id} let nobody in.");
        }

        await using (session.Link)
        {
            context.Reached.Add(context.Target.Id);
            return await ActAsync(context, session);
        }
    }

    /// <summary>Does it, and looks.</summary>
    private protected abstract Task<StepOutcome> ActAsync(StepContext context, StolenSession session);

    /// <summary>Who is at work, as a sentence has it.</summary>
    private protected static string Who(StolenSession session) => session.Account == "-" ? "somebody without log-on" : $"somebody as {session.Account}";
}
