using System.Text;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Runtime;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>A userspace network on its own slot, driven by hand, with a controller that holds registers and a collector that keeps messages.</summary>
internal sealed class Bench : IDisposable, ITrialRecorder, IControlArming
{
    private readonly SlotLease _lease = SlotLease.Acquire(100);
    private readonly TrialExecutor _executor = new();
    private readonly TrialExecutor.Entered _entered;
    private readonly ScenarioPki _pki;
    private readonly bool _armed;

    /// <param name="plc">Serves the controller's Modbus port in place of the register bank.</param>
    public Bench(Scenario scenario, bool armed = true, DeliveryNoise? noise = null, Func<AcceptedConnection, Task>? plc = null)
    {
        _armed = armed;
        _entered = _executor.Enter();
        _pki = new ScenarioPki(scenario.Start);
        Clock = new SimulationClock(scenario.Start);
        Transport = new LoopbackTransport(_executor, TimeProvider.System, noise);
        Network = new UserspaceNetwork(scenario, Transport, _lease.Slot, Clock, this, this, _pki);
        Network.Listen("PLC", 502, c =>
        {
            Served++;
            return plc is null ? Server.ServeAsync(c.Stream, new ModbusCallContext(1, c.Peer), CancellationToken.None) : plc(c);
        });
        Network.Listen("LOG", 601, CollectAsync);
    }

    public SimulationClock Clock { get; }

    public LoopbackTransport Transport { get; }

    public UserspaceNetwork Network { get; }

    public ScenarioPki Pki => _pki;

    public RegisterBank Registers { get; } = new(16, 16, 256, 256);

    public List<LedgerEntry> Lines { get; } = [];

    public List<string> Collected { get; } = [];

    public long Tick => Clock.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Connections that reached the controller's Modbus port.</summary>
    public int Served { get; private set; }

    public Exception? Failure => _executor.Failure;

    public IEnumerable<LedgerEntry> Alerts => Lines.Where(l => l.Action == LedgerAction.Alerted);

    private ModbusServer Server => field ??= new ModbusServer(Registers);

    public IEnumerable<LedgerEntry> Blocked => Lines.Where(l => l.Action == LedgerAction.Blocked);

    public bool IsArmed(string controlId) => _armed;

    public void Ledger(LedgerEntry entry) => Lines.Add(entry);

    public void Fact(string participant, string name, string value)
    {
    }

    /// <summary>Starts work on the trial's thread and moves bytes and simulated time until it ends.</summary>
    public T Run<T>(Func<Task<T>> work, int seconds = 30)
    {
        var task = work();
        var until = Clock.Ticks + (seconds * TimeSpan.TicksPerSecond);
        Transport.RunUntilQuiescent();
        while (!task.IsCompleted && Clock.FireNext(until))
        {
            Transport.RunUntilQuiescent();
        }

        Assert.Null(_executor.Failure);
        Assert.True(task.IsCompleted, "the work did not end in simulated time");
        return task.GetAwaiter().GetResult();
    }

    public void Run(Func<Task> work, int seconds = 30) => Run(
        async () =>
        {
            await work();
            return true;
        },
        seconds);

    /// <summary>Lets simulated time pass.</summary>
    public void Advance(TimeSpan span)
    {
        var until = Clock.Ticks + span.Ticks;
        Settle();
        while (Clock.FireNext(until))
        {
            Settle();
        }
    }

    public DialResult Dial(string from, string to, int port) => Run(() => Network.DialAsync(from, to, port));

    public ModbusClient Client(string from = "MASTER")
    {
        var dial = Dial(from, "PLC", 502);
        Assert.Equal(DialOutcome.Open, dial.Outcome);
        return new ModbusClient(dial.Stream!, Clock, TimeSpan.FromSeconds(3));
    }

    /// <summary>An open connection to the controller, without a client on it.</summary>
    public Stream Raw(string from = "MASTER", int port = 502)
    {
        var dial = Dial(from, "PLC", port);
        Assert.Equal(DialOutcome.Open, dial.Outcome);
        return dial.Stream!;
    }

    public void Settle() => Transport.RunUntilQuiescent();

    public void Dispose()
    {
        Network.Dispose();
        Transport.Dispose();
        _pki.Dispose();
        _entered.Dispose();
        _lease.Dispose();
    }

    private async Task CollectAsync(AcceptedConnection connection)
    {
        var buffer = new byte[4096];
        var text = new StringBuilder();
        int read;
        while ((read = await connection.Stream.ReadAsync(buffer)) > 0)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        Collected.Add(text.ToString());
    }
}
