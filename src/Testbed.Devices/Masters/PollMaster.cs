using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices;

/// <summary>The words of one answered poll; bits are 0 or 1.</summary>
internal readonly record struct PollAnswer(PollConfig Poll, IReadOnlyList<ushort> Words);

/// <summary>
/// Polls what the scenario's traffic declares for this asset. A step starts the polls that are due and returns; answers come when they come, one poll is
/// never under way twice. A call that times out closes its connection.
/// </summary>
internal sealed class PollMaster
{
    private readonly DeviceContext _device;
    private readonly List<PollState> _polls;
    private readonly SortedDictionary<(string To, int Port), ModbusLink> _links = [];

    public PollMaster(DeviceContext device)
    {
        _device = device;
        _polls = [.. device.Environment.Scenario.Traffic.Polls.Where(p => p.From == device.Asset.Id).Select(p => new PollState(p) { Lost = LossOf(device.Environment, p) })];
    }

    /// <summary>A poll was answered with values.</summary>
    public Action<PollAnswer>? OnAnswer { get; set; }

    /// <summary>A poll failed for the n-th time in a row.</summary>
    public Action<PollConfig, int>? OnFailure { get; set; }

    public IEnumerable<PollConfig> Polls => _polls.Select(p => p.Config);

    public IReadOnlyDictionary<string, (int Good, int Failed)> Counters => _polls.ToDictionary(p => p.Config.Id, p => (p.Good, p.Failed));

    /// <summary>The connection to a service, shared by polls and writes.</summary>
    public ModbusLink Link(string to, int port)
    {
        if (!_links.TryGetValue((to, port), out var link))
        {
            _links[(to, port)] = link = new ModbusLink(_device, to, port);
        }

        return link;
    }

    public bool IsDue(long tickMs)
    {
        foreach (var poll in _polls)
        {
            if (poll.IsDue(tickMs))
            {
                return true;
            }
        }

        return false;
    }

    public void Step(long tickMs)
    {
        foreach (var poll in _polls.Where(p => p.IsDue(tickMs)))
        {
            poll.DueAt = tickMs + (long)poll.Config.Period.TotalMilliseconds;
            poll.IsPending = true;
            _device.Run(() => RunAsync(poll));
        }
    }

    public void Stop()
    {
        foreach (var link in _links.Values)
        {
            link.Dispose();
        }

        foreach (var poll in _polls)
        {
            poll.DueAt = 0;
        }
    }

    private static double LossOf(IDeviceEnvironment environment, PollConfig poll) => environment.Scenario.Traffic.Losses
        .Where(l => l.From == poll.From && l.To.Contains(poll.To) && l.Trials.Contains(environment.Trial)).Select(l => l.Percent / 100).DefaultIfEmpty(0).Max();

    /// <summary>A lost poll looks to the master as if nobody had answered in time; the connection outlives it.</summary>
    private async Task<bool> IsLostAsync(PollState poll)
    {
        var isLost = poll.Lost > 0 && _device.Environment.Random($"{_device.Asset.Id}/poll-loss/{poll.Config.Id}").NextDouble() < poll.Lost;
        if (isLost)
        {
            _device.Environment.Recorder.Fact(_device.Asset.Id, "poll-lost", poll.Config.Id);
            await Task.Delay(ModbusLink.Timeout, _device.Environment.Clock, _device.Stopping);
        }

        return isLost;
    }

    private async Task RunAsync(PollState poll)
    {
        try
        {
            var words = await IsLostAsync(poll) ? null : await ReadAsync(poll.Config);
            if (words is null)
            {
                if (_device.IsRunning)
                {
                    poll.Failed++;
                    OnFailure?.Invoke(poll.Config, ++poll.FailedInARow);
                }

                return;
            }

            poll.Good++;
            poll.FailedInARow = 0;
            OnAnswer?.Invoke(new PollAnswer(poll.Config, words));
        }
        finally
        {
            poll.IsPending = false;
        }
    }

    private async Task<IReadOnlyList<ushort>?> ReadAsync(PollConfig poll)
    {
        var link = Link(poll.To, poll.Port);
        if (await link.OpenAsync() is not { } client)
        {
            return null;
        }

        var (unit, address) = ((byte)poll.Unit, (ushort)poll.Address);
        var (status, words) = poll.Table switch
        {
            ModbusTable.Coil => Words(await client.ReadCoilsAsync(unit, address, poll.Count)),
            ModbusTable.DiscreteInput => Words(await client.ReadDiscreteInputsAsync(unit, address, poll.Count)),
            ModbusTable.InputRegister => Words(await client.ReadInputRegistersAsync(unit, address, poll.Count)),
            _ => Words(await client.ReadHoldingRegistersAsync(unit, address, poll.Count)),
        };
        if (status is ModbusStatus.TimedOut or ModbusStatus.Malformed)
        {
            link.Dispose();
        }

        return words;
    }

    private static (ModbusStatus Status, IReadOnlyList<ushort>? Words) Words(ModbusResult<ushort[]> result) =>
        (result.Status, result.IsOk ? result.Value : null);

    private static (ModbusStatus Status, IReadOnlyList<ushort>? Words) Words(ModbusResult<bool[]> result) =>
        (result.Status, result.IsOk ? [.. result.Value.Select(b => b ? (ushort)1 : (ushort)0)] : null);

    private sealed class PollState(PollConfig config)
    {
        public PollConfig Config => config;

        /// <summary>First half a period after the start, so that a master does not ask everybody at once.</summary>
        public long DueAt { get; set; } = (long)(config.Period.TotalMilliseconds / 2);

        public bool IsPending { get; set; }

        /// <summary>The chance of a poll to get lost.</summary>
        public double Lost { get; init; }

        public bool IsDue(long tickMs) => !IsPending && tickMs >= DueAt;

        public int Good { get; set; }

        public int Failed { get; set; }

        public int FailedInARow { get; set; }
    }
}
