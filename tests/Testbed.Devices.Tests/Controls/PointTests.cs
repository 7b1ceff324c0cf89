using CsCheck;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class PointTests
{
    [Fact]
    public void A_Word_Survives_Its_Engineering_Value() =>
        Gen.Select(Gen.UShort, Gen.Bool, Gen.Int[0, 3]).Sample((word, signed, exponent) =>
        {
            var point = Make(signed, Math.Pow(10, exponent));
            point.SetRaw(word);
            var value = point.Value;
            point.SetValue(value);
            Assert.Equal(word, point.Raw);
            Assert.True(point.TryEncode(value, out var again));
            Assert.Equal(word, again);
        });

    [Fact]
    public void Measured_Values_Are_Clamped_And_Commands_Beyond_The_Word_Refused() =>
        Gen.Select(Gen.Double, Gen.Bool).Sample((value, signed) =>
        {
            var point = Make(signed, 10);
            var fits = Math.Round(value * 10) is var word && word >= (signed ? -32768 : 0) && word <= (signed ? 32767 : 65535);
            Assert.Equal(fits, point.TryEncode(value, out _));
            point.SetValue(value);
            Assert.InRange(point.Value, signed ? -3276.8 : 0, signed ? 3276.7 : 6553.5);
        });

    private static Point Make(bool signed, double scale) =>
        new(new PointConfig("p", ModbusTable.HoldingRegister, 0, scale, signed, "", null, null, null, null));
}
