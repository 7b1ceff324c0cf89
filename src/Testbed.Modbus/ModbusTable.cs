namespace Testbed.Modbus;

/// <summary>The four primary tables of the data model (AP 4.3).</summary>
public enum ModbusTable
{
    /// <summary>The request addresses no table, or could not be parsed.</summary>
    None,

    /// <summary>Read-write bits, written <c>CO</c> in evidence.</summary>
    Coils,

    /// <summary>Read-only bits, written <c>DI</c>.</summary>
    DiscreteInputs,

    /// <summary>Read-only 16-bit registers, written <c>IR</c>.</summary>
    InputRegisters,

    /// <summary>Read-write 16-bit registers, written <c>HR</c>.</summary>
    HoldingRegisters,
}
