using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <summary>
/// A device of the twin. Its owner sequences it: <see cref="Start"/>, then per tick <see cref="Scan"/>, <see cref="Poll"/> and <see cref="Operate"/>,
/// each of which returns without waiting for the network; what connections bring is handled in between. A throw in a handler is kept and comes out of the next
/// step, so that supervision sees it. Not thread safe: the trial's single-threaded executor only, with its synchronization context current.
/// </summary>
public abstract partial class Device
{
    private readonly List<IDisposable> _listeners = [];
    private readonly List<Stream> _connections = [];
    private readonly OrdinaryTraffic _ordinary;
    private readonly ModbusDeviceIdentification _identification;
    private long _lastConnection;

    private protected Device(AssetConfig asset, IDeviceEnvironment environment, IReadOnlyList<PointConfig>? points = null)
    {
        Context = new DeviceContext(asset, environment);
        Controls = new DeviceControls(Context);
        Bank = new PointBank(points ?? asset.Points);
        Writes = new WritePath(Controls.Ranges, Controls.Audit, new Effects(this));
        Polls = new PollMaster(Context);
        var hasTime = asset.Services.Any(s => s.Protocol == ServiceProtocol.Time);
        var files = asset.Services.Any(s => s.Protocol == ServiceProtocol.Files) ? new FileStore() : null;
        Console = new ConsoleServer(Context, Controls, Bank, Writes) { Time = hasTime ? new TimeServer(Context) : null, Files = files };
        _ordinary = new OrdinaryTraffic(Context, Polls);
        _identification = ModbusFront.IdentificationOf(asset);
        Maintenance = Console.Maintenance = Maintain();
    }

    /// <summary>The asset's id.</summary>
    public string Id => Context.Asset.Id;

    /// <summary>True between <see cref="Start"/> and <see cref="Stop"/>.</summary>
    public bool IsRunning => Context.IsRunning;

    /// <summary>The audit records kept, oldest first.</summary>
    public IReadOnlyList<AuditRecord> AuditRecords => Controls.Audit.Records;

    /// <summary>The longest time between two completed scans; zero for what does not scan.</summary>
    public virtual TimeSpan LongestScanGap => TimeSpan.Zero;

    /// <summary>Scans completed; 0 for what does not scan.</summary>
    public virtual long ScansDone => 0;

    /// <summary>The time between two scans; null for what does not scan.</summary>
    public virtual TimeSpan? ScanPeriod => null;

    /// <summary>Answered and failed polls of this device by poll id.</summary>
    public IReadOnlyDictionary<string, (int Good, int Failed)> PollCounters => Polls.Counters;

    /// <summary>Collected syslog messages with their arrival tick, oldest first; empty unless the device collects.</summary>
    public virtual IReadOnlyList<(long Tick, string Message)> Collected => [];

    /// <summary>The programs among the files brought to it that were started and run.</summary>
    public IReadOnlyList<string> Started => Console.Files?.Started ?? [];

    /// <summary>False when <see cref="Scan"/> would find nothing to do at this moment and may be left out.</summary>
    public virtual bool HasScan => Context.Fault is not null || Controls.LoadLimit.IsArmed || Controls.Audit.HasPending || Controls.Inventory.HasPending;

    /// <summary>True when a scan is due at or before a time that need not be a base tick's.</summary>
    public virtual bool IsScanDue(long tickMs) => false;

    internal DeviceControls Controls { get; }

    private protected virtual bool IsOperatorBusy => false;

    private protected DeviceContext Context { get; }

    private protected PointBank Bank { get; }

    private protected WritePath Writes { get; }

    private protected PollMaster Polls { get; }

    private protected ConsoleServer Console { get; }

    /// <summary>The engineering value of a point; null when there is none of that name.</summary>
    public double? Point(string name) => Bank.Find(name)?.Value;

    /// <summary>The names of the points that hold numbers, in the order of the asset's map.</summary>
    public IEnumerable<string> NumericPoints => Bank.All.Where(p => p.Config.IsNumeric).Select(p => p.Config.Name);

    /// <summary>False when <see cref="Poll"/> would find nothing to do at this tick and may be left out.</summary>
    public bool HasPoll(long tickMs) => Context.Fault is not null || Polls.IsDue(tickMs);

    /// <summary>False when <see cref="Operate"/> would find nothing to do at this tick and may be left out.</summary>
    public bool HasOperation(long tickMs) => Context.Fault is not null || IsOperatorBusy || _ordinary.IsDue(tickMs) || Maintenance.BackupServer.IsDue(tickMs);

