namespace Testbed.StructuredText.Tests;

/// <summary>Direct addresses of several levels.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("%QW0.3", "%QB6")]
    [InlineData("%QW2.3", "%QB518")]
    [InlineData("%QW1.2.3", "%QB4614")]
    [InlineData("%QB0.255", "%QB255")]
    [InlineData("%QX2.3.1", "%QX515.1")]
    [InlineData("%QX1.2.3.1", "%QX4611.1")]
    public void Counts_Modules_Of_256_Bytes_And_Racks_Of_16_Modules(string address, string place)
    {
        var isBit = address[2] == 'X';
        var plc = Plc.Run($"x AT {address} : {(isBit ? "BOOL" : address[2] == 'B' ? "BYTE" : "WORD")}; last AT %QB65000 : BYTE;", $"x := {(isBit ? "TRUE" : "16#7")};");

        Assert.Equal(isBit ? "TRUE" : "7", plc.Text(place).Replace("16#0", "", StringComparison.Ordinal));
        Assert.Equal(plc.Text(address), plc.Text("x"));
    }

    [Theory]
    [InlineData("%QW0.128")]
    [InlineData("%QW0.16.0")]
    [InlineData("%QW16.0.0")]
    [InlineData("%QW1.1.1.1")]
    [InlineData("%QX0.0.8")]
    public void Refuses_Numbers_That_A_Level_Does_Not_Have(string address) =>
        Assert.Equal(["TB1077"], Plc.Codes($"x AT {address} : {(address[2] == 'X' ? "BOOL" : "WORD")};", ";"));
}
