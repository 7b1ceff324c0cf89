using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>The engineering service on Modbus/TCP Security: the role of a certificate needs the function code, and its name stands in the records.</summary>
public sealed class EngineeringRoleTests
{
    private static readonly ModbusSecurityConfig Security = new()
    {
        Id = "mbsec", On = "PLC",
        Roles = new Dictionary<string, IReadOnlyList<RoleRightConfig>> { ["engineer"] = [new([100], 0, 65535)], ["reader"] = [new([3, 4], 0, 65535)] },
    };

    [Theory]
    [InlineData("engineer", true, true)]
    [InlineData("reader", true, false)]
    [InlineData(null, true, false)]
    [InlineData("reader", false, true)]
    public void A_Role_Needs_The_Function_Code(string? role, bool armed, bool served)
    {
        var lab = new EngineeringLab(l => _ = armed ? l.Arm(Security) : l.Disarm(Security));
        var plc = lab.Lab["PLC"];
        var bank = new PointBank([]);
        var front = new ModbusFront(plc.Controls, bank, new WritePath(plc.Controls.Ranges, plc.Controls.Audit, new NoEffects()), 802)
        {
            Identification = new("v", "p", "1"), Engineering = plc.Engineering,
        };
        var device = new AuthorisedDevice(front, plc.Controls.ModbusSecurity, role, 802);
        var response = new byte[ModbusLimits.MaxPduLength];
        var length = ModbusResponder.Respond(
            EngineeringRequests.Plain(EngineeringSubfunction.Stop, 0), device, new ModbusCallContext(1, "GUEST", "laptop-7"), response);

        Assert.Equal(served ? [100, 6, 0] : [0xE4, 1], response[..length]);
        Assert.Equal(served ? ControllerState.Stop : ControllerState.Run, lab.Host.State);
        Assert.Equal(served ? ["success laptop-7"] : [], lab.Records("program-stop"));
        Assert.Equal(!served, lab.Lab.Blocked("mbsec", $"{role ?? "no-role"}-fc-100"));
    }

    private sealed class NoEffects : IWriteEffects
    {
        public string? RefusalOf(Point point, Origin origin) => null;

        public void OnWritten(Point point, Origin origin)
        {
        }
    }
}
