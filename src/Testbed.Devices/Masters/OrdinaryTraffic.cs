using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>What people at this asset do on an ordinary day: set-point changes over its master connections, console sessions on other assets.</summary>
internal sealed class OrdinaryTraffic(DeviceContext device, PollMaster polls)
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(10);
    private readonly List<SetPointMoveConfig> _moves =
        [.. device.Environment.Scenario.Traffic.SetPointMoves.Where(m => m.From == device.Asset.Id).OrderBy(m => m.At)];

    private readonly List<LogOnConfig> _logOns = [.. device.Environment.Scenario.Traffic.LogOns.Where(l => l.From == device.Asset.Id).OrderBy(l => l.At)];

    private readonly List<ShiftSession> _shifts =
        [.. device.Environment.Scenario.Traffic.Shifts.Where(s => s.From == device.Asset.Id && s.Trials.Contains(device.Environment.Trial)).Select(s => new ShiftSession(device, s))];

    public bool IsDue(long tickMs) =>
        (_shifts.Count > 0 && _shifts.Exists(s => s.IsDue(tickMs))) || (_moves.Count > 0 && _moves[0].At.TotalMilliseconds <= tickMs) || (_logOns.Count > 0 && _logOns[0].At.TotalMilliseconds <= tickMs);

    public void Step(long tickMs)
    {
        while (_moves.Count > 0 && _moves[0].At.TotalMilliseconds <= tickMs)
        {
            var move = _moves[0];
            _moves.RemoveAt(0);
            if (move.Every is { } every)
            {
                Put(_moves, move with { At = move.At + every }, m => m.At);
            }

            device.Run(() => WriteAsync(polls, move.To, move.Port, move.Unit, move.Address, [(ushort)move.Value]));
        }

        while (_logOns.Count > 0 && _logOns[0].At.TotalMilliseconds <= tickMs)
        {
            var logOn = _logOns[0];
            _logOns.RemoveAt(0);
            if (logOn.Every is { } every)
            {
                Put(_logOns, logOn with { At = logOn.At + every }, l => l.At);
            }

            device.Run(() => LogOnAsync(logOn));
        }

        foreach (var shift in _shifts.Where(s => s.IsDue(tickMs)))
        {
            shift.Step(tickMs);
        }
    }

    /// <summary>The device has stopped: connections are gone, people log on again when it is back.</summary>
    public void Stop() => _shifts.ForEach(s => s.Drop());

    private static void Put<T>(List<T> list, T item, Func<T, TimeSpan> at)
    {
        var place = list.FindIndex(i => at(i) > at(item));
        list.Insert(place < 0 ? list.Count : place, item);
    }

    /// <summary>Writes a value of one holding register (FC 6) or of several (FC 16) over the master's connection; true when the device took it.</summary>
    public static async Task<bool> WriteAsync(PollMaster polls, string to, int port, int unit, int address, ushort[] words)
    {
        if (await polls.Link(to, port).OpenAsync() is not { } client)
        {
            return false;
        }

        return words.Length == 1
            ? (await client.WriteSingleRegisterAsync((byte)unit, (ushort)address, words[0])).IsOk
            : (await client.WriteMultipleRegistersAsync((byte)unit, (ushort)address, words)).IsOk;
    }

    private async Task LogOnAsync(LogOnConfig logOn)
    {
        var account = device.Environment.Scenario.Asset(logOn.To)?.Accounts.FirstOrDefault(a => a.Name == logOn.Account);
        await JumpTickets.AskAsync(device, logOn.To, logOn.Account);
        var dial = await device.Environment.Network.DialAsync(device.Asset.Id, logOn.To, logOn.Port, device.Stopping);
        if (dial.Stream is not { } stream)
        {
            Report(logOn, dial.Outcome.ToString().ToLowerInvariant());
            return;
        }

        await using var client = new ConsoleClient(stream, device.Environment.Clock, ReplyTimeout);
        await using var onStop = device.Stopping.Register(stream.Dispose);
        await client.NextAsync();
        var isGood = await ConsoleLogOn.AsAsync(client, account, device) is { IsSuccess: true };
        foreach (var command in logOn.Commands.TakeWhile(_ => isGood))
        {
            isGood = (await client.SendAsync(command))?.IsSuccess == true;
        }

        await client.SendAsync("LOGOFF");
        await client.SendAsync("QUIT");
        Report(logOn, isGood ? "ok" : "refused");
    }

    private void Report(LogOnConfig logOn, string result) =>
        device.Environment.Recorder.Fact(device.Asset.Id, "session", $"{logOn.Account}@{logOn.To} {result}");
}
