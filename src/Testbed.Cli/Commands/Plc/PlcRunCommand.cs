using System.CommandLine;
using System.Globalization;
using Testbed.StructuredText;

namespace Testbed.Cli;

/// <summary><c>testbed plc run FILE --scans N [--set VAR=VALUE] [--watch VAR]</c>: runs a program without a controller and prints a table.</summary>
internal static class PlcRunCommand
{
    private const int MostScans = 10_000_000;

    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Structured Text (.st), a folder of it, or PLCopen XML.", Arity = ArgumentArity.OneOrMore };
        var scans = new Option<int>("--scans") { Description = "How many scans (default: 10).", DefaultValueFactory = _ => 10 };
        var cycle = new Option<double>("--cycle-ms") { Description = "Simulated milliseconds from scan to scan (default: 100).", DefaultValueFactory = _ => 100 };
        var set = new Option<string[]>("--set") { Description = "VAR=VALUE before the first scan, or VAR=VALUE@N before scan N. Values are IEC literals." };
        var watch = new Option<string[]>("--watch") { Description = "A variable to print; several with several --watch (default: what the programs put out)." };
        var every = new Option<int>("--every") { Description = "Prints every n-th scan only (default: 1).", DefaultValueFactory = _ => 1 };
        var csv = new Option<bool>("--csv") { Description = "Prints comma-separated values." };
        var command = new Command("run", "Runs a program for some scans in simulated time and prints variables.") { files, scans, cycle, set, watch, every, csv };
        command.SetAction(parse =>
        {
            var (count, step) = (parse.GetValue(scans), parse.GetValue(cycle));
            if (count is < 1 or > MostScans || step is not (> 0 and <= 86_400_000) || parse.GetValue(every) < 1)
            {
                throw new UserErrorException($"--scans lies in 1..{MostScans}, --cycle-ms above 0 up to a day, --every is at least 1.");
            }

            var program = PlcSources.Compile(parse.GetValue(files)!);
            var settings = (parse.GetValue(set) ?? []).Select(s => Setting.Parse(s, program)).ToLookup(s => s.Scan);
            var watched = Watched(program, parse.GetValue(watch) ?? []);
            return Run(program, (count, TimeSpan.FromMilliseconds(step), parse.GetValue(every)), settings, new Table(watched, parse.GetValue(csv)));
        });
        return command;
    }

    private static int Run(PlcProgram program, (int Count, TimeSpan Step, int Every) scans, ILookup<int, Setting> settings, Table table)
    {
        var instance = program.Create();
        instance.Start(warm: false);
        table.Head();
        for (var scan = 1; scan <= scans.Count; scan++)
        {
            foreach (var setting in settings[scan])
            {
                if (!instance.TryWriteText(setting.Variable, setting.Value, out var error))
                {
                    throw new UserErrorException($"{setting.Variable.Path} cannot be {setting.Value}: {error}");
                }
            }

            if (!instance.Scan((scan - 1) * scans.Step))
            {
                var fault = instance.Fault!;
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{fault.Source}:{fault.Line}: fault {(int)fault.Code} {fault.Code} in scan {scan}: {fault.Detail}"));
                return ExitCodes.GateFailed;
            }

            if (scan % scans.Every == 0 || scan == scans.Count)
            {
                table.Row(scan, instance);
            }
        }

        return ExitCodes.Done;
    }

    private static List<PlcVariable> Watched(PlcProgram program, string[] names) => names.Length > 0
        ? [.. names.Select(n => Need(program, n))]
        : [.. program.Variables.Where(v => v.Section is "VAR_OUTPUT" or "VAR_GLOBAL" && !v.IsConstant).Take(8)];

    private static PlcVariable Need(PlcProgram program, string name) => program.Find(name) ?? throw new UserErrorException(
        $"The program has no variable '{name}'; 'testbed plc check FILE --variables' lists them.");

    private sealed record Setting(PlcVariable Variable, string Value, int Scan)
    {
        public static Setting Parse(string text, PlcProgram program)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new UserErrorException($"'{text}' is not VAR=VALUE.");
            }

            var (value, scan) = (text[(equals + 1)..], 1);
            var at = value.LastIndexOf('@');
            if (at >= 0 && int.TryParse(value.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out scan) && scan > 0)
            {
                value = value[..at];
            }

            return new(Need(program, text[..equals].Trim()), value.Trim(), Math.Max(1, scan));
        }
    }

    private sealed class Table(IReadOnlyList<PlcVariable> watched, bool csv)
    {
        private readonly int[] _widths = [.. watched.Select(v => Math.Max(10, v.Path.Length))];

        public void Head() => Print("scan", watched.Select(v => v.Path));

        public void Row(int scan, PlcInstance instance) => Print(scan.ToString(CultureInfo.InvariantCulture), watched.Select(instance.ReadText));

        private void Print(string first, IEnumerable<string> cells) => Console.WriteLine(csv
            ? string.Join(',', cells.Prepend(first).Select(c => c.Contains(',', StringComparison.Ordinal) ? $"\"{c}\"" : c))
            : first.PadLeft(6) + "  " + string.Join("  ", cells.Select((c, i) => c.PadLeft(_widths[i]))));
    }
}
