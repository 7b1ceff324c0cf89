namespace Testbed.Modbus.Functions;

/// <summary>All function codes served, looked up by code.</summary>
internal static class ModbusFunctions
{
    private static readonly ModbusFunction?[] ByCode = Index(
        new ReadCoils(),
        new ReadDiscreteInputs(),
        new ReadHoldingRegisters(),
        new ReadInputRegisters(),
        new WriteSingleCoil(),
        new WriteSingleRegister(),
        new ReadExceptionStatus(),
        new Diagnostics(),
        new GetCommEventCounter(),
        new GetCommEventLog(),
        new WriteMultipleCoils(),
        new WriteMultipleRegisters(),
        new ReportServerId(),
        new ReadFileRecord(),
        new WriteFileRecord(),
        new MaskWriteRegister(),
        new ReadWriteMultipleRegisters(),
        new ReadFifoQueue(),
        new EncapsulatedInterface(),
        new Engineering());

    internal static ModbusFunction? Find(byte code) => ByCode[code];

    private static ModbusFunction?[] Index(params ReadOnlySpan<ModbusFunction> functions)
    {
        var byCode = new ModbusFunction?[256];
        foreach (ModbusFunction function in functions)
        {
            byCode[function.Code] = function;
        }

        return byCode;
    }
}
