using CsCheck;
using Testbed.Modbus.Tests.Support;

namespace Testbed.Modbus.Tests;

/// <summary>The bytes of the engineering service, as its README lays them out.</summary>
public sealed class EngineeringCodecTests
{
    private const string NoSession = "00000000000000000000000000000000";
    private const string Session = "000102030405060708090A0B0C0D0E0F";
    private static readonly UInt128 Number = UInt128.Parse(Session, System.Globalization.NumberStyles.HexNumber, null);

    public static TheoryData<string, byte[], string> Golden() => new()
    {
        { $"64 01 {NoSession}", EngineeringRequests.Plain(EngineeringSubfunction.Identify, 0), "identify" },
        { $"64 02 {NoSession} 04 616E6E61 03 616263", EngineeringRequests.LogOn("anna", "abc"), "log-on anna" },
        { $"64 03 {Session}", EngineeringRequests.Plain(EngineeringSubfunction.LogOff, Number), "log-off" },
        { $"64 05 {Session} 01", EngineeringRequests.Start(Number, warm: true), "start warm" },
        { $"64 06 {Session}", EngineeringRequests.Plain(EngineeringSubfunction.Stop, Number), "stop" },
        { $"64 11 {Session} 0102", EngineeringRequests.Numbered(EngineeringSubfunction.UploadBlock, Number, 258), "upload-block 258" },
        {
            $"64 20 {Session} 00000105 {string.Concat(Enumerable.Repeat("AB", 32))}",
            EngineeringRequests.DownloadBegin(Number, 261, [.. Enumerable.Repeat((byte)0xAB, 32)]), "download-begin"
        },
        { $"64 21 {Session} 0001 CAFE", EngineeringRequests.DownloadBlock(Number, 1, [0xCA, 0xFE]), "download-block 1" },
        { $"64 30 {NoSession} 03 412E78", EngineeringRequests.Path(EngineeringSubfunction.ReadVariable, 0, "A.x"), "read A.x" },
        { $"64 32 {NoSession} 03 412E78 04 54525545", EngineeringRequests.Assign(EngineeringSubfunction.Force, 0, "A.x", "TRUE"), "force A.x := TRUE" },
        { $"64 34 {NoSession} 0009", EngineeringRequests.Numbered(EngineeringSubfunction.ListVariables, 0, 9), "list 9" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Writes_And_Reads_The_Bytes_Of_A_Request(string bytes, byte[] written, string text)
    {
        Assert.Equal(Hex.Text(Hex.Bytes(bytes)), Hex.Text(written));
        Assert.Equal(ModbusExceptionCode.None, EngineeringRequest.TryParse(written, out EngineeringRequest request));
        Assert.Equal(text, request.ToString());
        Assert.Equal($"unit 1 FC 100 {text}", ModbusText.Request(1, written));
    }

    [Fact]
    public void Reads_What_A_Request_Carries()
    {
        EngineeringRequest.TryParse(EngineeringRequests.DownloadBlock(Number, 4681, [1, 2, 3]), out EngineeringRequest block);
        Assert.Equal((EngineeringSubfunction.DownloadBlock, Number, 4681u), (block.Subfunction, block.Session, block.Number));
        Assert.Equal([1, 2, 3], block.Data.ToArray());

        EngineeringRequest.TryParse(EngineeringRequests.LogOn("änna", "pässwört"), out EngineeringRequest logOn);
        Assert.Equal(("änna", "pässwört"), (logOn.First, logOn.Second));
    }

    [Theory]
    [InlineData("64", 3)]
    [InlineData("64 07", 1)]
    [InlineData("64 00 " + NoSession, 1)]
    [InlineData("64 06 0000", 3)]
    [InlineData("64 06 " + NoSession + " 00", 3)]
    [InlineData("64 05 " + NoSession, 3)]
    [InlineData("64 05 " + NoSession + " 02", 3)]
    [InlineData("64 02 " + NoSession + " 00 00", 3)]
    [InlineData("64 02 " + NoSession + " 01 61", 3)]
    [InlineData("64 02 " + NoSession + " 01 61 02 61", 3)]
    [InlineData("64 30 " + NoSession + " 01 FF", 3)]
    [InlineData("64 30 " + NoSession + " 01 0A", 3)]
    [InlineData("64 31 " + NoSession + " 01 61 00", 3)]
    [InlineData("64 21 " + NoSession + " 0000", 3)]
    [InlineData("64 20 " + NoSession + " 00000000 " + NoSession + NoSession, 3)]
    [InlineData("64 20 " + NoSession + " 00100001 " + NoSession + NoSession, 3)]
    public void Refuses_What_Is_No_Request(string bytes, int exception) =>
        Assert.Equal(exception, (int)ModbusPdu.TryParseRequest(Hex.Bytes(bytes), out _));

    [Fact]
    public void Keeps_Passwords_Sessions_And_Contents_Out_Of_Text_Also_When_A_Request_Is_Damaged()
    {
        byte[] logOn = EngineeringRequests.LogOn("anna", "Spring-Thaw-42");
        string secret = Convert.ToHexString("Spring"u8);
        byte[][] requests = [logOn, [.. logOn, 0], logOn[..^1], EngineeringRequests.DownloadBlock(Number, 1, logOn), [.. EngineeringRequests.Plain(EngineeringSubfunction.Stop, Number), 1]];
        foreach (byte[] request in requests)
        {
            string text = ModbusText.Request(1, request);
            Assert.DoesNotContain("Spring", text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Session[8..], text, StringComparison.Ordinal);
        }

        Span<byte> pdu = stackalloc byte[ModbusLimits.MaxPduLength];
        var reply = new EngineeringReply(pdu, EngineeringSubfunction.LogOn);
        reply.Session(Number);
        ModbusPdu.TryParseRequest(logOn, out ModbusRequest key);
        Assert.Equal("FC 100 log-on ok", ModbusText.Response(key.Key, pdu[..reply.Length]));
        Assert.Equal("FC 100 LengthMismatch PDU 6402 and 16 bytes", ModbusText.Response(key.Key, pdu[..(reply.Length - 1)]));
    }

    [Theory]
    [InlineData("64 31 00", 49, "FC 100 write ok")]
    [InlineData("64 31 04 03 526561", 49, "FC 100 write key switch")]
    [InlineData("64 02 02 00", 2, "FC 100 log-on log-on refused")]
    [InlineData("64 30 00 03 332E35", 48, "FC 100 read = 3.5")]
    [InlineData("64 30 00 03 3335", 48, "FC 100 LengthMismatch PDU 6430 and 4 bytes")]
    [InlineData("64 31 00 00", 49, "FC 100 LengthMismatch PDU 6431 and 2 bytes")]
    [InlineData("64 31 63 00", 49, "FC 100 LengthMismatch PDU 6431 and 2 bytes")]
    [InlineData("64 30 00 00", 49, "FC 100 EchoMismatch PDU 6430 and 2 bytes")]
    public void Reads_Responses_Against_Their_Requests(string bytes, int subfunction, string text) =>
        Assert.Equal(text, ModbusText.Response(new ModbusRequestKey(100, (ushort)subfunction, 0, 0), Hex.Bytes(bytes)));

    [Fact]
    public void Never_Throws_For_Bytes_That_Nobody_Wrote() =>
        Gen.Select(Gen.Byte.Array[0, 253], Gen.Int[0, EngineeringSubfunctions.All.Count - 1].Select(i => EngineeringSubfunctions.All[i])).Sample((noise, subfunction) =>
        {
            byte[] pdu = [100, (byte)subfunction, .. noise.Take(251)];
            ModbusText.Request(1, pdu);
            ModbusText.Response(new ModbusRequestKey(100, (ushort)subfunction, 0, 0), pdu);
        });

    [Fact]
    public void Cuts_A_Text_That_Does_Not_Fit_At_A_Whole_Character()
    {
        byte[] pdu = new byte[ModbusLimits.MaxPduLength];
        int length = EngineeringReply.Refuse(pdu, EngineeringSubfunction.Stop, EngineeringStatus.WrongState, new string('€', 200) + "\n");
        EngineeringResponse? read = EngineeringResponse.TryParse(EngineeringSubfunction.Stop, pdu.AsSpan(0, length));
        Assert.Equal(new string('€', 83), read!.Text);
    }

    [Fact]
    public void Knows_What_Changes_Something()
    {
        int[] changing = [.. EngineeringSubfunctions.All.Where(s => s.Changes()).Select(s => (int)s)];
        Assert.Equal([5, 6, 32, 33, 34, 49, 50, 51], changing);
        ModbusPdu.TryParseRequest(EngineeringRequests.Plain(EngineeringSubfunction.Stop, 0), out ModbusRequest stop);
        ModbusPdu.TryParseRequest(EngineeringRequests.Plain(EngineeringSubfunction.State, 0), out ModbusRequest state);
        Assert.True(stop.IsWrite && !state.IsWrite);
    }

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    [InlineData(72, true)]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(110, true)]
    [InlineData(111, false)]
    public void Knows_The_Codes_That_Users_Define(int code, bool isUsers) => Assert.Equal(isUsers, ModbusFunctionCode.IsUserDefined(code));
}
