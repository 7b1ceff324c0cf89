using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 2.1 RE 4: one person gives a command that needs two, alone; then he confirms it himself, somebody who may not does, the second person confirms another
/// value, from the
/// first one's station, and after the time. Breach: the point moved, or does not when two people do it right. Cells: every console from which such a point can
/// be written.
/// </summary>
public sealed class SingleApproval() : Probe("single-approval", "SR 2.1 RE 4")
{
    private const string Desk = "desk-1";
    private const string OtherDesk = "desk-2";

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        DualAct.Of(scenario).Select(a => At(a.Console.Zone, a.Console.Id, a.Interface, a.First(scenario)!.Name));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var act = DualAct.Of(range.Scenario).First(a => a.Console.Id == cell.Asset && a.Interface == cell.Interface);
        var first = act.First(range.Scenario)!;
        using var target = new ConsoleTarget(range, act.Console, act.Service, first, remote: null) { Guest = Desk };
        if (range.Scenario.Control<ReadOnlyConfig>(act.Target.Owner.Id) is not null && range.Scenario.Control<KeySwitchConfig>(act.Target.Owner.Id) is not null)
        {
            // Somebody stands there with the key: in RUN nobody writes, neither one person nor two.
            range.Faults.TurnKey(act.Target.Owner.Id, "program");
        }

        return await AloneAsync(range, act, target) ?? await LateAsync(range, act, target) ?? await TogetherAsync(range, act, target);
    }

    /// <summary>Everything that is not the second person in time.</summary>
    private static async Task<AttackOutcome?> AloneAsync(IAttackRange range, DualAct act, ConsoleTarget target)
    {
        var first = target.Account;
        var present = act.Write.Present(range);
        var (command, other) = (act.Write.Command(present, 1), act.Write.Command(present, 2));
        if (await target.LoggedOnAsync() is not { } link)
        {
            return AttackOutcome.Resisted($"{first.Name} got no session at {act.Console.Id}.");
        }

        await using (link)
        {
            range.Act("T0855", $"{first.Name} alone at {act.Console.Id}: {command}");
            await link.SendAsync(command);
            if (await act.Write.MovedAsync(range, present))
            {
                return AttackOutcome.Succeeded($"{first.Name} alone moved {act.Target.Name} at {act.Console.Id}.");
            }

            await link.SendAsync($"CONFIRM {command}");
            await link.SendAsync("LOGOFF");
        }

        (AccountConfig? Who, string From, string Said, string Breach)[] attempts =
        [
            (first, OtherDesk, command, "confirmed his own command"),
            (act.Unentitled(first), OtherDesk, command, "confirmed without being entitled to"),
            (act.Second(first), OtherDesk, other, "confirmed another command"),
            (act.Declared.OtherStation ? act.Second(first) : null, Desk, command, "confirmed from the station of the first person"),
        ];
        foreach (var (who, from, said, breach) in attempts)
        {
            await SayAsync(target, who, from, $"CONFIRM {said}");
            if (await act.Write.MovedAsync(range, present))
            {
                return AttackOutcome.Succeeded($"{act.Target.Name} at {act.Console.Id} moved: {who?.Name ?? first.Name} {breach}.");
            }
        }

        return null;
    }

    /// <summary>The second person, too late.</summary>
    private static async Task<AttackOutcome?> LateAsync(IAttackRange range, DualAct act, ConsoleTarget target)
    {
        var present = act.Write.Present(range);
        var command = act.Write.Command(present, 1);
        await SayAsync(target, target.Account, Desk, command);
        await range.WaitAsync(act.Declared.Within + TimeSpan.FromSeconds(10));
        present = act.Write.Present(range);
        await SayAsync(target, act.Second(target.Account), OtherDesk, $"CONFIRM {command}");
        return await act.Write.MovedAsync(range, present)
            ? AttackOutcome.Succeeded($"{act.Target.Name} at {act.Console.Id} moved: confirmed after {act.Declared.Within.TotalMinutes:0.#} min.")
            : null;
    }

    /// <summary>As it is meant to be: what nobody can do any more needs no approval either.</summary>
    private static async Task<AttackOutcome> TogetherAsync(IAttackRange range, DualAct act, ConsoleTarget target)
    {
        var second = act.Second(target.Account);
        await using var confirming = second is null ? null : await target.LoggedOnAsync(second, OtherDesk);
        var present = act.Write.Present(range);
        var command = act.Write.Command(present, 1);
        await SayAsync(target, target.Account, Desk, command);
        if (confirming is not null)
        {
            await confirming.SendAsync($"CONFIRM {command}");
        }

        return await act.Write.MovedAsync(range, present)
            ? AttackOutcome.Resisted($"{act.Target.Name} moved at {act.Console.Id} when {second!.Name} had confirmed what {target.Account.Name} asked for, and not before.")
            : AttackOutcome.Succeeded($"{act.Target.Name} did not move at {act.Console.Id} although two people gave the command.");
    }

    private static async Task SayAsync(ConsoleTarget target, AccountConfig? who, string from, string line)
    {
        if (who is not null && await target.LoggedOnAsync(who, from) is { } link)
        {
            await using (link)
            {
                await link.SendAsync(line);
                await link.SendAsync("LOGOFF");
            }
        }
    }
}
