using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Base of techniques that read something out of a device at its console.</summary>
public abstract class ConsoleReading : ConsoleTechnique
{
    private readonly string _command;

    /// <summary>Sets what is fixed.</summary>
    private protected ConsoleReading(string id, string attackId, string command, string permission, string what)
        : base(id, attackId, "", permission, what) => _command = command;

    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        var reply = await session.Link.SendAsync(_command);
        return reply is { IsSuccess: true, Lines.Count: > 0 }
            ? new(BreachKind.Read, $"{context.Target.Id} gave {Who(session)} {Number.Text(reply.Lines.Count)} lines of {_command}.")
            : StepOutcome.Nothing($"{context.Target.Id} gave {Who(session)} nothing of {_command}.");
    }
}

/// <summary>T0807 Command-Line Interface: reads all values by a command.</summary>
public sealed class CommandLine() : ConsoleReading("command-line", "T0807", "POINTS", "read", "reads all values");

/// <summary>T0893 Data from Local System: exports the configuration.</summary>
public sealed class LocalData() : ConsoleReading("local-data", "T0893", "CONFIG SHOW", "configure", "exports the configuration");

/// <summary>T0811 Data from Information Repositories: reads the records of others out of the store that collects them.</summary>
public sealed class RepositoryData() : ConsoleReading("repository-data", "T0811", "AUDIT LIST 200", "audit", "reads the records");

/// <summary>T0840 Network Connection Enumeration: asks a device what it is and whom it knows.</summary>
public sealed class ConnectionList() : ConsoleReading("connection-list", "T0840", "INVENTORY", "inventory", "asks for the inventory");

/// <summary>T0882 Theft of Operational Information: fetches a whole backup, with settings, accounts and program.</summary>
public sealed class StealBackup() : ConsoleTechnique("steal-backup", "T0882", "", "backup", "takes a backup away")
{
    /// <inheritdoc/>
    private protected override async Task<StepOutcome> ActAsync(StepContext context, StolenSession session)
    {
        await session.Link.SendAsync("BACKUP TAKE");
        var reply = await session.Link.SendAsync("BACKUP SHOW");
        return reply is { IsSuccess: true } && reply.Lines.Sum(l => l.Length) > 100
            ? new(BreachKind.Read, $"{Who(session)} took a backup of {context.Target.Id} away.")
            : StepOutcome.Nothing($"{Who(session)} got no backup of {context.Target.Id}.");
    }
}
