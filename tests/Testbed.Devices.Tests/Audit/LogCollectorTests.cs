using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

public sealed class LogCollectorTests
{
    [Fact]
    public void Takes_Frames_However_They_Are_Split()
    {
        var lab = new Lab();
        Assets.Server(lab, "LOG", AssetKind.LogCollector, Assets.Syslog);
        lab.Start();
        var stream = lab.Dial("PLC", "LOG", 601)!;
        var longest = new string('x', SyslogMessage.MaxLength);
        byte[] bytes = [.. SyslogMessage.Frame("<13>1 first"), .. SyslogMessage.Frame("<13>1 zweite \u00e4"), .. SyslogMessage.Frame(longest)];
        lab.Run(2);
        lab.Talk(async () =>
        {
            foreach (var b in bytes)
            {
                await stream.WriteAsync(new[] { b });
            }

            return true;
        });
        Assert.Equal(["<13>1 first", "<13>1 zweite \u00e4", longest], lab["LOG"].Collected.Select(c => c.Message));
        Assert.All(lab["LOG"].Collected, c => Assert.Equal(2000, c.Tick));
    }

    [Theory]
    [InlineData("garbage without a length")]
    [InlineData("-5 x")]
    [InlineData("9999 too long")]
    public void A_Malformed_Frame_Closes_The_Connection_And_Is_Recorded(string text)
    {
        var lab = Collector();
        var stream = lab.Dial("GUEST", "LOG", 601)!;
        Assert.Equal(0, lab.Talk(async () =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
            return await stream.ReadAsync(new byte[1]);
        }));
        Assert.Contains(lab["LOG"].AuditRecords, r => r is { Category: AuditCategories.RequestError, Type: "malformed-frame", Subject: "GUEST" });
        Assert.Contains("malformed-frame", lab["LOG"].Collected[^1].Message, StringComparison.Ordinal);
        Assert.NotNull(lab.Dial("PLC", "LOG", 601));
    }

    private static Lab Collector()
    {
        var lab = new Lab();
        Assets.Server(lab, "LOG", AssetKind.LogCollector, Assets.Syslog);
        return lab.Arm(new AuditConfig { Id = "aud", On = "LOG", Collector = "LOG", Capacity = 10 }).Start();
    }
}
