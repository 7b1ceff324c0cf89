using System.Globalization;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// A connection to the engineering service of a controller, got as any Modbus connection: from a guest, an asset or a host on a span, through conduits.
/// Evidence
/// keeps every request and how it ended, of blocks of a program only the first; never a password or a session number.
/// </summary>
internal sealed class EngineeringAccess : IModbusChannel, IDisposable
{
    private readonly IAttackRange _range;
    private readonly ModbusLink _link;

    private EngineeringAccess(IAttackRange range, ModbusLink link)
    {
        (_range, _link) = (range, link);
        Client = new EngineeringClient(this, link.Unit, range.Clock);
    }

    /// <summary>What a tool can ask of the controller.</summary>
    public EngineeringClient Client { get; }

    /// <summary>
    /// Where an asset offers the service: at its plain Modbus service, else at a secured one; null without a program that could be worked on.
    /// </summary>
    public static ServiceConfig? ServiceOf(AssetConfig asset) => asset.Controller.Program.Count == 0 ? null
        : asset.Services.FirstOrDefault(s => s is { Protocol: ServiceProtocol.Modbus, Needed: true }) ?? asset.Services.FirstOrDefault(s => s.Protocol.IsModbus());

    /// <summary>Dials; null when the connection does not open.</summary>
    public static async Task<EngineeringAccess?> OpenAsync(IAttackRange range, string from, AssetConfig asset, ServiceConfig service) =>
        await ModbusLink.OpenAsync(range, from, asset.Id, service) is { } link ? Over(range, link) : null;

    /// <summary>Over a connection got otherwise.</summary>
    public static EngineeringAccess Over(IAttackRange range, ModbusLink link) => new(range, link);

    /// <summary>Logs on as a person; false when refused.</summary>
    public async Task<bool> LogOnAsync(string account, string password) => (await Client.LogOnAsync(account, password)).IsDone;

    /// <summary>
    /// Gets in as somebody without an account does: without log-on where the controller serves that, else by the supplier's accounts and those that everybody
    /// tries. False when nothing worked.
    /// </summary>
    public async Task<bool> BreakInAsync(AssetConfig asset)
    {
        if ((await Client.StateAsync()).IsDone)
        {
            return true;
        }

        IEnumerable<(string Name, string Password)> shipped = asset.Accounts.Where(a => a.VendorDefault).Select(a => (a.Name, a.Password));
        foreach (var (name, password) in shipped.Append(("admin", "admin")).Append(("operator", "operator")))
        {
            if (await LogOnAsync(name, password))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The controller's program; null when it does not give it.</summary>
    public async Task<ProgramBundle?> UploadAsync() =>
        (await Client.UploadAsync()).Bytes is { } bytes && ProgramBundle.TryParse(bytes, out var bundle, out _) ? bundle : null;

    /// <summary>
    /// Puts a program into the controller and starts it cold; true when it was taken. Whether it runs is a question to the controller, not to its
    /// answers.
    /// </summary>
    public async Task<bool> ReplaceAsync(ProgramBundle program)
    {
        if (!(await Client.DownloadAsync(program.ToBytes())).IsDone)
        {
            return false;
        }

        await Client.StartAsync(warm: false);
        return true;
    }

    /// <inheritdoc/>
    public Task<ModbusResult<byte[]>> SendPduAsync(byte unitId, ReadOnlySpan<byte> pdu) => SendAsync(unitId, pdu.ToArray());

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();

    private async Task<ModbusResult<byte[]>> SendAsync(byte unitId, byte[] pdu)
    {
        var isInside = (EngineeringSubfunction)pdu[1] is EngineeringSubfunction.DownloadBlock or EngineeringSubfunction.UploadBlock
            && (pdu[EngineeringLimits.RequestHeader] | pdu[EngineeringLimits.RequestHeader + 1]) != 0;
        var result = await _link.Client.SendPduAsync(unitId, pdu);
        if (!isInside)
        {
            _range.Note("engineering", string.Create(CultureInfo.InvariantCulture, $"{ModbusText.Request(unitId, pdu)}: {How(pdu, result)}"));
        }

        return result;
    }

    private static string How(byte[] pdu, ModbusResult<byte[]> result) =>
        result.Status == ModbusStatus.Ok && EngineeringResponse.TryParse((EngineeringSubfunction)pdu[1], result.Value) is { } response
            ? response.Status.Describe()
            : new ModbusResult(result.Status, result.Exception).ToString();
}
