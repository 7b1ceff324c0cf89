using System.Net;

namespace Testbed.Conduits.Tests;

public sealed class CountedStreamTests
{
    private const int Large = 20 * 1024 * 1024;

    /// <summary>A wall clock that leaps over the limit with every look.</summary>
    private sealed class LeapingWall : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds += 6;
    }

    [Fact]
    public void Twenty_Megabytes_Both_Ways_Arrive_Intact()
    {
        using var wire = new Wire();
        var (up, down) = (Wire.Pattern(Large, 1), Wire.Pattern(Large, 2));
        var sends = Task.WhenAll(Wire.SendAsync(wire.Client, up), Wire.SendAsync(wire.Server, down));
        wire.Settle();
        Assert.False(sends.IsCompleted, "the kernel's buffers hold less than this: backpressure was met, and the trial came to rest all the same");
        var (atServer, atClient) = (Wire.ReceiveAsync(wire.Server, Large), Wire.ReceiveAsync(wire.Client, Large));
        wire.Settle();
        Assert.True(sends.IsCompletedSuccessfully);
        Assert.True(up.AsSpan().SequenceEqual(Wire.Ended(atServer)));
        Assert.True(down.AsSpan().SequenceEqual(Wire.Ended(atClient)));
        Assert.Equal(Large, wire.Server.Received);
        Assert.Equal(Large, wire.Client.Sent);
    }

    [Fact]
    public void Disturbed_Deliveries_Keep_Order_And_Content()
    {
        var noise = new DeliveryNoise(11);
        using var wire = new Wire(noise: noise);
        var bytes = Wire.Pattern(300_000, 3);
        var (send, receive) = (Wire.SendAsync(wire.Client, bytes), Wire.ReceiveAsync(wire.Server, bytes.Length));
        wire.Settle();
        Assert.True(send.IsCompletedSuccessfully);
        Assert.True(bytes.AsSpan().SequenceEqual(Wire.Ended(receive)));
        Assert.True(noise.Disturbed > 10);
    }

    [Fact]
    public void What_Was_Sent_Before_A_Close_Is_Still_Read()
    {
        using var wire = new Wire();
        var send = Wire.SendAsync(wire.Client, Wire.Pattern(1000, 4));
        wire.Client.Dispose();
        wire.Settle();
        Assert.True(send.IsCompletedSuccessfully);
        var receive = Wire.ReceiveAsync(wire.Server);
        wire.Settle();
        Assert.Equal(Wire.Pattern(1000, 4), Wire.Ended(receive));
    }

    [Fact]
    public void A_Close_With_Bytes_Unread_Ends_The_Other_Side()
    {
        using var wire = new Wire();
        var send = Wire.SendAsync(wire.Client, new byte[1000]);
        var read = wire.Client.ReadAsync(new byte[1]).AsTask();
        wire.Settle();
        Assert.True(send.IsCompletedSuccessfully);
        wire.Server.Dispose();
        wire.Settle();
        Assert.Equal(0, Wire.Ended(read));
        Assert.IsType<IOException>(wire.Client.WriteAsync(new byte[1]).AsTask().Exception?.InnerException);
    }

    [Fact]
    public void A_Close_Under_Backpressure_Frees_The_Writer()
    {
        using var wire = new Wire();
        var send = Wire.SendAsync(wire.Client, new byte[Large]);
        wire.Settle();
        Assert.False(send.IsCompleted);
        wire.Server.Dispose();
        wire.Settle();
        Assert.True(send.IsCompleted, "a writer whose peer is gone does not wait for ever");
    }

    [Fact]
    public void Closing_Oneself_Ends_A_Parked_Read()
    {
        using var wire = new Wire();
        var read = wire.Client.ReadAsync(new byte[1]).AsTask();
        wire.Settle();
        Assert.False(read.IsCompleted);
        wire.Client.Dispose();
        Assert.Equal(0, Wire.Ended(read));
    }

    [Fact]
    public void Two_Reads_At_Once_Throw()
    {
        using var wire = new Wire();
        _ = wire.Client.ReadAsync(new byte[1]).AsTask();
        var error = Assert.Throws<InvalidOperationException>(() => { _ = wire.Client.ReadAsync(new byte[1]).AsTask(); });
        Assert.Contains("client", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Use_Outside_The_Trials_Thread_Throws()
    {
        using var wire = new Wire();
        var errors = new List<Exception>();
        var thread = new Thread(() =>
        {
            errors.Add(Record.Exception(() => { _ = wire.Client.ReadAsync(new byte[1]).AsTask(); }));
            errors.Add(Record.Exception(() => { _ = wire.Client.WriteAsync(new byte[1]).AsTask(); }));
        });
        thread.Start();
        thread.Join();
        Assert.All(errors, e => Assert.IsType<InvalidOperationException>(e));
        Assert.Equal(2, errors.Count);
        Assert.Equal(0, wire.Client.Sent);
    }

    [Fact]
    public void Synchronous_Use_Throws()
    {
        using var wire = new Wire();
        Assert.Throws<NotSupportedException>(() => wire.Client.Read(new byte[1], 0, 1));
        Assert.Throws<NotSupportedException>(() => wire.Client.Write(new byte[1], 0, 1));
    }

    [Fact]
    public void Bytes_That_Never_Arrive_Are_Reported_With_Their_Stream()
    {
        using var wire = new Wire(new LeapingWall());
        var receive = Wire.ReceiveAsync(wire.Server, 10);
        _ = wire.Client.WriteAsync(new byte[10]).AsTask();
        // Something outside the trial takes four bytes out of the connection.
        Assert.Equal(4, Wire.SocketOf(wire.Server).Receive(new byte[4]));
        var error = Assert.Throws<NotQuiescentException>(wire.Settle);
        Assert.Equal("server", error.Stream);
        Assert.Contains("4 byte", error.Message, StringComparison.Ordinal);
        Assert.False(receive.IsCompleted);
    }

    [Fact]
    public void A_Dial_To_A_Listener_That_Closes_Before_It_Accepts_Is_Reset()
    {
        using var wire = new Wire(new LeapingWall());
        var late = wire.Transport.Connect(IPAddress.Loopback, wire.Listener.EndPoint, "late")!;
        var read = late.ReadAsync(new byte[1]).AsTask();
        wire.Listener.Dispose();
        wire.Settle();
        Assert.Equal(0, Wire.Ended(read));
    }

    [Fact]
    public void A_Refused_Port_Gives_No_Stream()
    {
        using var wire = new Wire();
        var port = wire.Listener.EndPoint;
        wire.Listener.Dispose();
        Assert.Null(wire.Transport.Connect(IPAddress.Loopback, port, "late"));
    }

    [Fact]
    public void A_Throw_In_A_Continuation_Is_Kept()
    {
        using var wire = new Wire();
        wire.Executor.Post(_ => throw new InvalidOperationException("first"), null);
        wire.Executor.Post(_ => throw new InvalidOperationException("second"), null);
        wire.Settle();
        Assert.Equal("first", wire.Executor.Failure?.Message);
        Assert.True(wire.Executor.IsIdle);
    }

    [Fact]
    public void A_Continuation_From_Another_Thread_Ends_The_Trial()
    {
        using var wire = new Wire();
        var intruder = new Thread(() => wire.Executor.Post(_ => { }, null));
        intruder.Start();
        intruder.Join();
        wire.Settle();
        Assert.Contains("another thread", wire.Executor.Failure!.Message, StringComparison.Ordinal);
        wire.Executor.ClearFailure();
        Assert.Null(wire.Executor.Failure);
    }

    [Fact]
    public void Work_That_Nobody_Awaits_Ends_The_Trial_When_It_Throws_But_Not_When_Its_Connection_Ends()
    {
        using var wire = new Wire();
        wire.Transport.Watch(Task.FromException(new IOException("gone")));
        wire.Transport.Watch(Task.FromException(new OperationCanceledException()));
        wire.Settle();
        Assert.Null(wire.Executor.Failure);
        wire.Transport.Watch(Task.FromException(new InvalidOperationException("a bug")));
        wire.Settle();
        Assert.Equal("a bug", wire.Executor.Failure?.Message);
    }

    /// <summary>What arrives where, in which order and in which pieces, is the same however the deliveries are delayed and cut.</summary>
    [Fact]
    public void Nothing_Overtakes_A_Delayed_Delivery_And_No_Piece_Is_Seen()
    {
        var quiet = Deliveries(null);
        Assert.Equal(78, quiet.Count);
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var noise = new DeliveryNoise(seed);
            Assert.Equal(quiet, Deliveries(noise));
            Assert.True(noise.Disturbed > 20);
        }
    }

    private static List<string> Deliveries(DeliveryNoise? noise)
    {
        var seen = new List<string>();
        using var wire = new Wire(noise: noise);
        var clients = new List<CountedStream>();
        using var listener = wire.Transport.Listen(new IPEndPoint(IPAddress.Loopback, 0), "many", (stream, _) => wire.Transport.Watch(NoteAsync(stream, clients.Count, seen)));
        for (var i = 0; i < 6; i++)
        {
            clients.Add(wire.Transport.Connect(IPAddress.Loopback, listener.EndPoint, $"client-{i}")!);
        }

        for (var round = 1; round <= 3; round++)
        {
            foreach (var (client, i) in clients.Select((c, i) => (c, i)))
            {
                wire.Transport.Watch(Wire.SendAsync(client, Wire.Pattern(100 * round, i), 40 + i));
            }

            wire.Settle();
        }

        clients.ForEach(c => c.Dispose());
        wire.Settle();
        return seen;
    }

    private static async Task NoteAsync(CountedStream stream, int dialled, List<string> seen)
    {
        var buffer = new byte[64];
        int read;
        var number = seen.Count(s => s.StartsWith("accept", StringComparison.Ordinal));
        seen.Add($"accept {number} of {dialled}");
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            seen.Add($"{number}: {Convert.ToHexString(buffer.AsSpan(0, read))}");
        }

        seen.Add($"end {number}");
    }
}
