using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>What the engineering service does for whoever may ask, over real connections.</summary>
public sealed class EngineeringServiceTests
{
    [Fact]
    public void Serves_Everybody_Without_Log_On_As_Found_In_The_Field()
    {
        var lab = new EngineeringLab();
        var tool = lab.Tool();
        var identity = lab.Lab.Talk(tool.IdentifyAsync).Response!.Identity!;
        Assert.Equal(("Gate Controller", "2.4", 1 << 20, 224, ""), (identity.Product, identity.ProductVersion, (int)identity.MaxProgram, identity.Block, identity.Notice));
        Assert.Equal(EngineeringStatus.Done, lab.Status(tool.StopAsync));
        Assert.Equal(ControllerState.Stop, lab.Host.State);
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.StartAsync(warm: true)));
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.StartAsync(warm: false)));
        Assert.Equal(["warm", "cold"], lab.Host.Starts);
        Assert.Equal(["success GUEST"], lab.Records("program-stop"));
        Assert.Equal(["success GUEST warm", "success GUEST cold"], lab.Records("program-start"));
    }

    [Fact]
    public void Tells_Its_State_And_Program()
    {
        var lab = new EngineeringLab();
        var state = lab.State();
        Assert.Equal(("RUN", EngineeringKey.None, lab.Host.Program.DigestText, "gate", "1.0", "", ""),
            (state.Word, state.Key, state.Digest, state.Program, state.ProgramVersion, state.Signer, state.Fault));
        (lab.Host.State, lab.Host.FaultText) = (ControllerState.Fault, "division by zero at main.st:3:4");
        Assert.Equal(("FAULT", "division by zero at main.st:3:4"), (lab.State().Word, lab.State().Fault));
    }

    [Fact]
    public void Says_Why_A_Program_Does_Not_Start()
    {
        var lab = new EngineeringLab();
        lab.Host.Program = FakeProgramHost.Bundle("1", "STUCK");
        Assert.Equal("wrong state: watchdog", lab.Text(() => lab.Tool().StartAsync(false)));
        Assert.Equal(["failure GUEST cold"], lab.Records("program-start"));
    }

    [Fact]
    public void Carries_A_Large_Program_Up_And_Down_Block_By_Block()
    {
        var lab = new EngineeringLab();
        var tool = lab.Tool();
        var bundle = FakeProgramHost.Bundle("2.0", new string('x', 100_000));
        Assert.Equal(EngineeringStatus.Done, lab.Download(tool, bundle));
        Assert.Equal((bundle.DigestText, ControllerState.Stop), (lab.Host.Program.DigestText, lab.Host.State));

        var (end, bytes) = lab.Lab.Talk(tool.UploadAsync);
        Assert.True(end.IsDone);
        Assert.Equal(bundle.ToBytes(), bytes);
        Assert.Equal(["success GUEST gate 2.0 1 files"], lab.Records("program-download"));
        Assert.Equal($"success GUEST {bundle.DigestText} was {FakeProgramHost.Bundle("1.0", "commissioned").DigestText}", lab.Records("program-digest").Single());
        Assert.Equal([$"success GUEST gate 2.0 {bundle.DigestText[..8]}"], lab.Records("program-upload"));
    }

    [Fact]
    public void Keeps_Its_Program_When_The_New_One_Cannot_Be_Loaded()
    {
        var lab = new EngineeringLab();
        var tool = lab.Tool();
        Assert.Equal(
            "program refused: main.st:1:1: error TB1001: BROKEN is unexpected here", lab.Text(() => tool.DownloadAsync(FakeProgramHost.Bundle("2", "BROKEN").ToBytes())));
        Assert.Equal("no program bundle: This is no program bundle.", lab.Text(() => tool.DownloadAsync(new byte[500])));
        Assert.Equal(("1.0", ControllerState.Run), (lab.Host.Program.Version, lab.Host.State));
        Assert.Equal(2, lab.Records("program-download").Count(r => r.StartsWith("failure", StringComparison.Ordinal)));
    }

    [Fact]
    public void Takes_Blocks_In_Sequence_Only()
    {
        var lab = new EngineeringLab();
        var client = lab.Lab.Modbus("GUEST", "PLC");
        EngineeringStatus Send(byte[] pdu) => (EngineeringStatus)lab.Send(client, pdu)[2];
        var block = new byte[224];
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.DownloadBlock(0, 0, block)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.Plain(EngineeringSubfunction.DownloadCommit, 0)));
        Assert.Equal(EngineeringStatus.Done, Send(EngineeringRequests.DownloadBegin(0, 300, new byte[32])));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.DownloadBlock(0, 1, block)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.DownloadBlock(0, 0, block.AsSpan(1))));
        Assert.Equal(EngineeringStatus.Done, Send(EngineeringRequests.DownloadBlock(0, 0, block)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.DownloadBlock(0, 0, block)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.Plain(EngineeringSubfunction.DownloadCommit, 0)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.DownloadBlock(0, 1, block)));
        Assert.Equal(EngineeringStatus.Done, Send(EngineeringRequests.DownloadBlock(0, 1, block.AsSpan(0, 76))));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.DownloadBlock(0, 2, [1])));
        Assert.Equal(EngineeringStatus.DigestMismatch, Send(EngineeringRequests.Plain(EngineeringSubfunction.DownloadCommit, 0)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.Plain(EngineeringSubfunction.DownloadCommit, 0)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.Plain(EngineeringSubfunction.DownloadAbort, 0)));
        Assert.Equal(EngineeringStatus.Sequence, Send(EngineeringRequests.Numbered(EngineeringSubfunction.UploadBlock, 0, 0)));
    }

    [Fact]
    public void Serves_One_Transfer_At_A_Time_Until_Its_Owner_Is_Gone_Or_Silent()
    {
        var lab = new EngineeringLab();
        var (first, second) = (lab.Lab.Modbus("GUEST", "PLC"), lab.Lab.Modbus("OTHER", "PLC"));
        var begin = EngineeringRequests.DownloadBegin(0, 300, new byte[32]);
        Assert.Equal(0, lab.Send(first, begin)[2]);
        Assert.Equal((byte)EngineeringStatus.TransferTaken, lab.Send(second, begin)[2]);
        Assert.Equal((byte)EngineeringStatus.TransferTaken, lab.Send(second, EngineeringRequests.Plain(EngineeringSubfunction.UploadBegin, 0))[2]);
        lab.Lab.Pump.Do(first.Dispose);
        Assert.Equal(0, lab.Send(second, begin)[2]);

        lab.Lab.Advance(ProgramTransfer.Patience + TimeSpan.FromMilliseconds(1));
        Assert.Equal((byte)EngineeringStatus.Sequence, lab.Send(second, EngineeringRequests.DownloadBlock(0, 0, new byte[224]))[2]);
        Assert.Equal(0, lab.Send(lab.Lab.Modbus("GUEST", "PLC"), begin)[2]);
    }

    [Fact]
    public void Reads_Writes_And_Forces_Variables_And_Records_Old_And_New()
    {
        var lab = new EngineeringLab();
        var tool = lab.Tool();
        Assert.Equal("3.5", lab.Lab.Talk(() => tool.ReadAsync("main.LEVEL")).Response!.Text);
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.WriteAsync("Main.level", "4.0")));
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.ForceAsync("Main.pump", "TRUE")));
        Assert.Contains("Main.pump", lab.Host.Forced);
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.UnforceAsync("Main.pump")));
        Assert.Equal("wrong state: it is not forced", lab.Text(() => tool.UnforceAsync("Main.pump")));
        Assert.Equal("value refused: nonsense is no REAL", lab.Text(() => tool.WriteAsync("Main.level", "nonsense")));
        foreach (var call in (Func<Task<EngineeringResult>>[])[() => tool.ReadAsync("x"), () => tool.WriteAsync("x", "1"), () => tool.ForceAsync("x", "1"), () => tool.UnforceAsync("x")])
        {
            Assert.Equal(EngineeringStatus.NoSuchVariable, lab.Status(call));
        }

        Assert.Equal(["success GUEST Main.level 4.0 was 3.5", "failure GUEST Main.level := nonsense: nonsense is no REAL"], lab.Records("variable-write"));
        Assert.Equal(["success GUEST Main.pump TRUE was FALSE"], lab.Records("force"));
        Assert.Equal(["success GUEST Main.pump", "failure GUEST Main.pump"], lab.Records("unforce"));
    }

    [Fact]
    public void Lists_Variables_Page_By_Page()
    {
        var lab = new EngineeringLab();
        for (var i = 0; i < 500; i++)
        {
            lab.Host.Values[FormattableString.Invariant($"Main.tank_{i:000}")] = "0";
        }

        var tool = lab.Tool();
        var paths = new List<string>();
        while (true)
        {
            var page = lab.Lab.Talk(() => tool.ListAsync(paths.Count)).Response!;
            Assert.Equal(503u, page.Number);
            if (page.Paths.Count == 0)
            {
                break;
            }

            paths.AddRange(page.Paths);
        }

        Assert.Equal(lab.Host.Variables, paths);
        Assert.Empty(lab.Lab.Talk(() => tool.ListAsync(65535)).Response!.Paths);
    }

    [Fact]
    public void A_Device_Without_A_Program_Has_No_Engineering_Service()
    {
        var lab = new Lab();
        Assets.Rtu(lab, id: "PLC");
        lab.Arm(EngineeringLab.Audit).Start();
        var client = lab.Modbus("GUEST", "PLC");
        Assert.Equal([0xE4, 1], lab.Talk(() => client.SendPduAsync(1, EngineeringRequests.Plain(EngineeringSubfunction.Identify, 0))).Value!);
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Category: AuditCategories.Reconnaissance, Type: "function-code" });
    }

    [Fact]
    public void Answers_What_Is_No_Request_With_An_Exception_And_Goes_On()
    {
        var lab = new EngineeringLab();
        var client = lab.Lab.Modbus("GUEST", "PLC");
        Assert.Equal([0xE4, 1], lab.Send(client, [100, 99]));
        Assert.Equal([0xE4, 3], lab.Send(client, [100]));
        Assert.Equal([0xE4, 3], lab.Send(client, [.. EngineeringRequests.LogOn("anna", Assets.Good), 0]));
        Assert.Equal(0, lab.Send(client, EngineeringRequests.Plain(EngineeringSubfunction.State, 0))[2]);
        Assert.DoesNotContain(lab.Lab["PLC"].AuditRecords, r => r.Detail.Contains("Spring", StringComparison.Ordinal) || r.Detail.Contains(Convert.ToHexString("Spring"u8), StringComparison.Ordinal));
    }
}
