using System.Diagnostics;
using System.Globalization;

namespace Testbed.Benchmarks.Modbus;

/// <summary>A server as a process of its own, pinned to CPUs, with the processor time it used.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Processor time of user and kernel so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a program that prints its port, or "ready" when it was given one.</summary>
    public static ServerProcess Start(string cpus, string program, IEnumerable<string> arguments, int port = 0, bool announces = true)
    {
        var start = new ProcessStartInfo("taskset", ["-c", cpus, program, .. arguments]) { RedirectStandardOutput = true };
        Process process = Process.Start(start)!;
        string? line = announces ? process.StandardOutput.ReadLine() : null;
        return new ServerProcess(process, line is null or "ready" ? port : int.Parse(line, CultureInfo.InvariantCulture));
    }

    /// <summary>This program again with other arguments.</summary>
    public static ServerProcess StartSelf(string cpus, params string[] arguments) =>
        Start(cpus, Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? [typeof(ServerProcess).Assembly.Location, .. arguments]
            : arguments);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
