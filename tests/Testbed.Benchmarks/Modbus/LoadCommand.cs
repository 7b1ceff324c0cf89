using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Testbed.Benchmarks.Modbus;

/// <summary>
/// <c>modbus [ROUNDS] [SECONDS]</c>: FC 3 x 10 registers in a closed loop against servers in processes of their own, one load generator for all, rounds
/// interleaved so that a busy machine hits all alike, medians over the rounds. Server and load share one CPU.
/// </summary>
internal static class LoadCommand
{
    /// <summary>Load on a server before it is measured, until nothing is compiled any more: the compiler's thread has the same CPU.</summary>
    public const double WarmUpSeconds = 8;

    // One CPU for both: with two, one connection measures how fast a sleeping processor wakes.
    private const string ServerCpu = "0";
    private const string LoadCpu = "0";

    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        double seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        using var tools = new NativeTools();
        if (tools.Load is not { } load)
        {
            Console.Error.WriteLine("The load generator needs gcc and libc6-dev.");
            return 1;
        }

        List<(string Name, Func<ServerProcess> Start)> servers =
        [
            (".NET echo", () => ServerProcess.StartSelf(ServerCpu, "serve", "echo")),
            ("ModbusServer", () => ServerProcess.StartSelf(ServerCpu, "serve", "modbus")),
            ("ModbusServer on the twin's transport", () => ServerProcess.StartSelf(ServerCpu, "serve", "twin")),
        ];
        if (tools.Libmodbus is { } libmodbus)
        {
            servers.Add(("libmodbus (C)", () => StartOnFreePort(libmodbus)));
        }

        if (tools.Echo is { } echo)
        {
            servers.Add(("raw echo (C)", () => StartOnFreePort(echo, ServeCommand.ResponseLength.ToString(CultureInfo.InvariantCulture))));
        }

        Console.WriteLine("| server | connections | requests/s | p50 us | p99 us | server CPU us/request |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (int connections in new[] { 1, 16 })
        {
            Measure(servers, load, connections, rounds, seconds);
        }

        Console.WriteLine();
        Console.WriteLine("Allocated by the server's process, 16 connections: " + Allocations(load));
        return 0;
    }

    /// <summary>Runs the load once: requests per second, median and 99th percentile in us, requests.</summary>
    public static double[] Load(string load, int port, int connections, double seconds, string cpu = LoadCpu)
    {
        string[] arguments = ["-c", cpu, load, Text(port), Text(connections), Text(seconds)];
        using Process process = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. line.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException("the load generator failed");
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public static ServerProcess StartOnFreePort(string program, params string[] more)
    {
        int port = FreePort();
        return ServerProcess.Start(ServerCpu, program, [Text(port), .. more], port);
    }

    private static void Measure(List<(string Name, Func<ServerProcess> Start)> servers, string load, int connections, int rounds, double seconds)
    {
        List<double[]>[] results = [.. servers.Select(_ => new List<double[]>())];
        var running = new List<ServerProcess>();
        try
        {
            // One by one, so that those that run are ended when one does not start.
            servers.ForEach(s => running.Add(s.Start()));
            running.ForEach(s => Load(load, s.Port, connections, WarmUpSeconds));
            for (int turn = 0; turn < rounds * running.Count; turn++)
            {
                ServerProcess server = running[turn % running.Count];
                TimeSpan before = server.Cpu;
                double[] figures = Load(load, server.Port, connections, seconds);

                // A quarter of the time again went by before the measured part.
                results[turn % running.Count].Add([.. figures, (server.Cpu - before).TotalMicroseconds / (figures[3] * 1.25)]);
            }
        }
        finally
        {
            running.ForEach(s => s.Dispose());
        }

        for (int i = 0; i < servers.Count; i++)
        {
            double Of(int column) => Median(results[i].Select(r => r[column]));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {servers[i].Name} | {connections} | {Of(0):0} | {Of(1):0.0} | {Of(2):0.0} | {Of(4):0.0} |"));
        }
    }

    private static string Allocations(string load)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["serve", "modbus", "--allocations", "2000000"]) { RedirectStandardOutput = true };
        using Process server = Process.Start(start)!;
        int port = int.Parse(server.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        try
        {
            // One load on the same connections throughout: a connection has buffers of its own.
            Load(load, port, 16, 3600, "0,1");
        }
        catch (InvalidOperationException)
        {
            // The server ended after its last request.
        }

        return server.StandardOutput.ReadLine() ?? "not measured";
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
