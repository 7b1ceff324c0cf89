using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>Base of techniques that try name and password pairs at a console.</summary>
public abstract class ConsoleLogOnTechnique : Technique
{
    /// <summary>Sets id and ATT&amp;CK id.</summary>
    private protected ConsoleLogOnTechnique(string id, string attackId)
        : base(id, attackId, "", [Rdf], [Iac])
    {
    }

    /// <inheritdoc/>
    internal override async Task<StepOutcome> RunAsync(StepContext context)
    {
        if (context.Service(ServiceProtocol.Console) is not { } service || context.Vantage.Kind == VantageKind.Span)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no console to reach from here.");
        }

        Act(context, $"{context.Vantage.From} logs on at {context.Target.Id}");
        foreach (var (name, password) in Pairs(context.Target))
        {
            if (await ConsoleLink.OpenAsync(context.Range, context.Vantage.From, context.Target.Id, service.Port) is not { } link)
            {
                return StepOutcome.Nothing($"The console of {context.Target.Id} could not be reached.");
            }

            await using (link)
            {
                if (await link.LogOnAsync(name, password) is not null)
                {
                    return new(BreachKind.Session, $"{context.Target.Id} opened a session for {name}.");
                }
            }
        }

        return StepOutcome.Nothing($"{context.Target.Id} opened no session.");
    }

    /// <summary>The pairs to try, in order.</summary>
    private protected abstract IEnumerable<(string Name, string Password)> Pairs(AssetConfig target);
}

/// <summary>T0812 Default Credentials: what suppliers ship, and what everybody tries.</summary>
public sealed class ConsoleDefaults() : ConsoleLogOnTechnique("console-default-credentials", "T0812")
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Name, string Password)> Pairs(AssetConfig target) =>
        [.. target.Accounts.Where(a => a.VendorDefault).Select(a => (a.Name, a.Password)), ("admin", "admin"), ("operator", "operator"), ("service", "1234")];
}

/// <summary>T0859 Valid Accounts, by guessing: known names with a list of common passwords.</summary>
public sealed class ConsoleGuess() : ConsoleLogOnTechnique("console-guess", "T0859")
{
    private static readonly string[] Common = ["password", "Passw0rd", "123456", "changeme", "Winter2026", "Welcome1", "gas", "scada"];

    /// <inheritdoc/>
    private protected override IEnumerable<(string Name, string Password)> Pairs(AssetConfig target) =>
        target.Accounts.Select(a => a.Name).Take(2).SelectMany(n => Common.Select(p => (n, p)));
}
