namespace Testbed.Scenarios.Loading;

/// <summary>Controls that people or servers use over the console.</summary>
internal static class Consoles
{
    /// <summary>Reports places of the control that have no console.</summary>
    public static void Check(MapReader r)
    {
        var at = r.At("on");
        r.Binding.Later(scenario =>
        {
            foreach (var asset in Places(r, scenario).Where(a => Console(a) is null))
            {
                r.Binding.Report(DiagnosticCodes.NoConsole, at, $"{asset.Id} has no console, so nobody could ask for it", "give it a console service, or leave it out");
            }
        });
    }

    /// <summary>Reports a server that reaches no console of a place: another zone, and no declared flow.</summary>
    public static void CheckReach(MapReader r, string key, string? server)
    {
        var at = r.At(key);
        r.Binding.Later(scenario =>
        {
            if (server is null || scenario.Asset(server) is not { } from)
            {
                return;
            }

            foreach (var asset in Places(r, scenario).Where(a => Console(a) is not null && !Reaches(scenario, from, a)))
            {
                r.Binding.Report(DiagnosticCodes.BackupOutOfReach, at, $"{server} has no declared flow to a console of {asset.Id}, which lies in {asset.Zone}",
                    "name a server of the same zone, or declare the flow");
            }
        });
    }

    private static IEnumerable<AssetConfig> Places(MapReader r, Scenario scenario)
    {
        var places = r.Places("on");
        return scenario.Assets.Where(a => places.Contains(a.Id));
    }

    private static ServiceConfig? Console(AssetConfig asset) => asset.Services.FirstOrDefault(s => s.Protocol == ServiceProtocol.Console);

    private static bool Reaches(Scenario scenario, AssetConfig from, AssetConfig to) =>
        from.Zone == to.Zone
        || scenario.Conduits.SelectMany(c => c.Flows).Any(f => f.From == from.Id && f.To == to.Id && f.Protocol == ServiceProtocol.Console);
}
