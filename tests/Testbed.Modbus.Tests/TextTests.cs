using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("06 0064 035C", "unit 1 FC 6 HR 100 = 860")]
    [InlineData("03 0000 000A", "unit 1 FC 3 HR 0..9")]
    [InlineData("04 0005 0001", "unit 1 FC 4 IR 5")]
    [InlineData("02 0005 0002", "unit 1 FC 2 DI 5..6")]
    [InlineData("05 0003 0000", "unit 1 FC 5 CO 3 = 0")]
    [InlineData("10 0001 0001 02 FFFF", "unit 1 FC 16 HR 1 = [65535]")]
    [InlineData("03 0000 007E", "unit 1 FC 3 refused 03 PDU 030000007E")]
    [InlineData("2B 0E01", "unit 1 FC 43 refused 03 PDU 2B0E01")]
    public void Renders_Requests(string pdu, string expected) => Assert.Equal(expected, ModbusText.Request(1, Hex.Bytes(pdu)));

    [Theory]
    [InlineData("06 0064 035C", "06 0064 035C", "FC 6 ok")]
    [InlineData("03 0000 0003", "03 06 0001 0002 0003", "FC 3 [1,2,3]")]
    [InlineData("01 0000 0003", "01 01 05", "FC 1 [1,0,1]")]
    [InlineData("03 0000 0003", "83 02", "exception 02 illegal data address")]
    [InlineData("03 0000 0003", "83 0B", "exception 0B gateway target device failed to respond")]
    [InlineData("03 0000 0003", "83 63", "exception 63 unknown")]
    [InlineData("06 0064 035C", "06 0064 0000", "FC 6 EchoMismatch PDU 0600640000")]
    public void Renders_Responses(string requestPdu, string responsePdu, string expected)
    {
        ModbusPdu.TryParseRequest(Hex.Bytes(requestPdu), out ModbusRequest request);
        Assert.Equal(expected, ModbusText.Response(request.Key, Hex.Bytes(responsePdu)));
    }

    [Fact]
    public void Renders_Parsed_Requests_With_And_Without_Unit()
    {
        ModbusPdu.TryParseRequest(Hex.Bytes("06 0064 035C"), out ModbusRequest valid);
        ModbusPdu.TryParseRequest(Hex.Bytes("06 0064 03"), out ModbusRequest refused);
        Assert.Equal("unit 17 FC 6 HR 100 = 860", ModbusText.Request(17, valid));
        Assert.Equal("FC 6 HR 100 = 860", valid.ToString());
        Assert.Equal("FC 6 refused 03 PDU 06006403", refused.ToString());
    }
}
