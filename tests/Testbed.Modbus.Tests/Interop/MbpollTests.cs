using System.Diagnostics;
using System.Globalization;
using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests.Interop;

/// <summary>An independent client (mbpoll on libmodbus) against the server on an ephemeral loopback port.</summary>
[Trait("Category", "Interop")]
public sealed class MbpollTests
{
    private const string Mbpoll = "/usr/bin/mbpoll";
    private readonly RegisterBank _bank = new(20, 20, 20, 20);
    private readonly RecordingObserver _observer = new();

    [SkippableFact]
    public async Task Mbpoll_Reads_All_Tables()
    {
        _bank.HoldingRegisters[2] = 860;
        _bank.InputRegisters[3] = 1234;
        _bank.Coils[4] = true;
        _bank.DiscreteInputs[5] = true;
        using var loopback = StartOrSkip();

        Assert.Contains("[2]: \t860", await RunAsync(loopback, "-t 4 -r 0 -c 10 -1"), StringComparison.Ordinal);
        Assert.Contains("[3]: \t1234", await RunAsync(loopback, "-t 3 -r 0 -c 10 -1"), StringComparison.Ordinal);
        Assert.Contains("[4]: \t1", await RunAsync(loopback, "-t 0 -r 0 -c 10 -1"), StringComparison.Ordinal);
        Assert.Contains("[5]: \t1", await RunAsync(loopback, "-t 1 -r 0 -c 10 -1"), StringComparison.Ordinal);
        Assert.Equal(["FC 3", "FC 4", "FC 1", "FC 2"], _observer.Lines.Select(line => line.Split(": unit 1 ")[1][..4]));
    }

    [SkippableFact]
    public async Task Mbpoll_Writes_Single_And_Multiple()
    {
        using var loopback = StartOrSkip();
        await RunAsync(loopback, "-t 4 -r 5", "860");
        await RunAsync(loopback, "-t 4 -r 6", "1 2 3");
        await RunAsync(loopback, "-t 0 -r 5", "1");
        await RunAsync(loopback, "-t 0 -r 7", "1 0 1");

        Assert.Equal([860, 1, 2, 3], _bank.HoldingRegisters[5..9].ToArray());
        Assert.Equal([true, false, true, false, true], _bank.Coils[5..10].ToArray());
        Assert.Equal(
            [
                "peer: unit 1 FC 6 HR 5 = 860 -> FC 6 ok", "peer: unit 1 FC 16 HR 6..8 = [1,2,3] -> FC 16 ok",
                "peer: unit 1 FC 5 CO 5 = 1 -> FC 5 ok", "peer: unit 1 FC 15 CO 7..9 = [1,0,1] -> FC 15 ok",
            ],
            _observer.Lines);
    }

    [SkippableFact]
    public async Task Mbpoll_Understands_The_Exception()
    {
        using var loopback = StartOrSkip();
        string output = await RunAsync(loopback, "-t 4 -r 15 -c 10 -1");
        Assert.Contains("Illegal data address", output, StringComparison.OrdinalIgnoreCase);
    }

    private Loopback StartOrSkip()
    {
        Skip.IfNot(File.Exists(Mbpoll), "mbpoll is not installed");
        return new Loopback(new ModbusServer(_bank, unitId: 1, _observer));
    }

    private static async Task<string> RunAsync(Loopback loopback, string options, string values = "")
    {
        string arguments = string.Create(CultureInfo.InvariantCulture, $"-m tcp -p {loopback.Port} -a 1 -0 -o 5 {options} 127.0.0.1 {values}");
        var start = new ProcessStartInfo(Mbpoll, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }
}
