using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests.Serial;

/// <summary>FC 7, 8, 11, 12 and 17 on a unit, against AP 6.7 to 6.10 and 6.13.</summary>
public sealed class ModbusSerialFunctionTests
{
    private readonly ModbusSerialUnit _unit = new(new RegisterBank(16, 16, 16, 16), [0x2A, 0x01]);

    [Fact]
    public void Tells_Status_Outputs_And_Server_Id()
    {
        _unit.ExceptionStatus = 0x6D;
        Assert.Equal("076D", Ask("07"));
        Assert.Equal("11032A01FF", Ask("11"));
        _unit.IsRunning = false;
        Assert.Equal("11032A0100", Ask("11"));
    }

    [Fact]
    public void Returns_Query_Data_Of_Any_Length()
    {
        Assert.Equal("080000A537", Ask("08 0000 A537"));
        string longest = string.Concat(Enumerable.Repeat("5A", 250));
        Assert.Equal("080000" + longest, Ask("08 0000" + longest));
    }

    [Fact]
    public void Counts_Messages_Exceptions_And_Events()
    {
        Ask("03 0000 0001");
        Ask("03 0020 0001");
        Ask("63");
        Assert.Equal("08000D0002", Ask("08 000D 0000"));
        Assert.Equal("08000E0005", Ask("08 000E 0000"));
        Assert.Equal("0B00000003", Ask("0B")); // one read and two diagnostics; exceptions and this poll do not count
        Assert.Equal("0B00000003", Ask("0B"));
        Assert.Equal("08000A0000", Ask("08 000A 0000"));
        Assert.Equal("08000D0000", Ask("08 000D 0000"));
    }

    [Fact]
    public void Logs_Events_Newest_First_And_Keeps_64()
    {
        Ask("03 0000 0001");
        Ask("03 0020 0001");

        // Count of completed requests, messages on the line (none came by one), then: received, sent exception 2, received, sent, received.
        Assert.Equal("0C0B" + "0000" + "0001" + "0000" + "8041804080", Ask("0C"));
        for (int i = 0; i < 100; i++)
        {
            Ask("03 0000 0001");
        }

        Assert.Equal(2 + 6 + 64, Ask("0C").Length / 2);
    }

    [Fact]
    public void Listens_Only_Until_It_Is_Restarted()
    {
        Assert.Equal("", Ask("08 0004 0000"));
        Assert.Equal("", Ask("06 0001 0007"));
        Assert.Equal("", Ask("08 0000 A537"));
        Assert.True(_unit.Counters.IsListenOnly);
        Assert.Equal("", Ask("08 0001 FF00")); // leaves the mode in silence
        Assert.False(_unit.Counters.IsListenOnly);
        Assert.Equal("03020000", Ask("03 0001 0001"));
        Assert.Equal("080001FF00", Ask("08 0001 FF00"));
    }

    [Fact]
    public void Other_Devices_Refuse_What_Belongs_To_Serial_Lines()
    {
        var bank = new RegisterBank(1, 1, 1, 1);
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        foreach (string request in new[] { "07", "08 0000 A537", "0B", "0C", "11" })
        {
            int length = ModbusResponder.Respond(Hex.Bytes(request), bank, default, answer);
            Assert.Equal("01", Hex.Text(answer.AsSpan(0, length))[2..]);
        }
    }

    [Fact]
    public void Carries_Out_A_Broadcast_Write_In_Silence()
    {
        ModbusResponder.Broadcast(Hex.Bytes("06 0001 0007"), _unit, default);
        ModbusResponder.Broadcast(Hex.Bytes("03 0001 0001"), _unit, default);
        Assert.Equal("03020007", Ask("03 0001 0001"));
        Assert.Equal(1, _unit.Counters.NoResponses);
    }

    private string Ask(string request)
    {
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        return Hex.Text(answer.AsSpan(0, ModbusResponder.Respond(Hex.Bytes(request), _unit, default, answer)));
    }
}
