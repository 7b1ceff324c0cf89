using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Commands that two people have to give, given rightly.</summary>
internal static class SecondPerson
{
    private const string Station = "second-desk";

    /// <summary>Sends a command in somebody's session; where it waits for a second person, that one confirms it at another station. True when it was done.</summary>
    public static async Task<bool> SendAsync(
        IAttackRange range, AssetConfig asset, ServiceConfig console, ConsoleLink link, AccountConfig first, string command)
    {
        var reply = await link.SendAsync(command);
        if (reply is not { AwaitsConfirmation: true })
        {
            return reply is { IsSuccess: true };
        }

        var approvers = range.Scenario.Control<DualApprovalConfig>(asset.Id)?.Approvers ?? [];
        if (asset.Personal().FirstOrDefault(a => a.Name != first.Name && approvers.Contains(a.Name)) is not { } second)
        {
            return false;
        }

        using var guest = range.Network.Enter(asset.Zone, Station);
        if (await ConsoleLink.OpenAsync(range, Station, asset.Id, console.Port) is not { } other)
        {
            return false;
        }

        await using (other)
        {
            await other.LogOnAsync(second);
            var confirmed = await other.SendAsync($"CONFIRM {command}") is { IsSuccess: true };
            await other.SendAsync("LOGOFF");
            return confirmed;
        }
    }
}
