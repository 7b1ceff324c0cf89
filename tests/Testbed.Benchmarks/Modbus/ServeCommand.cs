using System.Net;
using System.Net.Sockets;
using Testbed.Conduits;
using Testbed.Modbus;

namespace Testbed.Benchmarks.Modbus;

/// <summary>
/// Servers for load from outside, each as a process of its own: <c>serve modbus|echo|twin</c>. The first two accept and serve with the same sockets, streams and awaits;
/// the echo reads a request and writes as many bytes as its answer has, so that their difference is what Modbus costs. Prints its port, then runs until it is ended.
/// With <c>--allocations N</c> it ends after N requests and prints the bytes the process allocated between the first half and all of them.
/// </summary>
internal static class ServeCommand
{
    /// <summary>Bytes of the answer to FC 3 with ten registers.</summary>
    public const int ResponseLength = 29;

    public static int Run(string[] args)
    {
        if (args[0] == "gateway")
        {
            return GatewayServer.Run(args[1..]);
        }

        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(128);
        int at = Array.IndexOf(args, "--allocations");
        var meter = new AllocationMeter(at < 0 ? long.MaxValue : long.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture));
        var server = new ModbusServer(new RegisterBank(256, 256, 256, 256), 1, meter);
        if (args[0] == "twin")
        {
            return ServeOnTransport(server);
        }

        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        _ = AcceptAsync(listener, args[0] == "echo" ? s => EchoAsync(s) : s => server.ServeAsync(s, new ModbusCallContext(1, "load")));
        Console.WriteLine(meter.Done.Task.GetAwaiter().GetResult());
        return 0;
    }

    private static async Task AcceptAsync(Socket listener, Func<Stream, Task> serve)
    {
        while (true)
        {
            Socket socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = serve(new NetworkStream(socket, ownsSocket: true));
        }
    }

    /// <summary>One thread moves all streams by readiness, as a live twin does.</summary>
    private static int ServeOnTransport(ModbusServer server)
    {
        var executor = new TrialExecutor();
        using TrialExecutor.Entered entered = executor.Enter();
        using var transport = new LoopbackTransport(executor, TimeProvider.System);
        using CountedListener listener = transport.Listen(
            new IPEndPoint(IPAddress.Loopback, 0), "bench", (stream, _) => executor.Watch(server.ServeAsync(stream, new ModbusCallContext(1, "load"))));
        Console.WriteLine(listener.EndPoint.Port);
        while (true)
        {
            transport.PumpReady(50_000);
        }
    }

    private static async Task EchoAsync(Stream stream)
    {
        byte[] buffer = new byte[512];
        while (await stream.ReadAsync(buffer) > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, ResponseLength));
        }
    }

    /// <summary>Counts requests; reads the process's allocated bytes at two of them.</summary>
    private sealed class AllocationMeter(long requests) : IModbusServerObserver
    {
        private readonly long _first = requests / 2;
        private long _served;
        private long _before;

        public TaskCompletionSource<string> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnServed(in ModbusCallContext context, in ModbusAdu request, ReadOnlySpan<byte> responsePdu)
        {
            if (requests == long.MaxValue)
            {
                return;
            }

            long served = Interlocked.Increment(ref _served);
            if (served == _first)
            {
                _before = GC.GetTotalAllocatedBytes(precise: true);
            }
            else if (served == requests)
            {
                long bytes = GC.GetTotalAllocatedBytes(precise: true) - _before;
                Done.TrySetResult(FormattableString.Invariant($"{bytes} bytes in {requests - _first} requests"));
            }
        }

        public void OnUnknownUnit(in ModbusCallContext context, in ModbusAdu request)
        {
        }

        public void OnMalformed(in ModbusCallContext context, ModbusFrameStatus reason, ReadOnlySpan<byte> received)
        {
        }
    }
}
