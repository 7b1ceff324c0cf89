using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>The twin in real time: a guest's unmodified tool gets in through the forwarder, a stranger does not.</summary>
[Trait("Category", "Slow")]
public sealed partial class LiveTests
{
    [SkippableFact]
    public void Lets_A_Guest_Read_A_Register_With_Mbpoll()
    {
        var mbpoll = ToolProcess.Find("mbpoll");
        Skip.If(mbpoll is null, "mbpoll is not installed");
        using var twin = TestbedCli.Start("up", Selection.AsFound, "--seconds", "30", "--join", "Z-CGS", "--guest", "trainee-7");
        var port = Forwarder().Match(twin.WaitFor("PLC-CGS:502")).Groups[1].Value;

        var read = ToolProcess.Run(mbpoll!, ["-m", "tcp", "-a", "1", "-p", port, "-t", "3", "-0", "-r", "0", "-c", "2", "-1", "127.0.0.1"]);

        Assert.True(read.ExitCode == 0, read.ToString());
        Assert.Matches(@"\[0\]:\s+\d+", read.Output);
        twin.WaitFor("guest trainee-7 -> PLC-CGS:502 open");
        EndsCleanly(twin);
    }

    [Fact]
    public void Refuses_A_Stranger()
    {
        using var twin = TestbedCli.Start("up", Selection.AsFound, "--seconds", "30");
        var endpoint = IPEndPoint.Parse(HostAddress().Match(twin.WaitFor("PLC-CGS      10.")).Value);
        twin.WaitFor("strangers are refused");

        Assert.True(IsClosedAtOnce(endpoint), "a stranger was let in");

        EndsCleanly(twin);
    }

    [Fact]
    public void Ends_By_Itself()
    {
        var result = TestbedCli.Run("up", Selection.Hardened, "--seconds", "8");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("stopped\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("PLC-CGS:502 <- SCADA-1", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_The_Port_That_Is_In_Use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = TestbedCli.Run("up", Selection.AsFound, "--seconds", "2", "--join", "Z-CGS", "--join-port", $"{port}");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("a port is in use", result.Error, StringComparison.Ordinal);
    }

    private static void EndsCleanly(ToolProcess twin)
    {
        twin.Send(ToolProcess.Signal.Interrupt);
        var result = twin.Wait(20);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.EndsWith("stopped\n", result.Output, StringComparison.Ordinal);
    }

    private static bool IsClosedAtOnce(IPEndPoint endpoint)
    {
        using var stranger = new TcpClient();
        try
        {
            stranger.Connect(endpoint);
            stranger.ReceiveTimeout = 5000;
            var stream = stranger.GetStream();
            // Read input registers 0..1 of unit 1: what the device would answer at once.
            stream.Write([0, 1, 0, 0, 0, 6, 1, 4, 0, 0, 0, 2]);
            return stream.Read(new byte[256]) == 0;
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown })
        {
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            return true;
        }
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Forwarder();

    [GeneratedRegex(@"127(\.\d+){3}:\d+")]
    private static partial Regex HostAddress();
}