    /// <summary>Opens the listeners that services and armed controls allow. Points keep what they held before a stop.</summary>
    /// <exception cref="InvalidOperationException">It runs already, or a port is taken.</exception>
    public void Start()
    {
        if (IsRunning)
        {
            throw new InvalidOperationException($"{Id} runs already");
        }

        Context.Begin();
        OnStart();
        Engineering?.OnDeviceStart();
        foreach (var service in Context.Asset.Services.Where(Controls.LeastFunctionality.Opens).Where(Controls.ModbusSecurity.Opens))
        {
            _listeners.Add(Context.Environment.Network.Listen(Id, service.Port, c => Context.GuardAsync(() => AcceptAsync(service, c))));
        }

        Controls.ClockSync.Start();
        Controls.Audit.Record(AuditCategories.System, "start", true, Origin.Self, $"{Context.Asset.Product} {Context.Asset.Version}");
        Controls.Inventory.Announce(Controls.LeastFunctionality);
    }

    /// <summary>
    /// Closes listeners and connections. After a crash the outputs go to their fail state; after an orderly stop they stay as they are, so that a snapshot
    /// can be taken and the device started again. Idempotent.
    /// </summary>
    public void Stop(bool crashed)
    {
        if (!IsRunning)
        {
            return;
        }

        var isOver = Context.Environment.IsOver;
        if (!isOver)
        {
            Controls.Audit.Record(AuditCategories.System, crashed ? "crash" : "stop", !crashed, Origin.Self, "");
        }

        Context.End();
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        foreach (var connection in _connections.ToArray())
        {
            connection.Dispose();
        }

        _listeners.Clear();
        Polls.Stop();
        _ordinary.Stop();
        Context.Disconnect();
        Controls.ClockSync.Dispose();
        Controls.PortableDevice.Dispose();
        Controls.Sessions.CloseAll(null);
        Controls.DualApproval.Clear();
        Controls.Override.Clear();
        Console.Files?.Started.Clear();
        if (!isOver)
        {
            OnStop(crashed);
        }
    }

    /// <summary>
    /// One base tick of a controller: as many scans of its period as fit since the tick before, on the transmitters' values of now. Also sends audit records
    /// that wait for their collector.
    /// </summary>
    /// <param name="tickMs">Simulated milliseconds since the scenario's start.</param>
    /// <param name="isPart">True between two base ticks, where the twin runs in real time.</param>
    public void Scan(long tickMs, bool isPart = false)
    {
        if (IsInOrder())
        {
            OnScan(tickMs, isPart);
            Controls.Audit.Flush();
            Controls.Inventory.Flush();
        }
    }

    /// <summary>Starts the polls that are due at this tick and returns; answers are handled when they come.</summary>
    public void Poll(long tickMs)
    {
        if (IsInOrder())
        {
            Polls.Step(tickMs);
        }
    }

    /// <summary>Set-point changes and sessions of people at this device that are due, and for a SCADA master its operator.</summary>
    public void Operate(long tickMs)
    {
        if (IsInOrder())
        {
            _ordinary.Step(tickMs);
            Maintenance.BackupServer.Step(tickMs);
            OnOperate(tickMs);
        }
    }

    private protected virtual void OnStart() => Controls.LoadLimit.NextTick(1);

    private protected virtual void OnStop(bool crashed)
    {
    }

    private protected virtual void OnScan(long tickMs, bool isPart) => Controls.LoadLimit.NextTick(1);

    private protected virtual void OnOperate(long tickMs)
    {
    }

    /// <summary>A Modbus request was answered; the peer is empty for requests that nobody answered.</summary>
    private protected virtual void OnServed(string peer)
    {
    }

    private protected virtual string? RefusalOf(Point point, Origin origin) => null;

    private protected virtual void OnWritten(Point point, Origin origin)
    {
    }

    private protected virtual Task ServeSyslogAsync(AcceptedConnection connection) => Task.CompletedTask;

    private bool IsInOrder() => Context.Fault is { } fault && IsRunning
        ? throw new DeviceFaultException($"{Id} failed between two steps", fault)
        : IsRunning;

    private sealed class Effects(Device device) : IWriteEffects
    {
        public string? RefusalOf(Point point, Origin origin) => device.Controls.KeySwitch.RefusalOf(point, origin) ?? device.RefusalOf(point, origin);

        public void OnWritten(Point point, Origin origin) => device.OnWritten(point, origin);
    }
}
