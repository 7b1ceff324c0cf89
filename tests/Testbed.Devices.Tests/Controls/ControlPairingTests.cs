using System.Reflection;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class ControlPairingTests
{
    [Fact]
    public void Every_Kind_Of_Asset_Control_Has_Exactly_One_Implementation()
    {
        var kinds = typeof(AssetControlConfig).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(AssetControlConfig)));
        var implemented = typeof(Device).Assembly.GetTypes().Select(t => t.BaseType)
            .Where(b => b is { IsGenericType: true } && b.GetGenericTypeDefinition() == typeof(AssetControl<>)).Select(b => b!.GetGenericArguments()[0]);
        Assert.Equal(kinds.Select(t => t.Name).Order(), implemented.Select(t => t.Name).Order());
    }

    [Fact]
    public void Every_Kind_Of_Asset_Has_A_Device()
    {
        foreach (var kind in Enum.GetValues<AssetKind>())
        {
            var lab = new Lab();
            var asset = kind switch
            {
                AssetKind.GatePlc => Assets.GatePlc(lab),
                AssetKind.OverPressurePlc => Assets.OverPressure(lab),
                AssetKind.DistrictRtu => Assets.Rtu(lab),
                _ => Assets.Server(lab, "S", kind, Assets.Modbus, Assets.Console, Assets.Syslog),
            };
            lab.Start();
            Assert.Equal(kind.IsController() ? nameof(Controller) : kind.ToString(), lab[asset.Id].GetType().Name);
            Assert.True(lab.Net.IsListening(asset.Id, 502));
        }
    }
}
