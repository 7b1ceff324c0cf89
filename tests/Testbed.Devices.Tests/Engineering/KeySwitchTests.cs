using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

public sealed class KeySwitchTests
{
    private static readonly KeySwitchConfig Key = new()
    {
        Id = "key", On = "PLC", Point = "key-run",
        Allow = new Dictionary<KeyPosition, IReadOnlyList<EngineeringOperation>>
        {
            [KeyPosition.Run] = [EngineeringOperation.Write],
            [KeyPosition.Program] = [EngineeringOperation.Stop, EngineeringOperation.Download, EngineeringOperation.Force, EngineeringOperation.Write],
            [KeyPosition.Remote] = Enum.GetValues<EngineeringOperation>(),
        },
    };

    [Theory]
    [InlineData(KeyPosition.Run, EngineeringKey.Run, "write")]
    [InlineData(KeyPosition.Program, EngineeringKey.Program, "stop download force unforce write")]
    [InlineData(KeyPosition.Remote, EngineeringKey.Remote, "start stop download force unforce write")]
    public void Its_Position_Decides_What_Tools_May_Do(KeyPosition position, EngineeringKey shown, string allowed)
    {
        var lab = Lab(Key);
        Assert.True(lab.Lab["PLC"].TurnKey(position));
        Assert.Equal(shown, lab.State().Key);
        foreach (var (name, act) in Operations(lab))
        {
            var isAllowed = allowed.Split(' ').Contains(name);
            Assert.Equal((name, isAllowed ? EngineeringStatus.Done : EngineeringStatus.KeySwitch), (name, act()));
        }

        var tool = lab.Tool();
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => tool.ReadAsync("Main.level")));
        Assert.NotNull(lab.Lab.Talk(tool.UploadAsync).Bytes);
    }

    [Fact]
    public void Says_Where_It_Stands_And_Keeps_A_Record()
    {
        var lab = Lab(Key);
        lab.Lab["PLC"].TurnKey(KeyPosition.Run);
        Assert.Equal("key switch: the key stands on RUN", lab.Text(() => lab.Tool().StopAsync()));
        Assert.True(lab.Lab.Blocked("key", "stop-in-run"));
        Assert.Equal(["failure GUEST stop"], lab.Records("key-switch"));
        Assert.Equal(["success self RUN"], lab.Records("key-turned"));
        Assert.Equal(ControllerState.Run, lab.Host.State);
    }

    [Fact]
    public void Allows_Nothing_Between_Two_Positions()
    {
        var lab = Lab(Key with { Positions = new Dictionary<KeyPosition, int> { [KeyPosition.Run] = 1, [KeyPosition.Remote] = 2 } });
        Assert.Equal(EngineeringKey.Undefined, lab.State().Key);
        Assert.All(Operations(lab), o => Assert.Equal(EngineeringStatus.KeySwitch, o.Act()));
        Assert.False(lab.Lab["PLC"].TurnKey(KeyPosition.Program));
    }

    [Fact]
    public void Is_Moved_By_Nobody_Over_The_Network()
    {
        var lab = Lab(Key);
        lab.Lab["PLC"].TurnKey(KeyPosition.Remote);
        var modbus = lab.Lab.Modbus("GUEST", "PLC");
        Assert.Equal(ModbusExceptionCode.ServerDeviceFailure, lab.Lab.Write(modbus, 105, 1).Exception);
        Assert.False(lab.Lab.Say(lab.Lab.Console("GUEST", "PLC"), "WRITE key-run 1").StartsWith("200", StringComparison.Ordinal));
        Assert.Equal(EngineeringStatus.ValueRefused, lab.Status(() => lab.Tool().WriteAsync(FakeProgramHost.KeyVariable, "FALSE")));
        Assert.Equal(EngineeringStatus.ValueRefused, lab.Status(() => lab.Tool().ForceAsync(FakeProgramHost.KeyVariable, "FALSE")));
        Assert.Equal((2.0, "TRUE"), (lab.Lab["PLC"].Point("key-run"), lab.Host.Values[FakeProgramHost.KeyVariable]));
        Assert.Equal(4, lab.Lab.Ledger("key", LedgerAction.Blocked, "key-moved-by-wire"));
        Assert.DoesNotContain(lab.Lab["PLC"].Settings, s => s.StartsWith("point.key-run", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_Looked_At_By_Nobody_When_Disarmed()
    {
        var lab = Lab(Key, armed: false);
        lab.Lab["PLC"].TurnKey(KeyPosition.Run);
        Assert.Equal(EngineeringKey.None, lab.State().Key);
        Assert.All(Operations(lab), o => Assert.Equal(EngineeringStatus.Done, o.Act()));
        Assert.True(lab.Lab.Write(lab.Lab.Modbus("GUEST", "PLC"), 105, 0).IsOk);
        Assert.Equal(EngineeringStatus.Done, lab.Status(() => lab.Tool().ForceAsync(FakeProgramHost.KeyVariable, "FALSE")));
    }

    private static EngineeringLab Lab(KeySwitchConfig key, bool armed = true) => new(
        l => _ = armed ? l.Arm(key) : l.Disarm(key),
        asset => asset with { Points = [.. asset.Points, new("key-run", ModbusTable.HoldingRegister, 105, 1, false, "", null, 0, null, null)] });

    private static IEnumerable<(string Name, Func<EngineeringStatus> Act)> Operations(EngineeringLab lab)
    {
        var tool = lab.Tool();
        return
        [
            ("start", () => lab.Status(() => tool.StartAsync(false))), ("stop", () => lab.Status(tool.StopAsync)),
            ("download", () => lab.Download(tool, FakeProgramHost.Bundle("2", "x"))), ("force", () => lab.Status(() => tool.ForceAsync("Main.level", "1"))),
            ("unforce", () => lab.Status(() => tool.UnforceAsync("Main.level"))), ("write", () => lab.Status(() => tool.WriteAsync("Main.level", "2"))),
        ];
    }
}
