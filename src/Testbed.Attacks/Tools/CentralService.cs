using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>An asset that serves others, a directory or a time source, with its console and somebody who may work there.</summary>
internal sealed record CentralService(AssetConfig Asset, ServiceConfig Console, AccountConfig Keeper)
{
    /// <summary>The first asset with a service of the protocol whose console a person with the permission can use; null without one.</summary>
    public static CentralService? Of(Scenario scenario, ServiceProtocol protocol, string permission) =>
        scenario.Services(protocol).Select(s => On(scenario, s.Asset, permission)).FirstOrDefault(c => c is not null);

    /// <summary>The same for an asset that is known; null when nobody can use its console so.</summary>
    public static CentralService? On(Scenario scenario, AssetConfig asset, string permission) =>
        asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Console) is { } console && scenario.AccountWith(asset, permission) is { } keeper
            ? new(asset, console, keeper) : null;

    /// <summary>Lets the keeper send commands at its console, from a guest in its zone; true when all were taken.</summary>
    public async Task<bool> DoAsync(IAttackRange range, params string[] commands)
    {
        using var target = new ConsoleTarget(range, Asset, Console, Keeper, null);
        if (await target.LoggedOnAsync(guest: "keeper") is not { } link)
        {
            return false;
        }

        await using (link)
        {
            foreach (var command in commands)
            {
                if (await link.SendAsync(command) is not { IsSuccess: true })
                {
                    return false;
                }
            }
        }

        return true;
    }
}

/// <summary>Console commands of clocks.</summary>
internal static class ClockCommand
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The command that sets a clock.</summary>
    public static string Set(DateTimeOffset time) => $"CLOCK SET {time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture)}";

    /// <summary>How far a device's clock is from true time, as its console shows it (whole seconds); null when it shows none.</summary>
    public static async Task<TimeSpan?> ErrorAsync(ConsoleLink link, IAttackRange range) =>
        await link.SendAsync("CLOCK SHOW") is { IsSuccess: true } reply
        && DateTimeOffset.TryParseExact(reply.Text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var shown)
            ? shown - range.Clock.GetUtcNow() : null;

    /// <summary>Sets the clock of a device ahead by somebody who may; false when it could not be done.</summary>
    public static async Task<bool> AdvanceAsync(ConsoleTarget target, IAttackRange range, TimeSpan by)
    {
        if (range.Scenario.AccountWith(target.Asset, "clock") is not { } keeper || await target.LoggedOnAsync(keeper, "keeper") is not { } office)
        {
            return false;
        }

        await using (office)
        {
            return await office.SendAsync(Set(range.Clock.GetUtcNow() + by)) is { IsSuccess: true };
        }
    }
}
