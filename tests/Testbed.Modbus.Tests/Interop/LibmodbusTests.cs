namespace Testbed.Modbus.Tests.Interop;

/// <summary>libmodbus itself, called from Python.</summary>
[Trait("Category", "Interop")]
public sealed class LibmodbusTests
{
    [SkippableFact]
    public void Gets_The_Right_Answer_To_Every_Function_It_Has()
    {
        string? python = Laboratory.PythonWith("import ctypes; ctypes.CDLL('libmodbus.so.5')");
        Skip.If(python is null, "libmodbus is not installed");
        using var laboratory = new Laboratory("tcp");
        Assert.Equal(
            [
                "write registers: 123", "read registers: [0, 1, 2, 3, 4]", "write register: 1", "mask: 1", "read write: [85, 9]", "write bits: 1968",
                "read bits: [1, 0, 1, 0]", "write bit: 1", "read input bits: [1, 0]", "read input registers: [1234]", "server id: [42, 255]",
                "address: error Illegal data address",
            ],
            Laboratory.Lines(python!, "libmodbus_client.py", laboratory.Port, "17"));
        Assert.True(laboratory.Bank.Coils[1]);
        Assert.Equal(122, laboratory.Bank.HoldingRegisters[124]);
    }
}
