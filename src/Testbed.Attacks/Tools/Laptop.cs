using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A laptop at a local port.</summary>
internal sealed class Laptop(IAttackRange range, AssetConfig asset, ServiceConfig service, PortableDeviceConfig? control)
{
    /// <summary>The port lock; null where none is declared.</summary>
    public PortableDeviceConfig? Control => control;

    /// <summary>Where it is plugged in.</summary>
    public string Asset => asset.Id;

    /// <summary>Simulated time.</summary>
    public DateTimeOffset Now => range.Clock.GetUtcNow();

    /// <summary>True when the service answers a read.</summary>
    public async Task<bool> IsServedAsync()
    {
        using var link = await OpenAsync();
        return link is not null && await ReadsAsync(link);
    }

    /// <summary>A connection to the service, as any laptop; null when it does not open.</summary>
    public Task<ModbusLink?> OpenAsync() => ModbusLink.OpenAsync(range, AttackRangeExtensions.Attacker, asset.Id, service);

    /// <summary>A connection as the first approved device, which shows its certificate where the service asks for one; null when it does not open.</summary>
    public Task<ModbusLink?> OpenApprovedAsync() => SecuredModbus.WithAsync(
        range, AttackRangeExtensions.Attacker, asset.Id, service, range.Certificate(CertificateCase.Genuine, control!.Devices[0]));

    /// <summary>True when the service answers a read of the first approved device.</summary>
    public async Task<bool> IsApprovedServedAsync()
    {
        using var link = await OpenApprovedAsync();
        return link is not null && await ReadsAsync(link);
    }

    /// <summary>True when a read on the connection is answered.</summary>
    public async Task<bool> ReadsAsync(ModbusLink link) =>
        await link.ReadAsync(asset.Points.Count > 0 ? asset.Points[0].Table : ModbusTable.HoldingRegister, asset.Points.Count > 0 ? asset.Points[0].Address : 0) is not null;

    /// <summary>A statement of the checking station; null where none is asked for.</summary>
    public string? Posture(TimeSpan age, bool isInOrder = true, string? device = null, CertificateCase by = CertificateCase.Genuine) =>
        control!.CheckedBy is { } station ? PostureStatement.Sign(device ?? control.Devices[0], Now - age, isInOrder, range.Certificate(by, station)) : null;

    /// <summary>Asks to be let in as the first approved device.</summary>
    public async Task<bool> IsLetInAsync(CertificateCase certificate, string? posture, string? name = null)
    {
        var admission = asset.Services.First(s => s.Protocol == ServiceProtocol.Admission);
        if (await range.OpenAsync(AttackRangeExtensions.Attacker, asset.Id, admission.Port) is not { } stream)
        {
            return false;
        }

        await using (stream)
        {
            var device = name ?? control!.Devices[0];
            var isIn = await AdmissionMessage.AskAsync(stream, device, range.Certificate(certificate, device), posture, range.Clock);
            range.Note("admission", $"{device}, {certificate}: {(isIn ? "let in" : "not let in")}");
            return isIn;
        }
    }

    /// <summary>Somebody entitled opens a visit of the first approved device at the console; false when nobody can.</summary>
    public async Task<bool> IsExpectedAsync(int minutes) =>
        CentralService.On(range.Scenario, asset, "configure") is { } console
        && await console.DoAsync(range, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"VISIT OPEN {control!.Devices[0]} {minutes}"));

    /// <summary>Waits simulated time.</summary>
    public Task WaitAsync(TimeSpan time) => range.WaitAsync(time);
}
