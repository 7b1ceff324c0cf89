using System.Globalization;
using Testbed.Modbus.Tests.Support;
using Testbed.TestSupport;

namespace Testbed.Modbus.Tests.Interop;

/// <summary>A unit with something behind every function code, on a loopback port, for programs that no one here wrote.</summary>
internal sealed class Laboratory : IDisposable
{
    internal const byte UnitId = 17;

    private readonly Loopback _loopback;
    private ModbusSerialUnit? _unit;

    internal Laboratory(string framing)
    {
        Bank.DiscreteInputs[5] = true;
        Bank.InputRegisters[7] = 1234;
        if (framing == "rtu")
        {
            var server = new ModbusRtuServer(TimeProvider.System, new Dictionary<byte, ModbusSerialUnit> { [UnitId] = Unit });
            _loopback = new Loopback((stream, context) => server.ServeAsync(stream, context));
        }
        else
        {
            _loopback = new Loopback(new ModbusServer(Unit, UnitId));
        }
    }

    internal static string Folder { get; } = Repository.PathOf("tests/Testbed.Modbus.Tests/Interop");

    internal RegisterBank Bank { get; } = new(2000, 20, 20, 200)
    {
        Files = new Dictionary<ushort, ushort[]> { [4] = new ushort[100] },
        FifoQueues = new Dictionary<ushort, Queue<ushort>> { [9] = new([1, 2, 3]) },
        Identification = new ModbusDeviceIdentification("Orrery", "R8", "2.1"),
    };

    internal string Port => _loopback.Port.ToString(CultureInfo.InvariantCulture);

    private ModbusSerialUnit Unit => _unit ??= new ModbusSerialUnit(Bank, [0x2A]) { ExceptionStatus = 0x6D };

    /// <summary>A Python that can run a statement, Debian's own first; null when there is none.</summary>
    internal static string? PythonWith(string statement) =>
        new[] { "/usr/bin/python3", ToolProcess.Find("python3") }
            .FirstOrDefault(python => File.Exists(python) && ToolProcess.Run(python, ["-c", statement]).ExitCode == 0);

    /// <summary>Runs a client to its end; the lines it printed.</summary>
    internal static string[] Lines(string program, params string[] arguments)
    {
        ToolResult result = ToolProcess.Run(program, arguments, Folder, timeoutSeconds: 60);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public void Dispose() => _loopback.Dispose();
}
