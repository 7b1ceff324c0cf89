using System.Diagnostics;
using System.Globalization;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Benchmarks.Modbus;

/// <summary>
/// <c>gateway [ROUNDS]</c>: what a gateway adds to the median round trip of a Modbus poll, everything on one CPU: one end with inspection and ledger against haproxy in
/// TCP mode, both in front of the same libmodbus server; and a whole conduit of the twin, two ends and the relay of the span between them, against a poll within a zone.
/// </summary>
internal static class GatewayCommand
{
    private const string Cpu = "0";
    private const int Polls = 20_000;

    // For the reason of LoadCommand.WarmUpSeconds.
    private const int WarmUpPolls = 60_000;

    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        using var tools = new NativeTools();
        List<double> within = [], allowed = [], inspected = [], direct = [], proxied = [], gated = [];
        for (int round = 0; round < rounds; round++)
        {
            within.Add(TripsOfChild("direct"));
            allowed.Add(TripsOfChild("allow-list"));
            inspected.Add(TripsOfChild("allow-list,modbus-inspection"));
        }

        if (tools is { Load: { } load, Libmodbus: { } libmodbus } && NativeTools.Haproxy is { } haproxy)
        {
            Compare(rounds, load, libmodbus, haproxy, (direct, proxied, gated));
        }

        Console.WriteLine("| path | median round trip, us | added, us |");
        Console.WriteLine("|---|---|---|");
        Row("poll within a zone", within, within);
        Row("through a conduit, allow-list and ledger", allowed, within);
        Row("through a conduit, allow-list, inspection and ledger", inspected, within);
        if (direct.Count > 0)
        {
            Row("libmodbus", direct, direct);
            Row("libmodbus behind haproxy", proxied, direct);
            Row("libmodbus behind a gateway end, inspection and ledger", gated, direct);
        }

        return 0;
    }

    /// <summary>Child process: prints the median round trip in us with these controls armed on the conduit.</summary>
    public static int RunTrips(string[] args)
    {
        Scenario scenario = ScenarioLoader.Load(Repository.PathOf("scenarios/station-lab-hardened")).Scenario!;
        using GatewayBench bench = args[0] == "direct" ? new(scenario, direct: true) : new(scenario, direct: false, args[0].Split(','));
        double[] trips = new double[Polls];
        for (int i = -WarmUpPolls; i < Polls; i++)
        {
            long before = TimeProvider.System.GetTimestamp();
            bench.RoundTrip();
            if (i >= 0)
            {
                trips[i] = TimeProvider.System.GetElapsedTime(before).TotalMicroseconds;
            }
        }

        Console.WriteLine(LoadCommand.Median(trips).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static double TripsOfChild(string controls)
    {
        var start = new ProcessStartInfo("taskset", ["-c", Cpu, Environment.ProcessPath!, "trips", controls]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    // Server, proxy and gateway stay up while the rounds take turns, so that a busy machine hits all alike.
    private static void Compare(int rounds, string load, string libmodbus, string haproxy, (List<double> Direct, List<double> Proxied, List<double> Gated) trips)
    {
        using ServerProcess server = LoadCommand.StartOnFreePort(libmodbus);
        using ServerProcess gateway = ServerProcess.StartSelf(Cpu, "serve", "gateway", server.Port.ToString(CultureInfo.InvariantCulture));
        string settings = Path.GetTempFileName();
        try
        {
            int port = LoadCommand.FreePort();
            File.WriteAllText(settings, Settings(port, server.Port));
            using ServerProcess proxy = ServerProcess.Start(Cpu, haproxy, ["-f", settings, "-db"], port, announces: false);
            LoadCommand.Load(load, gateway.Port, 1, LoadCommand.WarmUpSeconds, Cpu);
            for (int round = 0; round < rounds; round++)
            {
                trips.Direct.Add(LoadCommand.Load(load, server.Port, 1, 1, Cpu)[1]);
                trips.Proxied.Add(LoadCommand.Load(load, proxy.Port, 1, 1, Cpu)[1]);
                trips.Gated.Add(LoadCommand.Load(load, gateway.Port, 1, 1, Cpu)[1]);
            }
        }
        finally
        {
            File.Delete(settings);
        }
    }

    private static string Settings(int port, int target) => string.Create(CultureInfo.InvariantCulture, $"""
        global
            nbthread 1
        defaults
            mode tcp
            timeout connect 5s
            timeout client 60s
            timeout server 60s
        listen modbus
            bind 127.0.0.1:{port}
            server s 127.0.0.1:{target}

        """);

    private static void Row(string path, List<double> trips, List<double> without) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {path} | {LoadCommand.Median(trips):0.0} | {LoadCommand.Median(trips) - LoadCommand.Median(without):0.0} |"));
}
