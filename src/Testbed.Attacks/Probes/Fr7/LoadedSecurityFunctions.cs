using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// SR 7.2: a guest makes a controller's security functions work: thousands of requests that must be refused and recorded, and a storm of wrong passwords.
/// Breach: control loses a scan to them.
/// </summary>
public sealed class LoadedSecurityFunctions() : Probe("loaded-security-functions", "SR 7.2")
{
    private const int Passwords = 40;

    /// <inheritdoc/>
    public override IEnumerable<Cell> Cells(Scenario scenario) =>
        StormInZone.Controllers(scenario).Select(s => At(s.Asset.Zone, s.Asset.Id, s.Service.Id));

    /// <inheritdoc/>
    public override async Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var asset = range.Scenario.Asset(cell.Asset)!;
        using var guest = range.Network.Enter(asset.Zone, AttackRangeExtensions.Attacker);
        if (asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Console) is { } console
            && await ConsoleLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, console.Port) is { } link)
        {
            await using (link)
            {
                for (var i = 0; i < Passwords && !link.IsClosed; i++)
                {
                    await link.LogOnAsync("zz-nobody", "wrong");
                }
            }
        }

        // An address that no device here has: each request is parsed, refused and recorded.
        byte[] refused = [3, 0xFF, 0xF0, 0, 1];
        var service = range.Scenario.Service(asset.Id, cell.Interface);
        var sent = await Flood.RunAsync(range, AttackRangeExtensions.Attacker, asset, service, refused, StormInZone.PerBurst, StormInZone.Bursts);
        return StormInZone.Judge(range, asset, sent + Passwords);
    }
}
