using Testbed.TestSupport;

namespace Testbed.Modbus.Tests.Interop;

/// <summary>modbus-serial (npm), over Modbus/TCP and over RTU frames in TCP.</summary>
[Trait("Category", "Interop")]
public sealed class ModbusSerialTests
{
    [SkippableTheory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    public void Gets_The_Right_Answer_To_Every_Function_It_Has(string framing)
    {
        string? node = ToolProcess.Find("node");
        Skip.If(
            node is null || !Directory.Exists(Path.Combine(Laboratory.Folder, "node_modules", "modbus-serial")),
            "modbus-serial is not installed: npm ci in tests/Testbed.Modbus.Tests/Interop");
        using var laboratory = new Laboratory(framing);
        string[] more = framing == "rtu" ? []
            : ["mask: \"ok\"", "masked: [85]", "server id: 42", "identification: [\"Orrery\",\"R8\",\"2.1\"]"];
        Assert.Equal(
            [
                "write coils: \"ok\"", "read coils: [true,false,true]", "read discrete inputs: [true,false]", "write coil: \"ok\"",
                "write registers: \"ok\"", "write register: \"ok\"", "read holding registers: [860,1,2]", "read input registers: [1234]",
                .. more, "address: exception 2",
            ],
            Laboratory.Lines(node!, "modbus_serial_client.js", framing, laboratory.Port, "17"));
        Assert.Equal(122, laboratory.Bank.HoldingRegisters[124]);
    }
}
