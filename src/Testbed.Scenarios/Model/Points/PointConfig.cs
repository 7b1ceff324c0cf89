namespace Testbed.Scenarios;

/// <summary>
/// A point of a device: a value in one address of a table, in several registers, or in one bit of a register, bound to a name. The number on the wire is
/// (engineering value - offset) x scale.
/// </summary>
/// <param name="Name">Name within the device, for example <c>feeder-pressure</c> or <c>set-point-a</c>; the device's logic uses it.</param>
/// <param name="Table">The table.</param>
/// <param name="Address">PDU address from 0; of several registers the first.</param>
/// <param name="Scale">Register value = (engineering value - offset) x scale.</param>
/// <param name="Signed">Two's complement; decides the type where none is given.</param>
/// <param name="Unit">Engineering unit, for display.</param>
/// <param name="Tag">The plant tag (transmitter or actuator) it is wired to, if any.</param>
/// <param name="Initial">Engineering value at start, for settings.</param>
/// <param name="Min">Lowest engineering value that makes sense.</param>
/// <param name="Max">Highest.</param>
public sealed record PointConfig(
    string Name, ModbusTable Table, int Address, double Scale, bool Signed, string Unit, string? Tag, double? Initial, double? Min, double? Max)
{
    /// <summary>How its registers are read.</summary>
    public PointType Type { get; init; } =
        Table is ModbusTable.Coil or ModbusTable.DiscreteInput ? PointType.Bool : Signed ? PointType.Int16 : PointType.Uint16;

    /// <summary>Order of bytes and words.</summary>
    public WordOrder Order { get; init; }

    /// <summary>The bit of the register, 0 the least significant; null for whole registers.</summary>
    public int? Bit { get; init; }

    /// <summary>Characters of a string.</summary>
    public int Length { get; init; }

    /// <summary>Engineering value that the wire carries as 0.</summary>
    public double Offset { get; init; }

    /// <summary>What masters may do.</summary>
    public PointAccess Access { get; init; } = Table is ModbusTable.Coil or ModbusTable.HoldingRegister ? PointAccess.Rw : PointAccess.R;

    /// <summary>Text at start, for strings.</summary>
    public string Text { get; init; } = "";

    /// <summary>Plain words.</summary>
    public string Description { get; init; } = "";

    /// <summary>True for coils and discrete inputs.</summary>
    public bool IsBitTable => Table is ModbusTable.Coil or ModbusTable.DiscreteInput;

    /// <summary>Addresses it takes.</summary>
    public int Words => Type switch
    {
        PointType.Int32 or PointType.Uint32 or PointType.Float32 => 2,
        PointType.Int64 or PointType.Uint64 or PointType.Float64 => 4,
        PointType.String => (Length + 1) / 2,
        _ => 1,
    };

    /// <summary>The last of its addresses.</summary>
    public int LastAddress => Address + Words - 1;

    /// <summary>True when masters may read it.</summary>
    public bool IsReadable => Access != PointAccess.W;

    /// <summary>True when masters may write it.</summary>
    public bool IsWritable => Access != PointAccess.R && (Table is ModbusTable.Coil or ModbusTable.HoldingRegister);

    /// <summary>True when its value is a number or a bit.</summary>
    public bool IsNumeric => Type != PointType.String;

    /// <summary>The number on the wire of an engineering value, neither rounded nor cut.</summary>
    public double ToNumber(double engineering) => Type == PointType.Bool ? engineering : (engineering - Offset) * EffectiveScale;

    /// <summary>The engineering value of a number on the wire.</summary>
    public double ToEngineering(double number) => Type == PointType.Bool ? (number != 0 ? 1 : 0) : (number / EffectiveScale) + Offset;

    private double EffectiveScale => Scale == 0 ? 1 : Scale;
}
