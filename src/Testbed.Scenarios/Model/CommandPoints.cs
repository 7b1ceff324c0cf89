namespace Testbed.Scenarios;

/// <summary>A point that a person can write at a console.</summary>
/// <param name="Owner">The asset that has the point.</param>
/// <param name="Point">The point.</param>
/// <param name="Service">Where a SCADA server writes it; null when it is the console's own point.</param>
public sealed record CommandPoint(AssetConfig Owner, PointConfig Point, ServiceConfig? Service)
{
    /// <summary>The name by which the console knows it.</summary>
    public string Name => Service is null ? Point.Name : $"{Owner.Id}.{Point.Name}";
}

/// <summary>
/// What people can write at consoles: an asset's own points, and at a SCADA server those of the controllers it is the master of, which it then writes over
/// Modbus. Answers in id order.
/// </summary>
public static class CommandPoints
{
    /// <summary>The writable point of that name; null when the console knows none.</summary>
    public static CommandPoint? Find(Scenario scenario, AssetConfig console, string name)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(name);
        if (console.Points.FirstOrDefault(p => p.Name == name && p.IsWritable) is { } own)
        {
            return new CommandPoint(console, own, null);
        }

        return Mastered(scenario, console).FirstOrDefault(p => p.Name == name);
    }

    /// <summary>The points of controllers that a SCADA server can write: single bits of registers are left out.</summary>
    public static IEnumerable<CommandPoint> Mastered(Scenario scenario, AssetConfig console)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(console);
        return console.Kind != AssetKind.ScadaMaster ? [] :
            from asset in scenario.Assets
            where asset.Master == console.Id
            from point in asset.Points
            where point is { IsWritable: true, IsNumeric: true, Bit: null }
            let service = Service(scenario, console, asset, point)
            where service is not null
            select new CommandPoint(asset, point, service);
    }

    /// <summary>
    /// The service over which a master may write a point: secured before plain. Within the master's zone nothing is declared and nothing filters; across
    /// conduits he writes
    /// what a flow is declared for. Null when there is none.
    /// </summary>
    public static ServiceConfig? Service(Scenario scenario, AssetConfig master, AssetConfig asset, PointConfig point)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return asset.Services.Where(s => s.Protocol.IsModbus()).OrderByDescending(s => s.Protocol == ServiceProtocol.ModbusSecurity)
            .FirstOrDefault(s => IsDeclared(scenario, master, asset, s, point));
    }

    private static bool IsDeclared(Scenario scenario, AssetConfig master, AssetConfig asset, ServiceConfig service, PointConfig point)
    {
        var function = point.Table == ModbusTable.Coil ? 5 : point.Words == 1 ? 6 : 16;
        return asset.Zone == master.Zone
            || scenario.Conduits.SelectMany(c => c.Flows)
                .Where(f => f.From == master.Id && f.To == asset.Id && f.Port == service.Port)
                .Any(f => f.Access.Count == 0 || f.Access.Any(a => a.Functions.Contains(function)
                    && point.Address >= a.FirstAddress && point.LastAddress <= a.LastAddress));
    }
}
