using System.Globalization;
using Testbed.Modbus.Tests.Support;
using Testbed.TestSupport;

namespace Testbed.Modbus.Tests.Interop;

/// <summary>Wireshark's dissectors as judge of what server and encoders send, over Modbus/TCP and RTU in TCP.</summary>
[Trait("Category", "Interop")]
public sealed class TsharkTests : IDisposable
{
    private const int Requests = 1500;
    private readonly string _file = Path.GetTempFileName();

    [SkippableTheory]
    [InlineData("mbtcp")]
    [InlineData("mbrtu")]
    public void Decodes_Every_Frame_Without_A_Complaint(string dissector)
    {
        string? tshark = ToolProcess.Find("tshark");
        Skip.If(tshark is null, "tshark is not installed");
        List<byte> codes = Write(dissector == "mbrtu");
        string[] options = ["-r", _file, "-d", $"tcp.port==5502,{dissector}", "-o", $"{dissector}.tcp.port:5502", "-o", "mbrtu.crc_verification:TRUE"];
        Assert.Empty(Run(tshark!, [.. options, "-Y", "_ws.malformed || _ws.expert.severity >= 0x00800000"]));
        Assert.Empty(Run(tshark!, [.. options, "-Y", "mbrtu.crc16.status == 0"]));
        Assert.Equal(
            codes.Select(code => code.ToString(CultureInfo.InvariantCulture)),
            Run(tshark!, [.. options, "-Y", "modbus", "-T", "fields", "-e", "modbus.func_code"]));
        Assert.Equal(19, codes.Distinct().Count());
    }

    [SkippableFact]
    public void Reads_The_Values_That_Were_Meant()
    {
        string? tshark = ToolProcess.Find("tshark");
        Skip.If(tshark is null, "tshark is not installed");
        using (var capture = new CaptureFile(_file, 502))
        {
            byte[] pdu = new byte[ModbusLimits.MaxPduLength];
            int length = ModbusRequestEncoder.WriteReadWrite(pdu, 3, 6, 14, [255, 254, 253]);
            capture.Add(toServer: true, ModbusFrame.ToAdu(7, 1, pdu.AsSpan(0, length)));
        }

        string[] fields = ["modbus.read_reference_num", "modbus.read_word_cnt", "modbus.write_reference_num", "modbus.write_word_cnt", "mbtcp.trans_id"];
        string[] line = Run(tshark!, ["-r", _file, "-T", "fields", .. fields.SelectMany(f => new[] { "-e", f })]);
        Assert.Equal("3\t6\t14\t3\t7", line.Single());
    }

    public void Dispose() => File.Delete(_file);

    private List<byte> Write(bool isRtu)
    {
        ModbusSerialUnit unit = EverythingUnit.Create();
        var random = new Random(11);
        byte[] answer = new byte[ModbusLimits.MaxPduLength];
        List<byte> codes = [];
        using var capture = new CaptureFile(_file, 5502);
        for (ushort id = 0; id < Requests; id++)
        {
            byte[] pdu = RequestMaker.Valid(random);
            if (RequestJudge.Exception(pdu) != 0 || ModbusFunctionCode.IsUserDefined(pdu[0]))
            {
                // What is behind a code that users define, no dissector knows.
                continue;
            }

            int length = ModbusResponder.Respond(pdu, unit, default, answer);
            if (length == 0)
            {
                ModbusResponder.Respond([8, 0, 1, 0, 0], unit, default, answer); // out of listen-only mode
                continue;
            }

            capture.Add(toServer: true, isRtu ? ModbusRtuFrame.ToArray(9, pdu) : ModbusFrame.ToAdu(id, 9, pdu));
            capture.Add(toServer: false, isRtu ? ModbusRtuFrame.ToArray(9, answer.AsSpan(0, length)) : ModbusFrame.ToAdu(id, 9, answer.AsSpan(0, length)));

            // Wireshark takes nothing under five bytes for RTU in TCP, so it passes over requests that are a function code alone.
            codes.AddRange(isRtu && pdu.Length == 1 ? [pdu[0]] : [pdu[0], pdu[0]]);
        }

        return codes;
    }

    private static string[] Run(string tshark, string[] arguments)
    {
        ToolResult result = ToolProcess.Run(tshark, arguments, timeoutSeconds: 120);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
