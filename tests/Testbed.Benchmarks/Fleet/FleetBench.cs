using System.Diagnostics;
using System.Globalization;
using Testbed.Devices;
using Testbed.Runtime;
using Testbed.Scenarios;

namespace Testbed.Benchmarks;

/// <summary>
/// Many devices in real time: a live twin whose devices each have an endpoint, polled once a second from a process of its own. Prints a table; decides nothing.
/// </summary>
internal static class FleetBench
{
    private const string ClientWord = "fleet-client";

    /// <summary>The word that starts it.</summary>
    public const string Word = "fleet";

    /// <summary>Runs the benchmark, or its client where it has started itself as that; false when the arguments ask for neither.</summary>
    public static async Task<bool> TryRunAsync(string[] args)
    {
        if (args is [ClientWord, var seconds])
        {
            await FleetClient.RunAsync(int.Parse(seconds, CultureInfo.InvariantCulture));
            return true;
        }

        if (args is not [Word, ..])
        {
            return false;
        }

        int Option(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        Run(Option("--devices", 1000), Option("--scan", 100), Option("--seconds", 60));
        return true;
    }

    private static void Run(int devices, int scanMs, int seconds)
    {
        var root = Directory.CreateTempSubdirectory("testbed-fleet-");
        var began = TimeProvider.System.GetTimestamp();
        var loaded = ScenarioLoader.Load(FleetScenario.Write(root.FullName, devices, scanMs));
        var scenario = loaded.Scenario ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        var loadTime = TimeProvider.System.GetElapsedTime(began);
        root.Delete(recursive: true);

        using var blueprint = new TwinBlueprint(scenario, 1);
        using var actors = new TrialActorSystem();
        var figures = new Figures { Began = TimeProvider.System.GetTimestamp() };
        var live = new LiveTwin(blueprint, actors, new LiveOptions { Duration = TimeSpan.FromSeconds(seconds), Open = true }, TimeProvider.System)
        {
            Ready = (endpoints, _) => figures.Ready(endpoints, seconds),
            Scanned = figures.Take,
            Ticked = t => figures.Scans = t.Devices.Values.Where(d => d.ScanPeriod is not null).Sum(d => d.ScansDone),
        };
        live.Run(CancellationToken.None);
        figures.End();
        Print(devices, scanMs, seconds, loadTime, figures);
    }

    private static void Print(int devices, int scanMs, int seconds, TimeSpan loadTime, Figures figures)
    {
        var late = figures.Lateness.Order().ToList();
        var client = figures.Client();
        var due = (long)devices * seconds * 1000 / scanMs;
        using var process = Process.GetCurrentProcess();
        string[][] rows =
        [
            ["devices, variables each, scan", Text($"{devices}, 20, {scanMs} ms")],
            ["load of scenario and map, start of the twin", Text($"{loadTime.TotalSeconds:0.00} s, {figures.StartTime.TotalSeconds:0.00} s")],
            ["scans done / due", Text($"{figures.Scans} / {due}")],
            ["scan lateness p50 / p99 / max", Text($"{FleetClient.At(late, 0.5):0.0} / {FleetClient.At(late, 0.99):0.0} / {FleetClient.At(late, 1):0.0} ms")],
            ["polls answered / missed", $"{client[0]} / {client[1]}"],
            ["poll latency p50 / p99 / max", $"{client[2]} / {client[3]} / {client[4]} ms"],
            ["processor of the twin (of one core)", Text($"{100 * figures.Cpu.TotalSeconds / seconds:0.0} %")],
            ["processor of the client (of one core)", Text($"{100 * double.Parse(client[5], CultureInfo.InvariantCulture) / seconds:0.0} %")],
            ["allocated by the twin", Text($"{figures.Allocated / 1e6 / seconds:0.0} MB/s, {figures.Collections} collections")],
            ["peak working set of the twin", Text($"{process.PeakWorkingSet64 / 1048576.0:0} MiB")],
        ];
        foreach (var row in rows)
        {
            Console.WriteLine($"| {row[0],-44} | {row[1],-34} |");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is measured while the twin lives.</summary>
    private sealed class Figures
    {
        private Process? _client;
        private TimeSpan _cpuBefore;
        private long _allocatedBefore;

        public long Began { get; init; }

        public TimeSpan StartTime { get; private set; }

        public long Scans { get; set; }

        public List<double> Lateness { get; } = [];

        public TimeSpan Cpu { get; private set; }

        public long Allocated { get; private set; }

        public int Collections { get; private set; }

        public void Ready(IReadOnlyList<LiveEndpoint> endpoints, int seconds)
        {
            StartTime = TimeProvider.System.GetElapsedTime(Began);
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
            if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            {
                start.ArgumentList.Add(typeof(FleetBench).Assembly.Location);
            }

            start.ArgumentList.Add(ClientWord);
            // It begins after us and must end before us.
            start.ArgumentList.Add((seconds - 3).ToString(CultureInfo.InvariantCulture));
            _client = Process.Start(start)!;
            var sources = endpoints.Where(e => e.Protocol == "console" && e.Asset.StartsWith("POLL-", StringComparison.Ordinal)).ToDictionary(e => e.Zone, e => e.HostAddress);
            foreach (var e in endpoints.Where(e => e.Protocol == "modbus" && sources.ContainsKey(e.Zone)))
            {
                _client.StandardInput.WriteLine(Text($"{sources[e.Zone]} {e.HostAddress} {e.HostPort}"));
            }

            _client.StandardInput.Close();
            GC.Collect();
            (_cpuBefore, _allocatedBefore, Collections) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(true), GC.CollectionCount(0));
        }

        public void Take(LiveScan scan) => Lateness.Add((scan.Done - scan.Due).TotalMilliseconds);

        public void End() => (Cpu, Allocated, Collections) = (
            Process.GetCurrentProcess().TotalProcessorTime - _cpuBefore, GC.GetTotalAllocatedBytes(true) - _allocatedBefore, GC.CollectionCount(0) - Collections);

        public string[] Client()
        {
            var line = _client!.StandardOutput.ReadLine() ?? "";
            _client.WaitForExit();
            return line.Split(' ') is { Length: 6 } figures ? figures : throw new InvalidOperationException($"the client said '{line}'");
        }
    }
}
