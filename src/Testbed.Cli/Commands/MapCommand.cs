using System.CommandLine;
using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Cli;

/// <summary><c>testbed map SCENARIO ASSET</c>: prints an asset's points as CSV; <c>testbed map --check FILE</c>: looks a map over.</summary>
internal static class MapCommand
{
    private static readonly Dictionary<string, char> Delimiters = new(StringComparer.Ordinal) { [","] = ',', [";"] = ';', ["tab"] = '\t' };

    public static Command Create()
    {
        var scenario = new Argument<string?>("scenario") { Description = "Folder of the scenario.", Arity = ArgumentArity.ZeroOrOne };
        var asset = new Argument<string?>("asset") { Description = "Id of the asset.", Arity = ArgumentArity.ZeroOrOne };
        var check = new Option<string?>("--check") { Description = "Checks this CSV file as a map, all mistakes at once, and prints nothing else than what it holds." };
        var addressing = new Option<string?>("--addressing") { Description = "How addresses are written: pdu (from 0, the default) or modicon (400001)." };
        addressing.AcceptOnlyFromAmong("pdu", "modicon");
        var delimiter = new Option<string>("--delimiter") { Description = "',', ';' or 'tab'.", DefaultValueFactory = _ => "," };
        delimiter.AcceptOnlyFromAmong([.. Delimiters.Keys]);
        var command = new Command("map", "Prints the points of an asset as a map in CSV, or checks such a map.") { scenario, asset, check, addressing, delimiter };
        command.SetAction(parse =>
        {
            bool? modicon = parse.GetValue(addressing) is { } word ? word == "modicon" : null;
            if (parse.GetValue(check) is { } file)
            {
                return Check(file, modicon);
            }

            if (parse.GetValue(scenario) is not { } folder || parse.GetValue(asset) is not { } id)
            {
                throw new UserErrorException("Name a scenario and an asset, or a file with --check.");
            }

            var loaded = ScenarioSource.Load(folder);
            var found = loaded.Asset(id) ?? throw new UserErrorException(
                $"{loaded.Id} has no asset '{id}'; with points: {string.Join(", ", loaded.Assets.Where(a => a.Points.Count > 0).Select(a => a.Id))}.");
            Console.Out.Write(DeviceMap.Write(found.Points, modicon ?? false, Delimiters[parse.GetValue(delimiter)!]));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>How many points a device has in which table, in words; null without points.</summary>
    public static string? Summary(IReadOnlyList<PointConfig> points) => points.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
        $"{points.Count} points: {string.Join(", ", points.GroupBy(p => p.Table).OrderBy(g => g.Key).Select(Table))}");

    private static string Table(IGrouping<ModbusTable, PointConfig> points)
    {
        var wide = points.Where(p => p.Words > 1 || p.Bit is not null).GroupBy(p => p.Bit is null ? p.Type.ToString().ToLowerInvariant() : "bit of a register").OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}")).ToList();
        var name = points.Key switch
        {
            ModbusTable.Coil => "coils", ModbusTable.DiscreteInput => "discrete inputs", ModbusTable.InputRegister => "input registers", _ => "holding registers",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{name} {points.Min(p => p.Address)}-{points.Max(p => p.LastAddress)} ({points.Count()}{(wide.Count > 0 ? $", of these {string.Join(", ", wide)}" : "")})");
    }

    private static int Check(string file, bool? modicon)
    {
        var (points, diagnostics) = DeviceMap.Check(file, modicon);
        foreach (var diagnostic in diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }

        var mistakes = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        if (mistakes > 0)
        {
            throw new UserErrorException($"{mistakes} mistake(s) in the map.");
        }

        Console.WriteLine($"{file}: no mistakes; {Summary(points)}. Tags are checked with the scenario.");
        return ExitCodes.Done;
    }
}
