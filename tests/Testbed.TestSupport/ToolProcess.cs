using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Testbed.TestSupport;

/// <summary>What a process gave back.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, for messages of failed assertions.</summary>
    public override string ToString() => FormattableString.Invariant($"exit {ExitCode}\n{Output}\n{Error}");
}

/// <summary>A process with both output streams read as it goes, so that it can be signalled, killed and waited for. Thread safe.</summary>
public sealed class ToolProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<(string Text, TaskCompletionSource<string> Seen)> _awaited = [];
    private readonly Lock _lock = new();

    private ToolProcess(Process process) => _process = process;

    /// <summary>The signals the tests send, with their numbers on Linux.</summary>
    public enum Signal
    {
        /// <summary>What Ctrl+C sends.</summary>
        Interrupt = 2,

        /// <summary>Ends at once, whatever the process is doing.</summary>
        Kill = 9,

        /// <summary>Asks to end.</summary>
        Terminate = 15,
    }

    /// <summary>True when the process ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Finds a program on the search path; null when it is not installed.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Starts a program.</summary>
    public static ToolProcess Start(string program, IEnumerable<string> arguments, string? workingFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingFolder ?? Repository.Root,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["NO_COLOR"] = "1";
        var process = new Process { StartInfo = start };
        var tool = new ToolProcess(process);
        process.OutputDataReceived += (_, e) => tool.Take(tool._output, e.Data);
        process.ErrorDataReceived += (_, e) => tool.Take(tool._error, e.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return tool;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it was killed.</exception>
    public static ToolResult Run(string program, IEnumerable<string> arguments, string? workingFolder = null, int timeoutSeconds = 180)
    {
        using var tool = Start(program, arguments, workingFolder);
        return tool.Wait(timeoutSeconds);
    }

    /// <summary>The first line, of what was printed so far or will be, that contains a text.</summary>
    /// <exception cref="TimeoutException">No such line came in time.</exception>
    public string WaitFor(string text, int timeoutSeconds = 60)
    {
        TaskCompletionSource<string> seen;
        lock (_lock)
        {
            if (Lines().FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, seen));
        }

        return seen.Task.Wait(timeoutSeconds * 1000)
            ? seen.Task.Result
            : throw new TimeoutException($"'{text}' was not printed within {timeoutSeconds} s. Printed so far:\n{_output}\n{_error}");
    }

    /// <summary>Waits for the end.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it was killed.</exception>
    public ToolResult Wait(int timeoutSeconds = 180)
    {
        if (!_process.WaitForExit(timeoutSeconds * 1000))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_process.StartInfo.FileName} did not end within {timeoutSeconds} s. Printed so far:\n{_output}\n{_error}");
        }

        _process.WaitForExit();
        lock (_lock)
        {
            return new ToolResult(_process.ExitCode, _output.ToString(), _error.ToString());
        }
    }

    /// <summary>True when it ended within a time.</summary>
    public bool EndsWithin(int milliseconds) => _process.WaitForExit(milliseconds);

    /// <summary>Sends a signal to the process alone.</summary>
    public void Send(Signal signal)
    {
        if (!_process.HasExited)
        {
            _ = kill(_process.Id, (int)signal);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    private string[] Lines() => $"{_output}{_error}".Split('\n');

    private void Take(StringBuilder into, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            into.Append(line).Append('\n');
            foreach (var (_, seen) in _awaited.Where(a => line.Contains(a.Text, StringComparison.Ordinal)))
            {
                seen.TrySetResult(line);
            }
        }
    }
}
