using System.Globalization;
using System.Text;
using Testbed.Scenarios;

namespace Testbed.Benchmarks;

/// <summary>Writes a scenario with many devices that one map describes, spread over zones so that each fits a zone's addresses; a host per zone polls them.</summary>
internal static class FleetScenario
{
    /// <summary>Devices per zone.</summary>
    public const int PerZone = 200;

    /// <summary>Registers that a poll reads: all that the devices measure.</summary>
    public const int Polled = 16;

    private const string Map = """
        name,address,table,type,word order,scale,unit,access,tag,initial,min,max
        inlet,0,ir,float32,CDAB,1,bar,R,DRS.PT-1,,,
        outlet,2,ir,float32,CDAB,1,mbar,R,DRS.PT-2,,,
        inlet-fast,4,ir,float32,ABCD,1,bar,R,DRS.PT-1,,,
        outlet-fast,6,ir,float32,ABCD,1,mbar,R,DRS.PT-2,,,
        inlet-raw,8,ir,uint16,,100,bar,R,DRS.PT-1,,,
        outlet-raw,9,ir,uint16,,10,mbar,R,DRS.PT-2,,,
        temperature,10,ir,int16,,10,degC,R,,4,,
        battery,11,ir,uint16,,100,V,R,,12.6,,
        hours,12,ir,uint32,CDAB,1,h,R,,41000,,
        door,14.0,ir,bool,,,,R,,,,
        mains,14.1,ir,bool,,,,R,,1,,
        gas-alarm,14.2,ir,bool,,,,R,,,,
        serial,15,ir,uint16,,,,R,,7,,
        set-point,100,hr,float32,CDAB,1,mbar,RW,,20,16,24
        limit-high,102,hr,float32,CDAB,1,mbar,RW,,25,,
        limit-low,104,hr,float32,CDAB,1,mbar,RW,,16,,
        remote,0,coil,bool,,,,RW,,1,,
        reset,1,coil,bool,,,,RW,,,,
        tripped,0,di,bool,,,,R,,,,
        communication,1,di,bool,,,,R,,1,,

        """;

    /// <summary>Writes the scenario and gives its folder.</summary>
    public static string Write(string root, int devices, int scanMs)
    {
        ScenarioTemplate.Write(root, "fleet");
        var folder = Path.Combine(root, "fleet");
        var file = Path.Combine(folder, "scenario.yaml");
        var (zones, assets) = (new StringBuilder("zones:\n"), new StringBuilder("assets:\n"));
        for (var zone = 0; zone * PerZone < devices; zone++)
        {
            zones.Append(CultureInfo.InvariantCulture,
                $"  - {{ id: Z-F{zone}, number: {10 + zone}, title: Field {zone}, owner: bench, target: [0, 0, 0, 0, 0, 0, 0], criticality: control }}\n");
            assets.Append(CultureInfo.InvariantCulture,
                $"  - {{ id: POLL-{zone}, kind: host, zone: Z-F{zone}, address: 10.{10 + zone}.9.1, product: Poller, version: '1', services: [{{ id: console, protocol: console, port: 23 }}] }}\n");
        }

        for (var i = 0; i < devices; i++)
        {
            var zone = i / PerZone;
            assets.Append(CultureInfo.InvariantCulture,
                $"""
                  - id: RTU-{i:0000}
                    kind: field-device
                    zone: Z-F{zone}
                    address: 10.{10 + zone}.{1 + (i % PerZone / 100)}.{1 + (i % 100)}
                    product: Field unit
                    version: '1'
                    scan: {scanMs}ms
                    services: [{"{"} id: modbus, protocol: modbus, port: 502, unit: 1 {"}"}]
                    points: {"{"} map: fleet.csv {"}"}

                """);
        }

        var text = File.ReadAllText(file).Replace("\nzones:\n", $"\n{zones}", StringComparison.Ordinal).Replace("\nassets:\n", $"\n{assets}", StringComparison.Ordinal);
        File.WriteAllText(file, text);
        File.WriteAllText(Path.Combine(folder, "fleet.csv"), Map);
        return folder;
    }
}
