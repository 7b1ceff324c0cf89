using System.Globalization;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// Somebody at an operator or engineering station: logs on when the shift begins and holds the session; gives the commands that are due, unlocking the session
/// or logging
/// on anew where it was locked or ended meanwhile; logs off at the end. One connection at a time, one command after the other.
/// </summary>
internal sealed class ShiftSession(DeviceContext device, ShiftConfig config)
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(10);
    private readonly AccountConfig? _account = device.Environment.Scenario.Asset(config.To)?.Accounts.FirstOrDefault(a => a.Name == config.Account);
    private TimeSpan _begin = config.At;
    private int _next = -1;
    private TimeSpan _lastAct;
    private bool _isBusy;
    private Stream? _stream;
    private ConsoleClient? _client;

    /// <summary>True when the shift begins or ends now, or something is to be done in it.</summary>
    public bool IsDue(long tickMs) => !_isBusy && (Is(NextAt, tickMs) || Is(LookAt, tickMs));

    private TimeSpan? NextAt => _next < 0 ? _begin : _next < config.Commands.Count ? _begin + config.Commands[_next].At : _next == config.Commands.Count ? _begin + Length : null;

    private TimeSpan? LookAt => config.Look is { } look && _next >= 0 && NextAt is not null ? _lastAct + look.Every : null;

    private TimeSpan Length => config.Until - config.At;

    /// <summary>Does the one thing that is due; the next follows with the next tick.</summary>
    public void Step(long tickMs)
    {
        _isBusy = true;
        _lastAct = TimeSpan.FromMilliseconds(tickMs);
        var step = Is(NextAt, tickMs) ? _next++ : (int?)null;
        device.Run(async () =>
        {
            try
            {
                await (step is null ? LookAsync() : step < 0 ? BeginAsync() : step < config.Commands.Count ? CommandAsync(config.Commands[step.Value].Command) : EndAsync());
            }
            finally
            {
                _isBusy = false;
            }
        });
    }

    /// <summary>The connection is gone; the next command makes another.</summary>
    public void Drop()
    {
        _stream?.Dispose();
        (_stream, _client) = (null, null);
    }

    private static bool Is(TimeSpan? due, long tickMs) => due is { } at && at.TotalMilliseconds <= tickMs;

    private async Task LookAsync()
    {
        if (await SayAsync(config.Look!.Command) is not { IsSuccess: true })
        {
            Report("sees nothing");
        }
    }

    private async Task BeginAsync() => Report(await OpenAsync() ? "logged on" : "not logged on");

    private async Task CommandAsync(string command)
    {
        var reply = await SayAsync(command);
        Report(string.Create(CultureInfo.InvariantCulture, $"{command}: {reply?.Code ?? 0}"));
    }

    private async Task<ConsoleReply?> SayAsync(string command)
    {
        var reply = _client is { IsClosed: false } client ? await client.SendAsync(command) : null;
        if (reply is { Code: 550, Text: "session is locked" })
        {
            await _client!.SendAsync($"UNLOCK {_account?.Password}");
            reply = await _client.SendAsync(command);
        }

        if (reply is null or { Code: 421 or 530 })
        {
            reply = await OpenAsync() ? await _client!.SendAsync(command) : null;
        }

        return reply;
    }

    private async Task EndAsync()
    {
        if (_client is { IsClosed: false } client)
        {
            await client.SendAsync("LOGOFF");
            await client.SendAsync("QUIT");
        }

        Drop();
        Report("logged off");
        if (config.Every is { } every)
        {
            (_begin, _next) = (_begin + every, -1);
        }
    }

    private async Task<bool> OpenAsync()
    {
        Drop();
        var dial = await device.Environment.Network.DialAsync(device.Asset.Id, config.To, config.Port, device.Stopping);
        if (dial.Stream is not { } stream)
        {
            return false;
        }

        (_stream, _client) = (stream, new ConsoleClient(stream, device.Environment.Clock, ReplyTimeout));
        await _client.NextAsync();
        if (await ConsoleLogOn.AsAsync(_client, _account, device) is { IsSuccess: true })
        {
            return true;
        }

        Drop();
        return false;
    }

    private void Report(string what) => device.Environment.Recorder.Fact(device.Asset.Id, "shift", $"{config.Id} {config.Account}@{config.To} {what}");
}
