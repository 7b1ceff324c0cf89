using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>A gate PLC with a fake program, and tools that speak to it.</summary>
internal sealed class EngineeringLab
{
    public static readonly AccountsConfig Accounts = new() { Id = "acc", On = "PLC" };
    public static readonly AuditConfig Audit = new() { Id = "audit", On = "PLC" };
    public static readonly SessionLimitsConfig Sessions = new() { Id = "ses", On = "PLC", Idle = TimeSpan.FromMinutes(5) };

    public EngineeringLab(Action<Lab>? setUp = null, Func<AssetConfig, AssetConfig>? change = null)
    {
        var asset = Assets.GatePlc(Lab);
        Lab.Replace(change?.Invoke(asset) ?? asset);
        Lab.Arm(Audit);
        setUp?.Invoke(Lab);
        Lab.Start(d => d.ProgramHost = Host);
    }

    public Lab Lab { get; } = new();

    public FakeProgramHost Host { get; } = new();

    /// <summary>Messages of the device, where a test collects them.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>The audit records of a type, as "outcome subject detail".</summary>
    public IReadOnlyList<string> Records(string type) =>
        [.. Lab["PLC"].AuditRecords.Where(r => r.Type == type).Select(r => $"{r.Result} {r.Subject} {r.Detail}".TrimEnd())];

    public EngineeringClient Tool(string from = "GUEST", int port = 502) => new(Lab.Modbus(from, "PLC", port), 1, Lab.Clock);

    /// <summary>A tool that has logged on.</summary>
    public EngineeringClient LoggedOn(string name = "anna", string password = Assets.Good)
    {
        var tool = Tool();
        Assert.Equal(EngineeringStatus.Done, Status(() => tool.LogOnAsync(name, password)));
        return tool;
    }

    public EngineeringStatus Status(Func<Task<EngineeringResult>> call) => Lab.Talk(call).Response?.Status ?? (EngineeringStatus)255;

    public string Text(Func<Task<EngineeringResult>> call) => Lab.Talk(call).ToString();

    public EngineeringState State() => Lab.Talk(Tool().StateAsync).Response!.State!;

    public EngineeringStatus Download(EngineeringClient tool, ProgramBundle bundle) => Status(() => tool.DownloadAsync(bundle.ToBytes()));

    /// <summary>Sends a raw PDU; the response PDU.</summary>
    public byte[] Send(ModbusClient client, byte[] pdu) => Lab.Talk(() => client.SendPduAsync(1, pdu)).Value!;

}
