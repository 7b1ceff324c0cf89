using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>Which cells a control can decide or touch, on the hardened station lab.</summary>
public sealed class ControlReachTests
{
    private static readonly Scenario Declared = Plant.Hardened;

    [Fact]
    public void Asset_Control_Answers_For_Its_Asset_In_Zone_And_Conduit_And_For_No_Other()
    {
        var reach = Of<AccountsConfig>("PLC-CGS");
        Assert.True(reach.Answers(Cell("SR 1.1", "Z-CGS", "PLC-CGS", "console")));
        Assert.True(reach.Answers(Cell("SR 1.1", "C4", "PLC-CGS", "console:C4-engineering")));
        Assert.False(reach.Answers(Cell("SR 1.7", "Z-CGS", "PLC-CGS", "console")));
        Assert.False(reach.Answers(Cell("SR 1.1", "Z-CC", "SCADA-1", "console")));
    }

    [Fact]
    public void A_Backup_Answers_For_The_Program_It_Saves_At_The_Engineering_Service()
    {
        var reach = Of<BackupConfig>("PLC-CGS");
        var cell = Assert.Single(new LostProgram().Cells(Declared), c => c.Asset == "PLC-CGS");
        Assert.True(reach.Answers(cell));
        Assert.True(reach.Touches(cell));
        Assert.False(Of<BackupConfig>("PLC-OPP").Answers(cell));
    }

    [Fact]
    public void Conduit_Control_Answers_For_What_Crosses_It_And_Not_For_Other_Conduits_Of_The_Zone()
    {
        var reach = Of<MutualTlsConfig>("C4");
        Assert.True(reach.Answers(Cell("SR 1.9", "C4", "C4.gw-b", "C4:expired")));
        Assert.True(reach.Answers(Cell("SR 1.9", "Z-CGS", "C4.gw-b", "C4:expired")));
        Assert.False(reach.Answers(Cell("SR 1.9", "Z-CGS", "C6.gw-a", "C6:expired")));
    }

    [Fact]
    public void Collector_Is_Touched_By_The_Records_Of_Others()
    {
        var audit = Declared.Controls.OfType<AuditConfig>().First(c => c is { On: "PLC-CGS", Collector: not null });
        var reach = Of<AccountsConfig>(audit.Collector!);
        Assert.True(reach.Touches(Cell("SR 2.8 RE 1", "Z-CGS", "PLC-CGS", "console")));
        Assert.False(reach.Touches(Cell("SR 1.7", "Z-CGS", "PLC-CGS", "console")));
    }

    [Fact]
    public void Conduit_To_The_Collector_Is_Touched_By_Records_That_Pass_It()
    {
        var audit = Declared.Controls.OfType<AuditConfig>().First(c => c is { On: "PLC-CGS", Collector: not null });
        var between = Declared.Conduits.Single(c => c.Joins("Z-CGS", Declared.Asset(audit.Collector!)!.Zone));
        var reach = Of<AllowListConfig>(between.Id);
        Assert.True(reach.Touches(Cell("SR 2.8 RE 1", "Z-CGS", "PLC-CGS", "console")));
    }

    [Fact]
    public void Master_Is_Touched_By_The_Fail_State_Of_Its_Controllers()
    {
        var reach = Of<AccountsConfig>(Declared.Asset("PLC-CGS")!.Master!);
        Assert.True(reach.Touches(Cell("SR 3.6", "Z-CGS", "PLC-CGS", "master:" + Declared.Asset("PLC-CGS")!.Master)));
    }

    private static ControlReach Of<T>(string on)
        where T : ControlConfig => new(Declared, Declared.ControlsOn(on).OfType<T>().First());

    private static Cell Cell(string requirement, string place, string asset, string @interface) =>
        new(RequirementId.Parse(requirement), place, asset, @interface, "-");
}
