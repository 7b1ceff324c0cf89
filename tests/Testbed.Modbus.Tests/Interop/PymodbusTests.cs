namespace Testbed.Modbus.Tests.Interop;

/// <summary>pymodbus (Debian's python3-pymodbus), which knows all function codes, over Modbus/TCP and over RTU frames in TCP.</summary>
[Trait("Category", "Interop")]
public sealed class PymodbusTests
{
    [SkippableTheory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    public void Gets_The_Right_Answer_To_Every_Function_Code(string framing)
    {
        string? python = Laboratory.PythonWith("import pymodbus.client");
        Skip.If(python is null, "pymodbus is not installed");
        using var laboratory = new Laboratory(framing);
        string[] lines = Laboratory.Lines(python!, "pymodbus_client.py", framing, laboratory.Port, "17");
        Assert.StartsWith("pymodbus 3.", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "write coils: ok", "read coils: [True, False, True]", "read discrete inputs: [True, False]", "write coil: ok", "write register: ok",
                "write registers: ok", "read holding registers: [860, 0, 1]", "read input registers: [1234]", "mask: ok", "read write: [85, 9]",
                "fifo: ok", "write file: ok", "read file: ['00050006']", "identification: ['Orrery', 'R8', '2.1']", "address: exception 2",
                "exception status: 109", "query data: 42295", "message count: True", "event counter: True", "event log: True", "server id: 2aff",
            ],
            lines[1..]);
        Assert.Equal([5, 6], laboratory.Bank.Files[4][20..22]);
        Assert.Equal(122, laboratory.Bank.HoldingRegisters[126]);
    }
}
