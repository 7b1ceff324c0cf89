using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>A program that two people load.</summary>
public sealed class DualDownloadTests
{
    private static readonly ProgramBundle Next = FakeProgramHost.Bundle("1.1", "improved");
    private static readonly DualApprovalConfig Two = new()
    {
        Id = "two", On = "PLC", Operations = [ApprovedOperation.ProgramDownload], Approvers = ["anna", "adam"],
    };

    [Fact]
    public void A_Download_Waits_For_A_Second_Person_At_The_Console()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts).Arm(Two));
        Assert.Equal(EngineeringStatus.AwaitsConfirmation, lab.Download(lab.LoggedOn(), Next));
        Assert.Equal(("1.0", ControllerState.Run), (lab.Host.Program.Version, lab.Host.State));
        Assert.StartsWith("550", Confirm(lab, "anna", Assets.Good), StringComparison.Ordinal);
        Assert.StartsWith("200", Confirm(lab, "adam", "Summer-Gas-88"), StringComparison.Ordinal);
        Assert.Equal(Next.DigestText, lab.Host.Program.DigestText);
        Assert.StartsWith("success anna", Assert.Single(lab.Records("program-download")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Key_Is_Looked_At_Again_When_It_Is_Confirmed()
    {
        var lab = new EngineeringLab(l => l.Arm(EngineeringLab.Accounts).Arm(Two).Arm(new KeySwitchConfig { Id = "key", On = "PLC", Point = "mode-b" }));
        lab.Lab.Pump.Do(() => lab.Lab["PLC"].TurnKey(KeyPosition.Program));
        Assert.Equal(EngineeringStatus.AwaitsConfirmation, lab.Download(lab.LoggedOn(), Next));
        lab.Lab.Pump.Do(() => lab.Lab["PLC"].TurnKey(KeyPosition.Run));
        Assert.StartsWith("501", Confirm(lab, "adam", "Summer-Gas-88"), StringComparison.Ordinal);
        Assert.Equal("1.0", lab.Host.Program.Version);
    }

    [Fact]
    public void Nobody_Who_Is_Not_Logged_On_Loads_Anything()
    {
        var lab = new EngineeringLab(l => l.Arm(Two));
        Assert.Equal(EngineeringStatus.LogOnRequired, lab.Download(lab.Tool(), Next));
        Assert.Equal("1.0", lab.Host.Program.Version);
    }

    private static string Confirm(EngineeringLab lab, string name, string password)
    {
        var console = lab.Lab.Console("DESK", "PLC");
        lab.Lab.Say(console, $"LOGON {name} {password}");
        return lab.Lab.Say(console, $"CONFIRM DOWNLOAD {Next.DigestText[..16]}");
    }
}
