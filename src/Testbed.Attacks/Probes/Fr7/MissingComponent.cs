using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.8: a guest finds the asset by dialling its services, then the reported inventory is read, at the register where there is one. Breach: the asset is not in it with its
/// product, version, address and what was found open, or the guest is not. A host that stays silent is not found: the inventory listens, it does not sweep.
/// </summary>
public sealed class MissingComponent() : UpkeepProbe("missing-component", "SR 7.8")
{
    /// <inheritdoc/>
    private protected override async Task<AttackOutcome> ProbeAsync(ConsoleTarget target, string variant, IAttackRange range)
    {
        var asset = target.Asset;
        range.Act("T0846", $"dials every service of {asset.Id}");
        var found = new List<string>();
        foreach (var service in asset.Services)
        {
            if (await target.StreamAsync(service.Port) is { } stream)
            {
                await stream.DisposeAsync();
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{service.Protocol.ToString().ToLowerInvariant()}:{service.Port}"));
            }
        }

        if (found.Count == 0)
        {
            return AttackOutcome.Inapplicable($"{asset.Id} answers nobody, so there is nothing to find.");
        }

        await range.WaitAsync(TimeSpan.FromSeconds(15));
        var keeper = range.Scenario.Control<InventoryConfig>(asset.Id)?.Register is { } register ? range.Scenario.Asset(register)! : asset;
        if (Console(keeper) is not { } console)
        {
            return AttackOutcome.Succeeded($"Nobody can ask {keeper.Id} for the inventory.");
        }

        using var desk = keeper == asset ? null : new ConsoleTarget(range, keeper, console, null, null) { Guest = "inspector" };
        var reply = await AskAsync(desk ?? target, range, "inventory", "INVENTORY");
        var lines = reply is { IsSuccess: true } ? reply.Lines : [];
        var wanted = found.Prepend($"address=\"{asset.Address}\"").Prepend($"version=\"{asset.Version}\"").Prepend($"product=\"{asset.Product}\"");
        var entry = lines.FirstOrDefault(l => l.StartsWith($"component=\"{asset.Id}\" ", StringComparison.Ordinal)) ?? "";
        if (wanted.FirstOrDefault(w => !entry.Contains(w, StringComparison.Ordinal)) is { } missing)
        {
            return AttackOutcome.Succeeded(entry.Length == 0 ? $"{asset.Id} is in no inventory." : $"The inventory lacks {missing} of {asset.Id}.");
        }

        return lines.Any(l => l.StartsWith($"component=\"{AttackRangeExtensions.Attacker}\" ", StringComparison.Ordinal)
                && l.Contains($"seen-by=\"{asset.Id}\"", StringComparison.Ordinal))
            ? AttackOutcome.Resisted($"{keeper.Id} reports {asset.Id} as it was found, and the guest beside it.")
            : AttackOutcome.Succeeded($"A guest that nobody registered met {asset.Id} and is in no inventory.");
    }
}
