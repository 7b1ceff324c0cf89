using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// One address of one table: a register word (0 or 1 for bits) and its engineering value, word = value x scale, rounded, clamped to the word's range.
/// </summary>
internal sealed class Point
{
    public Point(PointConfig config)
    {
        Config = config;
        Scale = config.Scale == 0 ? 1 : config.Scale;
        SetValue(config.Initial ?? 0);
    }

    public PointConfig Config { get; }

    public string Name => Config.Name;

    public double Scale { get; }

    public ushort Raw { get; private set; }

    /// <summary>Engineering value: as measured for inputs, as the word says after a write.</summary>
    public double Value { get; private set; }

    public bool IsBit => Config.Table is ModbusTable.Coil or ModbusTable.DiscreteInput;

    public bool IsWritable => Config.Table is ModbusTable.Coil or ModbusTable.HoldingRegister;

    public bool IsOn => Raw != 0;

    public void SetRaw(ushort raw) => (Raw, Value) = (raw, Decode(raw));

    public void SetValue(double value)
    {
        var (min, max) = Words;
        var word = double.IsNaN(value) ? 0 : Math.Clamp(Math.Round(IsBit ? (value != 0 ? 1 : 0) : value * Scale), min, max);
        Raw = unchecked((ushort)(int)word);
        Value = IsBit ? Raw : double.IsNaN(value) ? 0 : Math.Clamp(value, min / Scale, max / Scale);
    }

    public double Decode(ushort raw) => IsBit ? (raw != 0 ? 1 : 0) : (Config.Signed ? (short)raw : raw) / Scale;

    /// <summary>The word of an engineering value; false when no word holds it.</summary>
    public bool TryEncode(double value, out ushort raw)
    {
        var (min, max) = Words;
        var word = IsBit ? value : Math.Round(value * Scale);
        raw = word >= min && word <= max ? unchecked((ushort)(int)word) : (ushort)0;
        return word >= min && word <= max && (!IsBit || word is 0 or 1);
    }

    private (double Min, double Max) Words => IsBit ? (0, 1) : Config.Signed ? (short.MinValue, short.MaxValue) : (0, ushort.MaxValue);
}
