using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Accounts of a directory at the engineering service, which cannot wait for the directory's answer.</summary>
public sealed class EngineeringDirectoryTests
{
    private static readonly AccountDirectoryConfig Joined = new()
    {
        Id = "dir", On = "PLC", Server = "DIR", Key = "sixteen or more of them", Propagation = TimeSpan.FromSeconds(60), EmergencyAccounts = ["anna"],
    };

    [Fact]
    public void Refuses_Whom_The_Directory_Disabled_Also_In_A_Running_Session()
    {
        var lab = Lab();
        var tool = lab.Tool();
        Assert.True(Call(lab, () => tool.LogOnAsync("otto", "Winter-Pipe-17")).IsDone);
        var office = lab.Lab.Console("GUEST", "DIR");
        lab.Lab.Say(office, "LOGON adam Summer-Gas-88");
        Assert.StartsWith("200", lab.Lab.Say(office, "USER DISABLE otto"), StringComparison.Ordinal);
        Assert.True(Call(lab, tool.StateAsync).IsDone);
        lab.Lab.Run(61);
        Assert.Equal(EngineeringStatus.LogOnRequired, Call(lab, tool.StateAsync).Response!.Status);
        Assert.Equal(EngineeringStatus.LogOnRefused, Call(lab, () => tool.LogOnAsync("otto", "Winter-Pipe-17")).Response!.Status);
        Assert.True(lab.Lab.Blocked("dir", "disabled-centrally"));
    }

    [Fact]
    public void Tells_The_Tool_To_Ask_Again_While_The_Directory_Is_Silent_And_Lets_Emergency_Accounts_In()
    {
        var lab = Lab();
        lab.Lab.Net.CutOff.Add("DIR");
        var raw = lab.Send(lab.Lab.Modbus("GUEST", "PLC"), EngineeringRequests.LogOn("anna", Assets.Good));
        Assert.Equal((byte)EngineeringStatus.AskAgain, raw[2]);
        Assert.True(Call(lab, () => lab.Tool().LogOnAsync("anna", Assets.Good)).IsDone);
        Assert.Equal(EngineeringStatus.LogOnRefused, Call(lab, () => lab.Tool().LogOnAsync("otto", "Winter-Pipe-17")).Response!.Status);
    }

    private static EngineeringResult Call(EngineeringLab lab, Func<Task<EngineeringResult>> call)
    {
        var task = lab.Lab.Begun(call);
        for (var i = 0; i < 20 && !task.IsCompleted; i++)
        {
            lab.Lab.Advance(TimeSpan.FromMilliseconds(250));
        }

        return Testbed.Devices.Tests.Lab.Ended(task);
    }

    private static EngineeringLab Lab() => new(l =>
    {
        var gate = l.Scenario.Assets.Single();
        Assets.Server(l, "DIR", AssetKind.Host, Assets.Console, new ServiceConfig("directory", ServiceProtocol.Directory, DirectoryMessage.DefaultPort, null, true));
        l.Replace(l.Scenario.Assets.Single(a => a.Id == "DIR") with { Accounts = gate.Accounts });
        l.Arm(EngineeringLab.Accounts, Joined);
    });
}
