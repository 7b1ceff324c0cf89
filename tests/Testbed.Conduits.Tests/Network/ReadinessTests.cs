using System.Net;
using System.Net.Sockets;

namespace Testbed.Conduits.Tests;

/// <summary>Real time: outsiders are served by readiness, whichever way the kernel is asked.</summary>
public sealed class ReadinessTests
{
    public static TheoryData<bool> Ways => OperatingSystem.IsLinux() ? new(true, false) : new(false);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Echoes_What_Outsiders_Send_In_Any_Portions(bool epoll)
    {
        using var live = new Live(epoll);
        var outsiders = Enumerable.Range(0, 40).Select(_ => live.Dial()).ToList();
        for (var round = 1; round <= 3; round++)
        {
            // More than the echo's buffer of 64 bytes, so that one readiness is worth several reads.
            foreach (var outsider in outsiders)
            {
                outsider.Send(Wire.Pattern(100 * round, round));
            }

            foreach (var outsider in outsiders)
            {
                Assert.Equal(Wire.Pattern(100 * round, round), live.Receive(outsider, 100 * round));
            }
        }

        outsiders.ForEach(o => o.Dispose());
        Assert.True(live.PumpUntil(() => live.Ended == 40));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Sees_An_End_That_Came_Together_With_The_Last_Bytes(bool epoll)
    {
        using var live = new Live(epoll);
        using var outsider = live.Dial();
        outsider.Send([1, 2, 3]);
        outsider.Shutdown(SocketShutdown.Send);

        Assert.True(live.PumpUntil(() => live.Ended == 1));
        Assert.Equal([1, 2, 3], live.Receive(outsider, 3));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Serves_Who_Dials_After_The_First_Wait_And_Forgets_What_Was_Closed(bool epoll)
    {
        using var live = new Live(epoll);
        live.Transport.PumpReady(0);
        for (var i = 1; i <= 5; i++)
        {
            using (var outsider = live.Dial())
            {
                outsider.Send([7]);
                Assert.Equal([7], live.Receive(outsider, 1));
            }

            Assert.True(live.PumpUntil(() => live.Ended == i));
        }

        live.Listener.Dispose();
        live.Transport.PumpReady(0);
        Assert.Throws<SocketException>(() => live.Dial());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_Reader_That_Does_Not_Read_Gets_All_In_The_End(bool epoll)
    {
        using var live = new Live(epoll) { Greeting = Wire.Pattern(8_000_000, 9) };
        using var outsider = live.Dial();
        Assert.True(live.PumpUntil(() => live.Transport.Unsent > 0));

        Assert.Equal(live.Greeting, live.Receive(outsider, live.Greeting.Length));
        Assert.True(live.PumpUntil(() => live.Transport.Unsent == 0));
    }

    /// <summary>A transport in real time with an echo behind a listener.</summary>
    private sealed class Live : IDisposable
    {
        private readonly TrialExecutor _executor = new();
        private readonly TrialExecutor.Entered _entered;

        public Live(bool epoll)
        {
            _entered = _executor.Enter();
            Transport = new LoopbackTransport(_executor, TimeProvider.System) { NewReadiness = () => epoll ? new EpollReadiness() : new SelectReadiness() };
            Listener = Transport.Listen(new IPEndPoint(IPAddress.Loopback, 0), "echo", (stream, _) => Transport.Watch(EchoAsync(stream)));
            EndPoint = Listener.EndPoint;
        }

        public LoopbackTransport Transport { get; }

        public CountedListener Listener { get; }

        public byte[] Greeting { get; init; } = [];

        public int Ended { get; private set; }

        private IPEndPoint EndPoint { get; }

        public Socket Dial()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(EndPoint);
            return socket;
        }

        public bool PumpUntil(Func<bool> done)
        {
            for (var i = 0; i < 2000 && !done(); i++)
            {
                Transport.PumpReady(1000);
            }

            Assert.Null(_executor.Failure);
            return done();
        }

        public byte[] Receive(Socket outsider, int count)
        {
            var bytes = new byte[count];
            var read = 0;
            Assert.True(PumpUntil(() =>
            {
                while (read < count && outsider.Available > 0)
                {
                    read += outsider.Receive(bytes, read, count - read, SocketFlags.None);
                }

                return read == count;
            }));
            return bytes;
        }

        public void Dispose()
        {
            Transport.Dispose();
            _entered.Dispose();
        }

        private async Task EchoAsync(CountedStream stream)
        {
            if (Greeting.Length > 0)
            {
                await stream.WriteAsync(Greeting);
            }

            var buffer = new byte[64];
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read));
            }

            Ended++;
            await stream.DisposeAsync();
        }
    }
}
