using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>Base of techniques whose gain is the session itself.</summary>
public abstract class SessionTechnique : ConsoleTechnique
{
    /// <summary>Sets what is fixed.</summary>
    private protected SessionTechnique(string id, string attackId, string what)
        : base(id, attackId, "", "read", what, Iac)
    {
    }

    /// <inheritdoc/>
    private protected override Task<StepOutcome> ActAsync(StepContext context, StolenSession session) =>
        Task.FromResult(new StepOutcome(BreachKind.Session, $"{context.Target.Id} served {Who(session)}."));
}

/// <summary>T0822 External Remote Services: comes in by the way in that was made for people from outside.</summary>
public sealed class ExternalLogOn() : SessionTechnique("external-log-on", "T0822", "comes in from outside");

/// <summary>T0883 Internet Accessible Device: uses a device that a public network reaches.</summary>
public sealed class PublicDevice() : SessionTechnique("public-device", "T0883", "uses what a public network reaches");

/// <summary>T0862 Supply Chain Compromise: works with what was stolen at a supplier, the password of its person.</summary>
public sealed class SupplierAccount() : SessionTechnique("supplier-account", "T0862", "works as the supplier's person");

/// <summary>
/// T0886 Remote Services: goes on from the console of the target to that of another asset (<c>to</c>: kinds or ids), as an administrator does, and logs on there
/// (<c>then</c>, as <c>account</c>). Breach: a session there; that asset is reached.
/// </summary>
public sealed class GoOn() : ConsoleTechnique("go-on", "T0886", "to then", "read", "goes on to another console", Iac, Uc)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        var scenario = context.Range.Scenario;
        var candidates = PlayScene.Assets(scenario, context.Parameters.GetValueOrDefault("to", "host"))
            .Where(a => a.Id != context.Target.Id && a.Services.Any(s => s.Protocol == ServiceProtocol.Console)).ToList();
        foreach (var next in candidates)
        {
            if (await session.Link.SendAsync($"CONNECT {next.Id}") is not { Code: 150 })
            {
                continue;
            }

            await session.Link.NextAsync();
            if (await IsServedAsync(context, session, next))
            {
                context.Reached.Add(next.Id);
                return new(BreachKind.Session, $"{Who(session)} went on from {context.Target.Id} to a session at {next.Id}.");
            }

            return StepOutcome.Nothing($"{next.Id} let nobody in from {context.Target.Id}.");
        }

        return candidates.Count == 0
            ? StepOutcome.Absent("There is no other console to go on to.")
            : StepOutcome.Nothing($"{context.Target.Id} led on to no other console.");
    }

    // The relayed console greets and is then spoken to over the same connection, so there is one try per log-on and no second connection.
    private static async Task<bool> IsServedAsync(StepContext context, StolenSession session, AssetConfig next)
    {
        if (await session.Link.IsServedAsync())
        {
            return true;
        }

        foreach (var account in StolenEntry.Accounts(context.Range.Scenario, next, context.Parameters.GetValueOrDefault("then", "any"), "read"))
        {
            if (await session.Link.LogOnAsync(account.Name, account.Password) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
