using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Testbed.Conduits.Tests;

/// <summary>A transport alone, with a connected pair of streams on 127.0.0.1.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TrialExecutor.Entered _entered;

    public Wire(TimeProvider? wall = null, DeliveryNoise? noise = null)
    {
        _entered = Executor.Enter();
        Transport = new LoopbackTransport(Executor, wall ?? TimeProvider.System, noise);
        CountedStream? accepted = null;
        Listener = Transport.Listen(new IPEndPoint(IPAddress.Loopback, 0), "server", (stream, _) => accepted = stream);
        Client = Transport.Connect(IPAddress.Loopback, Listener.EndPoint, "client")!;
        Transport.RunUntilQuiescent();
        Server = accepted!;
    }

    public TrialExecutor Executor { get; } = new();

    public LoopbackTransport Transport { get; }

    public CountedListener Listener { get; }

    public CountedStream Client { get; }

    public CountedStream Server { get; }

    public static byte[] Pattern(int length, int salt) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 31) + (i >> 8) + salt))];

    /// <summary>Sends in pieces, so that backpressure is met in the middle of a message.</summary>
    public static async Task SendAsync(Stream stream, byte[] bytes, int piece = 65_536)
    {
        for (var at = 0; at < bytes.Length; at += piece)
        {
            await stream.WriteAsync(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)));
        }
    }

    /// <summary>Reads to the end, or to a number of bytes.</summary>
    public static async Task<byte[]> ReceiveAsync(Stream stream, int atMost = int.MaxValue)
    {
        var all = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while (all.Length < atMost && (read = await stream.ReadAsync(buffer)) > 0)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>The result of work that must have ended: nothing is ever waited for.</summary>
    public static T Ended<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted, "the work has not ended");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>The socket below a stream, for what only somebody outside the trial would do.</summary>
    public static Socket SocketOf(Stream stream) =>
        (Socket)typeof(CountedStream).GetProperty("Socket", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(stream)!;

    public void Settle() => Transport.RunUntilQuiescent();

    public void Dispose()
    {
        Transport.Dispose();
        _entered.Dispose();
    }
}
