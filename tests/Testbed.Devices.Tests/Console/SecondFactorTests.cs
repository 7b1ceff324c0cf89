using System.Text;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Log-on with a password and the code of a token.</summary>
public sealed class SecondFactorTests
{
    private static readonly SecondFactorConfig Factor = new() { Id = "2f", On = "PLC", Exempt = ["otto"] };
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Fact]
    public void A_Password_Alone_Opens_Nothing_And_The_Code_Does()
    {
        var lab = Gate();
        var anna = lab.Console("A", "PLC");
        Assert.StartsWith("331", lab.Say(anna, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
        Assert.StartsWith("530", lab.Say(anna, "READ set-point-a"), StringComparison.Ordinal);
        Assert.StartsWith("331", lab.Say(anna, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(anna, $"CODE {Code()}"), StringComparison.Ordinal);
        Assert.StartsWith("200", lab.Say(anna, "READ set-point-a"), StringComparison.Ordinal);
        Assert.Contains(lab["PLC"].AuditRecords, r => r is { Type: "second-factor", Result: "success" });
    }

    [Theory]
    [InlineData(-30, true)]
    [InlineData(59, true)]
    [InlineData(-31, false)]
    [InlineData(60, false)]
    public void Takes_Codes_Of_The_Steps_Beside_And_No_Others(int seconds, bool taken)
    {
        var lab = Gate();
        var anna = lab.Console("A", "PLC");
        lab.Say(anna, $"LOGON anna {Assets.Good}");
        Assert.StartsWith(taken ? "230" : "530", lab.Say(anna, $"CODE {Code(seconds)}"), StringComparison.Ordinal);
        Assert.Equal(!taken, lab.Blocked("2f", "wrong-code"));
    }

    [Fact]
    public void A_Code_Serves_Once_Unless_The_Setting_Says_Otherwise()
    {
        Assert.StartsWith("530", Twice(Factor), StringComparison.Ordinal);
        Assert.StartsWith("230", Twice(Factor with { SingleUse = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_Has_No_Token_Is_Refused_And_The_Exempt_Is_Not_Asked()
    {
        var lab = Gate();
        var vera = lab.Console("V", "PLC");
        lab.Say(vera, "LOGON vera Autumn-Leaf-33");
        Assert.StartsWith("530", lab.Say(vera, "CODE 123456"), StringComparison.Ordinal);
        Assert.True(lab.Blocked("2f", "no-token"));
        Assert.StartsWith("230", lab.Say(lab.Console("O", "PLC"), "LOGON otto Winter-Pipe-17"), StringComparison.Ordinal);
        Assert.StartsWith("230", lab.Say(lab.Console("S", "PLC"), "BIND svc Robot-Arm-900"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Code_Without_A_Password_Is_No_Command()
    {
        var lab = Gate();
        Assert.StartsWith("501", lab.Say(lab.Console("A", "PLC"), $"CODE {Code()}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Guessed_Codes_Lock_The_Account()
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }).Arm(Factor).Arm(new LockOutConfig { Id = "lock", On = "PLC", Attempts = 3 }).Start();
        var anna = lab.Console("A", "PLC");
        for (var i = 0; i < 3; i++)
        {
            lab.Say(anna, $"LOGON anna {Assets.Good}");
            lab.Say(anna, "CODE 000000");
        }

        Assert.StartsWith("530", lab.Say(anna, $"LOGON anna {Assets.Good}"), StringComparison.Ordinal);
    }

    private static string Code(int seconds = 0) => Totp.Code(Secret, Totp.StepAt(Lab.Begin.AddSeconds(seconds)));

    private static string Twice(SecondFactorConfig config)
    {
        var lab = Gate(config);
        var first = lab.Console("A", "PLC");
        lab.Say(first, $"LOGON anna {Assets.Good}");
        lab.Say(first, $"CODE {Code()}");
        var second = lab.Console("B", "PLC");
        lab.Say(second, $"LOGON anna {Assets.Good}");
        return lab.Say(second, $"CODE {Code()}");
    }

    private static Lab Gate(SecondFactorConfig? config = null)
    {
        var lab = new Lab();
        Assets.GatePlc(lab);
        return lab.Arm(new AccountsConfig { Id = "acc", On = "PLC" }).Arm(new AuditConfig { Id = "aud", On = "PLC" }).Arm(config ?? Factor).Start();
    }
}
