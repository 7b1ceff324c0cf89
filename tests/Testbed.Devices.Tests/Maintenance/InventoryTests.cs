using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class InventoryTests
{
    [Fact]
    public void Register_Holds_What_Others_Are_And_Whom_They_Met()
    {
        var lab = Start(new InventoryConfig { Id = "inv", On = "PLC", Register = "LOG" }, new InventoryConfig { Id = "reg", On = "LOG", Register = "LOG" });
        lab.Console("GUEST", "PLC");
        lab.Run(12);
        var reply = lab.Talk(() => lab.Console("LOG", "LOG").SendAsync("INVENTORY"))!;
        Assert.Equal(
            [
                "component=\"LOG\" product=\"Server One\" version=\"3.1\" address=\"10.0.0.9\" services=\"syslog:601,console:23\" state=\"registered\"",
                "component=\"GUEST\" state=\"unregistered\" seen-by=\"PLC\"",
                "component=\"PLC\" product=\"Gate Controller\" version=\"2.4\" address=\"10.0.0.1\" services=\"modbus:502,console:23,console:80\" state=\"registered\"",
            ],
            reply.Lines);
    }

    [Fact]
    public void Reports_Only_Services_That_Are_Open()
    {
        var lab = Start(new InventoryConfig { Id = "inv", On = "PLC" }, new LeastFunctionalityConfig { Id = "few", On = "PLC" });
        var reply = lab.Talk(() => lab.Console("LOG", "PLC").SendAsync("INVENTORY"))!;
        Assert.Contains("services=\"modbus:502,console:23\"", Assert.Single(reply.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Disarmed_It_Knows_A_Name()
    {
        var lab = Start();
        Assert.Equal("200 component=\"PLC\"", lab.Say(lab.Console("GUEST", "PLC"), "INVENTORY"));
    }

    [Fact]
    public void Opens_No_Connection_For_Its_Report_Alone_Until_Company_Has_Had_Its_Time()
    {
        var lab = Start(new InventoryConfig { Id = "inv", On = "PLC", Register = "LOG" });
        lab.Run(9);
        Assert.Equal(0, lab.Net.Dials);
        lab.Run(2);
        Assert.Equal(1, lab.Net.Dials);
    }

    private static Lab Start(params ControlConfig[] controls)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        Assets.Server(lab, "LOG", AssetKind.LogCollector, Assets.Syslog, Assets.Console);
        return lab.Arm(controls).Start();
    }
}
