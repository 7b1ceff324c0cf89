using System.Globalization;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>Commands that people give at the console of a SCADA server and that it passes on to its controllers, over the connections it polls them on.</summary>
internal sealed class MasterCommands(DeviceContext device, PollMaster polls, AuditControl audit)
{
    /// <summary>The point of a controller by that name; null when there is none that can be written from here.</summary>
    public CommandPoint? Find(string name) =>
        CommandPoints.Mastered(device.Environment.Scenario, device.Asset).FirstOrDefault(p => p.Name == name);

    /// <summary>Writes a value, in engineering units, in the name of whoever asks.</summary>
    public async Task<ConsoleAnswer> WriteAsync(CommandPoint target, double value, Origin by)
    {
        var result = await SendAsync(target, value);
        var command = string.Create(CultureInfo.InvariantCulture, $"{target.Name} {value:0.####}");
        audit.Record(AuditCategories.ControlSystem, "command", result is { IsOk: true }, by, command);
        return result switch
        {
            { IsOk: true } => ConsoleAnswer.Ok(),
            { Status: ModbusStatus.Exception } => ConsoleAnswer.Of(550, $"{target.Owner.Id} refused"),
            _ => ConsoleAnswer.Of(425, $"{target.Owner.Id} did not answer"),
        };
    }

    private async Task<ModbusResult?> SendAsync(CommandPoint target, double value)
    {
        if (await polls.Link(target.Owner.Id, target.Service!.Port).OpenAsync() is not { } client)
        {
            return null;
        }

        var (unit, address, words) = ((byte)(target.Service.Unit ?? 1), (ushort)target.Point.Address, PointCodec.Encode(target.Point, value));
        return target.Point.Table == Scenarios.ModbusTable.Coil ? await client.WriteSingleCoilAsync(unit, address, value != 0)
            : words.Length == 1 ? await client.WriteSingleRegisterAsync(unit, address, words[0])
            : await client.WriteMultipleRegistersAsync(unit, address, words);
    }
}
