using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Export of the configuration, as a backup takes it.</summary>
internal static class ConfigCommands
{
    public static IEnumerable<ConsoleCommand> All { get; } = [new("CONFIG SHOW", "", false, "configure", Show)];

    private static ConsoleAnswer Show(ConsoleConnection c, string[] arguments)
    {
        var asset = c.Server.Device.Asset;
        List<string> lines =
        [
            $"asset {asset.Id}",
            $"product {asset.Product} {asset.Version}",
            $"address {asset.Address}",
            string.Create(CultureInfo.InvariantCulture, $"scan {asset.Scan.TotalMilliseconds:0} ms"),
            $"master {asset.Master ?? "-"}",
        ];
        lines.AddRange(asset.Services.Select(s =>
            string.Create(CultureInfo.InvariantCulture, $"service {s.Id} {s.Protocol.Word()} {s.Port}")));
        lines.AddRange(c.Server.Bank.All.Where(p => p.IsWritable).Select(p =>
            string.Create(CultureInfo.InvariantCulture, $"setting {p.Name} {p.Value:0.####}")));
        c.Controls.Audit.Record(AuditCategories.Backup, "configuration-export", true, c.Origin, "");
        return ConsoleAnswer.Ok([.. lines]);
    }
}
