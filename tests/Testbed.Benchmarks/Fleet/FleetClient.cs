using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Testbed.Benchmarks;

/// <summary>
/// A master in a process of its own, with nothing of the product in it: a connection per device, a read of all its input registers once a second, spread over
/// the second. Reads <c>source device port</c> lines from standard input, then polls for the given seconds and prints one line of figures.
/// </summary>
internal static class FleetClient
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Runs until the time is over.</summary>
    public static async Task RunAsync(int seconds)
    {
        var lines = new List<string[]>();
        while (Console.In.ReadLine() is { Length: > 0 } line)
        {
            lines.Add(line.Split(' '));
        }

        var until = TimeProvider.System.GetTimestamp() + (seconds * TimeProvider.System.TimestampFrequency);
        var results = await Task.WhenAll(lines.Select((l, i) => PollAsync(l, Period * i / lines.Count, until)));
        var latencies = results.SelectMany(r => r.Latencies).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{latencies.Count} {results.Sum(r => r.Due) - latencies.Count} {At(latencies, 0.5):0.000} {At(latencies, 0.99):0.000} {At(latencies, 1):0.000} {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.00}"));
    }

    /// <summary>A quantile of ordered values; 0 of none.</summary>
    public static double At(IReadOnlyList<double> ordered, double quantile) =>
        ordered.Count == 0 ? 0 : ordered[Math.Min(ordered.Count - 1, (int)(quantile * ordered.Count))];

    private static async Task<(int Due, List<double> Latencies)> PollAsync(string[] device, TimeSpan phase, long until)
    {
        var latencies = new List<double>();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var due = 0;
        try
        {
            await Task.Delay(phase, TimeProvider.System);
            socket.Bind(new IPEndPoint(IPAddress.Parse(device[0]), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(device[1]), int.Parse(device[2], CultureInfo.InvariantCulture)));
            using var timer = new PeriodicTimer(Period, TimeProvider.System);
            byte[] request = [0, 0, 0, 0, 0, 6, 1, 4, 0, 0, 0, FleetScenario.Polled];
            var reply = new byte[9 + (2 * FleetScenario.Polled)];
            while (await timer.WaitForNextTickAsync() && TimeProvider.System.GetTimestamp() < until)
            {
                BinaryPrimitives.WriteUInt16BigEndian(request, (ushort)++due);
                var began = TimeProvider.System.GetTimestamp();
                await socket.SendAsync(request);
                using var timeout = new CancellationTokenSource(ReplyTimeout, TimeProvider.System);
                for (var read = 0; read < reply.Length;)
                {
                    var count = await socket.ReceiveAsync(reply.AsMemory(read), timeout.Token);
                    read += count > 0 ? count : throw new IOException("closed");
                }

                if (BinaryPrimitives.ReadUInt16BigEndian(reply) == (ushort)due && reply[7] == 4)
                {
                    latencies.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Counted: due, and not answered.
        }

        return (due, latencies);
    }
}
