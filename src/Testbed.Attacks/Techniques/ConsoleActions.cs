using Testbed.Core;
using Testbed.Scenarios;
using static Testbed.Core.FoundationalRequirement;

namespace Testbed.Attacks;

/// <summary>T0823 Graphical User Interface: does at the panel what an operator does there, moving a point.</summary>
public sealed class PanelWrite() : ConsoleTechnique("panel-write", "T0823", "point value", "write", "moves a point")
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        var service = context.Service(ServiceProtocol.Modbus) ?? context.Service(ServiceProtocol.Console)!;
        if (PointChoice.Point(context, service) is not { } target)
        {
            return StepOutcome.Absent($"{context.Target.Id} has no such point.");
        }

        var raw = PointChoice.Value(context, target);
        await session.Link.SendAsync(target.Command(raw));
        await context.Range.WaitAsync(AttackTimes.Settle(context.Target));
        return context.Range.Holds(target, raw)
            ? new(BreachKind.Write, $"{Who(session)} set {target.Text(raw)} at {context.Target.Id}.")
            : StepOutcome.Nothing($"{target.Text(raw)} at {context.Target.Id} was not applied.");
    }
}

/// <summary>T0881 Service Stop: makes a device leave off, by ordering its restart. Breach: its services are gone for a while.</summary>
public sealed class StopService() : ConsoleTechnique("service-stop", "T0881", "", "restart", "orders a restart", Iac, Uc)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(1500);

    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        await session.Link.SendAsync("RESTART");
        await context.Range.WaitAsync(Grace);
        var console = context.Service(ServiceProtocol.Console)!;
        var stream = await context.Range.OpenAsync(context.Vantage.From, context.Target.Id, console.Port);
        if (stream is not null)
        {
            await stream.DisposeAsync();
            return StepOutcome.Nothing($"{context.Target.Id} went on serving.");
        }

        return new(BreachKind.Availability, $"{Who(session)} stopped the services of {context.Target.Id}.");
    }
}

/// <summary>T0872 Indicator Removal on Host: clears the records. Breach: one that was there is gone.</summary>
public sealed class EraseRecords() : ConsoleTechnique("erase-records", "T0872", "", "audit-clear", "clears the records", Si)
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        var before = context.Range.Truth.Audit(context.Target.Id);
        await session.Link.SendAsync("AUDIT CLEAR");
        var after = context.Range.Truth.Audit(context.Target.Id).Select(r => r.EventId).ToHashSet();
        var gone = before.Count(r => !after.Contains(r.EventId));
        return gone > 0
            ? new(BreachKind.Concealment, $"{Who(session)} cleared {Number.Text(gone)} records of {context.Target.Id}.")
            : StepOutcome.Nothing($"{context.Target.Id} kept its records.");
    }
}

/// <summary>T0892 Change Credential: changes the password of the account in use. Breach: its owners are locked out, and the new password opens a session.</summary>
public sealed class ChangeCredential() : ConsoleTechnique("change-credential", "T0892", "", "read", "changes a password", Iac)
{
    private const string Chosen = "Taken-Over-2026-x";

    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        if (session.Account == "-")
        {
            return StepOutcome.Nothing($"{context.Target.Id} asks nobody for a password that could be changed.");
        }

        await session.Link.SendAsync($"PASSWD {session.Password} {Chosen}");
        await session.Link.SendAsync("LOGOFF");
        var changed = await OpensAsync(context, session.Account, Chosen) && !await OpensAsync(context, session.Account, session.Password);
        return changed
            ? new(BreachKind.Session, $"The password of {session.Account} at {context.Target.Id} is the attacker's now.")
            : StepOutcome.Nothing($"The password of {session.Account} at {context.Target.Id} stayed.");
    }

    private static async Task<bool> OpensAsync(StepContext context, string name, string password)
    {
        var port = context.Service(ServiceProtocol.Console)!.Port;
        if (await ConsoleLink.OpenAsync(context.Range, context.Vantage.From, context.Target.Id, port) is not { } link)
        {
            return false;
        }

        await using (link)
        {
            return await link.LogOnAsync(name, password) is not null;
        }
    }
}

/// <summary>T0890 Exploitation for Privilege Escalation: somebody whose role may not makes himself an administrator. Breach: the new account opens a session.</summary>
public sealed class MakeAdministrator() : ConsoleTechnique("make-administrator", "T0890", "", "", "makes himself an administrator", Uc)
{
    private const string Name = "zz-maint", Password = "Self-Made-2026-x";

    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        var role = context.Target.Accounts.FirstOrDefault(a => a.Name == session.Account)?.Role;
        if (role is { } own && context.Range.Scenario.Permissions(context.Target.Id, own).Contains("accounts"))
        {
            return StepOutcome.Nothing($"{session.Account} may do so.");
        }

        await session.Link.SendAsync($"USER ADD {Name} administrator {Password}");
        await session.Link.SendAsync("LOGOFF");
        return await session.Link.LogOnAsync(Name, Password) is not null
            ? new(BreachKind.Session, $"{Who(session)} made himself an administrator of {context.Target.Id}.")
            : StepOutcome.Nothing($"{Who(session)} stayed what he was at {context.Target.Id}.");
    }
}
