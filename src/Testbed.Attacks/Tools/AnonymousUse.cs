namespace Testbed.Attacks;

/// <summary>Tries what a console offers without any identity.</summary>
internal static class AnonymousUse
{
    /// <summary>The first command that was served, or null.</summary>
    public static async Task<string?> FirstServedAsync(ConsoleLink link, ConsoleTarget target, IAttackRange range)
    {
        var commands = new List<string>();
        if (target.Asset.Points.Count > 0)
        {
            commands.Add($"READ {target.Asset.Points[0].Name}");
        }

        commands.AddRange(["POINTS", "CONFIG SHOW", "USER LIST", "AUDIT LIST 1"]);
        foreach (var command in commands)
        {
            switch (await link.SendAsync(command))
            {
                case { IsSuccess: true }:
                    return command;

                // Gone, or told that the session is over: no later command could be part of it.
                case null or { Code: 421 }:
                    return null;
            }
        }

        if (target.Writable() is { } write && await link.SendAsync(write.Target.Command(write.Raw)) is { IsSuccess: true })
        {
            await range.WaitAsync(AttackTimes.Settle(target.Asset));
            return $"WRITE {write.Target.Point.Name}";
        }

        return null;
    }
}
