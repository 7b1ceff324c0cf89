using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// One point of a device: its bits as the wire has them and its engineering value. A value of several registers changes in one step, so that no reader sees
/// half of it. Nothing is allocated after construction but for texts.
/// </summary>
internal sealed class Point
{
    private readonly ushort[] _words;
    private long _taken;
    private bool _isTaken;

    public Point(PointConfig config)
    {
        Config = config;
        Scale = config.Scale == 0 ? 1 : config.Scale;
        _words = new ushort[config.Words];
        if (config.IsNumeric)
        {
            SetValue(config.Initial ?? 0);
        }
        else
        {
            SetText(config.Text);
        }
    }

    public PointConfig Config { get; }

    public string Name => Config.Name;

    public double Scale { get; }

    /// <summary>The value in the type's own width, most significant bit first; 0 for texts.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The bits of a point of one register.</summary>
    public ushort Raw => (ushort)Bits;

    /// <summary>Engineering value: as measured for inputs, as the registers say after a write; 0 where a peer wrote no number. Of a text 0.</summary>
    public double Value { get; private set; }

    /// <summary>The value before it was cut to what the registers carry: a broken loop reads below zero, an unsigned register cannot.</summary>
    public double Measured { get; private set; }

    /// <summary>The text of a string point.</summary>
    public string Text { get; private set; } = "";

    public bool IsBit => Config.Type == PointType.Bool;

    public bool IsWritable => Config.IsWritable;

    public bool IsOn => Bits != 0;

    /// <summary>A register of the value, 0 the first on the wire; of a bit the register with all other bits 0.</summary>
    public ushort Word(int index) => _words[index];

    public void SetRaw(ushort raw) => SetBits(raw);

    /// <summary>Takes what a peer wrote.</summary>
    public void SetBits(ulong bits)
    {
        _isTaken = false;
        Bits = bits;
        var value = Decode(bits);
        Value = Measured = double.IsFinite(value) ? value : 0;
        PointCodec.Pack(Config, bits, _words);
    }

    public void SetText(string text)
    {
        Text = text;
        PointCodec.PackText(Config, text, _words);
    }

    /// <summary>Takes a value of the device's own, rounded and cut to what the registers carry.</summary>
    public void SetValue(double value)
    {
        // A transmitter is read in every scan and gives a new value once in a while; -0 and 0 are different bits.
        var taken = BitConverter.DoubleToInt64Bits(value);
        if (!Config.IsNumeric || (_isTaken && taken == _taken))
        {
            return;
        }

        (_taken, _isTaken) = (taken, true);
        Measured = value;
        Bits = PointCodec.ToBits(Config.Type, PointCodec.Fit(Config.Type, Config.ToNumber(value)));
        var (min, max) = PointCodec.Limits(Config.Type);
        Value = Config.Type == PointType.Bool ? Bits : double.IsNaN(value) ? 0 : Math.Clamp(value, Config.ToEngineering(min), Config.ToEngineering(max));
        PointCodec.Pack(Config, Bits, _words);
    }

    /// <summary>The engineering value of some bits; floats may give NaN or infinity.</summary>
    public double Decode(ulong bits) => Config.ToEngineering(PointCodec.ToNumber(Config.Type, bits));

    /// <summary>The bits of an engineering value; false when the registers cannot hold it.</summary>
    public bool TryEncode(double value, out ulong bits) => PointCodec.TryEncode(Config, value, out bits);
}
