using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;
using ModbusTable = Testbed.Scenarios.ModbusTable;

namespace Testbed.Devices.Tests;

/// <summary>
/// A few devices, a plant and a clock on one executor. Controls given to <see cref="Arm"/> stand on an asset armed, those given to <see cref="Disarm"/> not.
/// </summary>
internal sealed class Lab : IDeviceEnvironment
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 15, 4, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(5);
    private readonly ManualClock _clock = new(Begin);
    private readonly FakeArming _arming = new();
    private readonly Dictionary<string, RandomStream> _random = [];
    private readonly List<AssetConfig> _assets = [];
    private readonly List<ControlConfig> _controls = [];
    private readonly SortedDictionary<string, Device> _devices = new(StringComparer.Ordinal);
    private Scenario? _scenario;
    private ScenarioPki? _pki;

    public Lab() => Recorder = new FakeRecorder(_clock, Begin);

    public MemoryNetwork Net { get; } = new();

    public FakePlant Wires { get; } = new();

    public FakeRecorder Recorder { get; }

    public Pump Pump { get; } = new();

    public List<PollConfig> Polls { get; } = [];

    public List<SetPointMoveConfig> Moves { get; } = [];

    public List<LogOnConfig> LogOns { get; } = [];

    public List<ShiftConfig> Shifts { get; } = [];

    public List<PollLossConfig> Losses { get; } = [];

    public List<AlarmConfig> Alarms { get; } = [];

    IZoneNetwork IDeviceEnvironment.Network => Net;

    IPlantIo IDeviceEnvironment.Plant => Wires;

    public TimeProvider Clock => _clock;

    ITrialRecorder IDeviceEnvironment.Recorder => Recorder;

    IControlArming IDeviceEnvironment.Arming => _arming;

    /// <summary>Roles in certificates, by asset.</summary>
    public List<CertificateConfig> Certificates { get; } = [];

    public ScenarioPki Pki => _pki ??= new ScenarioPki(PkiPlans.Of(Scenario));

    public Scenario Scenario => _scenario ??= Build();

    public RandomStream Random(string path)
    {
        if (!_random.TryGetValue(path, out var stream))
        {
            _random[path] = stream = RandomStream.For(7, path);
        }

        return stream;
    }

    public AssetConfig Add(AssetConfig asset)
    {
        _assets.Add(asset);
        return asset;
    }

    /// <summary>Puts an asset in the place of the one with its id.</summary>
    public void Replace(AssetConfig asset) => _assets[_assets.FindIndex(a => a.Id == asset.Id)] = asset;

    public Lab Arm(params ControlConfig[] controls)
    {
        _controls.AddRange(controls);
        _arming.Armed.UnionWith(controls.Select(c => c.Id));
        return this;
    }

    public Lab Disarm(params ControlConfig[] controls)
    {
        _controls.AddRange(controls);
        return this;
    }

    /// <summary>Creates and starts the devices of all assets.</summary>
    public Lab Start(Action<Device>? prepare = null)
    {
        foreach (var asset in _assets)
        {
            _devices.Add(asset.Id, DeviceFactory.Create(asset, this));
            prepare?.Invoke(_devices[asset.Id]);
        }

        Pump.Do(() =>
        {
            foreach (var device in _devices.Values)
            {
                device.Start();
            }
        });
        return this;
    }

    public Device this[string id] => _devices[id];

    /// <summary>Takes a device out and puts a spare of the asset in its place.</summary>
    public Device Swap(string id)
    {
        Pump.Do(_devices[id].Retire);
        _devices[id] = SpareUnit.Create(Scenario.Asset(id)!, this);
        Pump.Do(_devices[id].Start);
        return _devices[id];
    }

    /// <summary>Runs ticks of one second: time, scans, polls, operators.</summary>
    public void Run(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Advance(TimeSpan.FromSeconds(1));
            var tick = Recorder.Tick;
            foreach (var device in _devices.Values)
            {
                Pump.Do(() => device.Scan(tick));
            }

            foreach (var device in _devices.Values)
            {
                Pump.Do(() => device.Poll(tick));
            }

            foreach (var device in _devices.Values)
            {
                Pump.Do(() => device.Operate(tick));
            }
        }
    }

    /// <summary>Moves time without ticks.</summary>
    public void Advance(TimeSpan time) => Pump.Do(() => _clock.MoveTo(_clock.GetUtcNow() + time, () => Pump.Do(() => { })));

    /// <summary>Runs a conversation to its end; it must not need time to pass.</summary>
    public T Talk<T>(Func<Task<T>> conversation)
    {
        Task<T>? task = null;
        Pump.Do(() => task = conversation());
        Assert.True(task!.IsCompleted, "the conversation waits for something that never comes without time");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Starts a conversation that may need time.</summary>
    public Task<T> Begun<T>(Func<Task<T>> conversation)
    {
        Task<T>? task = null;
        Pump.Do(() => task = conversation());
        return task!;
    }

    /// <summary>What a finished conversation gave.</summary>
    public static T Ended<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted, "the conversation is still going on");
        return task.GetAwaiter().GetResult();
    }

    public Stream? Dial(string from, string to, int port) => Talk(() => Net.DialAsync(from, to, port)).Stream;

    public ModbusClient Modbus(string from, string to, int port = 502)
    {
        var stream = Dial(from, to, port);
        ModbusClient? client = null;
        Pump.Do(() => client = new ModbusClient(stream!, _clock, ReplyTimeout));
        return client!;
    }

    public ConsoleClient Console(string from, string to, int port = 23)
    {
        var stream = Dial(from, to, port);
        ConsoleClient? client = null;
        Pump.Do(() => client = new ConsoleClient(stream!, _clock, ReplyTimeout));
        Greeting = Talk(client!.NextAsync);
        return client;
    }

    /// <summary>The greeting of the console dialled last.</summary>
    public ConsoleReply? Greeting { get; private set; }

    /// <summary>Sends a command; the reply as <c>code text</c>.</summary>
    public string Say(ConsoleClient client, string line)
    {
        var reply = Talk(() => client.SendAsync(line));
        return reply is null ? "closed" : FormattableString.Invariant($"{reply.Code} {reply.Text}");
    }

    public ModbusResult Write(ModbusClient client, int address, int value) => Talk(() => client.WriteSingleRegisterAsync(1, (ushort)address, (ushort)value));

    public bool Blocked(string control, string rule) => Ledger(control, LedgerAction.Blocked, rule) > 0;

    public int Ledger(string control, LedgerAction action, string rule) =>
        Recorder.Entries.Count(e => e.Control == control && e.Action == action && e.Rule == rule);

    private Scenario Build() => new()
    {
        Id = "lab", Title = "lab", Start = Begin, Issuer = new("tests", "first"),
        Zones = [], Assets = _assets, Conduits = [], Controls = _controls,
        AsBuilt = new([], [], [], [], []), EssentialFunctions = [], DetectionScope = [],
        Process = new()
        {
            Nodes = [], Pipes = [], Sources = [], Regulators = [], ControlValves = [], ShutOffs = [], Reliefs = [], Demands = [], Sensors = [], Actuators = [],
        },
        Traffic = new(Polls, Moves, LogOns) { Shifts = Shifts, Losses = Losses },
        Operator = new(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(45), Alarms),
        Declarations = [], Expectations = [], Goals = [],
        Pki = new() { Certificates = Certificates },
    };
}
