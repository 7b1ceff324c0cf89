using Testbed.Conduits;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Runtime;
using Testbed.Scenarios;

namespace Testbed.Benchmarks;

/// <summary>
/// The userspace network of a scenario with one controller that answers, driven to quiescence by hand: what a poll costs over real sockets, without
/// physics or devices around it. One thread.
/// </summary>
internal sealed class GatewayBench : IDisposable, ITrialRecorder, IControlArming
{
    private const string Controller = "PLC-CGS";
    private const int Port = 502;
    private readonly HashSet<string> _armed;
    private readonly SlotLease _lease = SlotLease.Acquire(100);
    private readonly TrialExecutor _executor = new();
    private readonly TrialExecutor.Entered _entered;
    private readonly ScenarioPki _pki;
    private readonly SimulationClock _clock;
    private readonly LoopbackTransport _transport;
    private readonly UserspaceNetwork _network;
    private readonly ModbusClient _client;

    /// <summary>Connects a client to the controller of the city gate.</summary>
    /// <param name="scenario">The scenario; the client dials from its control centre, or from the controller's own zone.</param>
    /// <param name="direct">True for a client in the zone of the controller: no gateway.</param>
    /// <param name="kinds">Kinds of the controls on the conduit that are armed; none on any other conduit.</param>
    public GatewayBench(Scenario scenario, bool direct, params string[] kinds)
    {
        _armed = [.. scenario.Controls.Where(c => c.On == "C4" && kinds.Contains(c.Kind)).Select(c => c.Id)];
        if (_armed.Count != kinds.Length)
        {
            throw new InvalidOperationException($"C4 carries no control of each of {string.Join(", ", kinds)}.");
        }

        _entered = _executor.Enter();
        _pki = new ScenarioPki(scenario.Start);
        _clock = new SimulationClock(scenario.Start);
        _transport = new LoopbackTransport(_executor, TimeProvider.System);
        _network = new UserspaceNetwork(scenario, _transport, _lease.Slot, _clock, this, this, _pki);
        var server = new ModbusServer(new RegisterBank(16, 16, 256, 256));
        _network.Listen(Controller, Port, c => server.ServeAsync(c.Stream, new ModbusCallContext(1, c.Peer), CancellationToken.None));
        var from = "SCADA-1";
        if (direct)
        {
            from = "bench";
            _network.Enter("Z-CGS", from);
        }

        var dial = Run(_network.DialAsync(from, Controller, Port));
        _client = new ModbusClient(dial.Stream ?? throw new InvalidOperationException($"the dial ended {dial.Outcome}"), _clock, TimeSpan.FromSeconds(3));
    }

    long ITrialRecorder.Tick => _clock.Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Reads six input registers, which the scenario's rules permit, and waits for the answer.</summary>
    public int RoundTrip()
    {
        var result = Run(_client.ReadInputRegistersAsync(1, 0, 6));
        return result.IsOk ? result.Value.Length : throw new InvalidOperationException($"the poll was not answered: {result}");
    }

    bool IControlArming.IsArmed(string controlId) => _armed.Contains(controlId);

    void ITrialRecorder.Ledger(LedgerEntry entry)
    {
    }

    void ITrialRecorder.Fact(string participant, string name, string value)
    {
    }

    public void Dispose()
    {
        _client.Dispose();
        _network.Dispose();
        _transport.Dispose();
        _pki.Dispose();
        _entered.Dispose();
        _lease.Dispose();
    }

    private T Run<T>(Task<T> work)
    {
        _transport.RunUntilQuiescent();
        return work.IsCompleted ? work.Result : throw new InvalidOperationException("the network came to rest without an answer");
    }
}
