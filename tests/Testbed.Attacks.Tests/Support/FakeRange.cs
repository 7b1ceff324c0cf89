using System.Security.Cryptography.X509Certificates;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Attacks.Tests;

/// <summary>
/// A range in memory around one controller. Open: everything is carried, the console is weak, spans are in the clear. Strict: only declared flows and accesses
/// pass, the console asks for personal log-on, spans are sealed.
/// </summary>
internal sealed class FakeRange : IAttackRange, IZoneNetwork, ISpanAccess, ITwinView, ITrialRecorder
{
    private readonly Lab _lab;
    private readonly Dictionary<(string, int), Func<AcceptedConnection, Task>> _listeners = [];
    private readonly Dictionary<string, string> _guests = new(StringComparer.Ordinal);
    private readonly List<(string Conduit, ISpanTap Tap)> _taps = [];
    private readonly List<(long, string)> _collected = [];
    private int _connections;

    public FakeRange(Lab lab, bool strict, Scenario? scenario = null)
    {
        (_lab, Strict) = (lab, strict);
        Scenario = scenario ?? Plant.Scenario();
        Device = new FakeController(this, Scenario.Asset("PLC-1")!);
        Listen("PLC-1", 502, c => new ModbusServer(Device, 1).ServeAsync(c.Stream, default));
        Listen("PLC-1", 23, c => new FakeConsole(Device, strict, c.Stream).ServeAsync());
    }

    public bool Strict { get; }

    public FakeController Device { get; }

    public List<string> Facts { get; } = [];

    public Scenario Scenario { get; }

    public IZoneNetwork Network => this;

    public ISpanAccess Spans => this;

    public IFaults Faults => throw new NotSupportedException("Nothing fails in memory.");

    public ITwinView Truth => this;

    public TimeProvider Clock => _lab;

    public RandomStream Random { get; } = RandomStream.For(1, "attacker");

    public ITrialRecorder Recorder => this;

    public long Tick => 0;

    public (int CustomersOut, double PeakOverLimitBar) Process => (0, 0);

    public static AttackOutcome Run(IProbe probe, Cell cell, bool strict, Scenario? scenario = null) =>
        Lab.Run(lab => probe.RunAsync(cell, new FakeRange(lab, strict, scenario)));

    public X509Certificate2 Certificate(CertificateCase kind, string name) => throw new NotSupportedException("No TLS in memory.");

    public X509Certificate2 CertificateWithRole(string name, string role) => throw new NotSupportedException("No TLS in memory.");

    public bool IsSecured(string asset, int port) => false;

    public Task WaitAsync(TimeSpan simulated) => _lab.WaitAsync(simulated);

    public IDisposable Enter(string zone, string guest)
    {
        _guests.Add(guest, zone);
        return new Undo(() => _guests.Remove(guest));
    }

    public IDisposable Listen(string asset, int port, Func<AcceptedConnection, Task> handler)
    {
        if (!_listeners.TryAdd((asset, port), handler))
        {
            throw new InvalidOperationException("taken");
        }

        return new Undo(() => _listeners.Remove((asset, port)));
    }

    public Task<DialResult> DialAsync(string from, string to, int port, CancellationToken cancellationToken = default)
    {
        var (source, target) = (ZoneOf(from), ZoneOf(to));
        var conduit = source == target ? null : Scenario.Between(source, target);
        if (conduit is null && source != target)
        {
            return Task.FromResult(new DialResult(DialOutcome.Unreachable, null));
        }

        if (conduit is not null && Strict && !FlowPolicy.Declares(Scenario, from, to, port))
        {
            Alert(conduit.Id);
            return Task.FromResult(new DialResult(DialOutcome.Closed, null));
        }

        if (!_listeners.TryGetValue((to, port), out var handler))
        {
            return Task.FromResult(new DialResult(DialOutcome.Closed, null));
        }

        var (near, far) = MemoryPipe.Pair();
        var id = FormattableString.Invariant($"k{++_connections}");
        _ = handler(new(conduit is null ? far : Span(far, conduit, id, from, to, port), from, to, port, id));
        return Task.FromResult(new DialResult(DialOutcome.Open, near));
    }

    public IDisposable Tap(string conduit, ISpanTap tap)
    {
        _taps.Add((conduit, tap));
        return new Undo(() => _taps.Remove((conduit, tap)));
    }

    public Task<DialResult> DialGatewayAsync(string conduit, string zone, string attacker, CancellationToken cancellationToken = default)
    {
        var (near, far) = MemoryPipe.Pair();
        _ = GatewayAsync(far);
        return Task.FromResult(new DialResult(DialOutcome.Open, near));
    }

    public double? Point(string asset, string point) => asset == "PLC-1" ? Device.Value(point) : null;

    public IReadOnlyList<AuditRecord> Audit(string asset) => asset == "PLC-1" ? Device.Records : [];

    public IReadOnlyList<(long Tick, string Message)> Collected(string collector) => _collected;

    public TimeSpan LongestScanGap(string asset) => TimeSpan.FromMilliseconds(Strict ? 250 : 250 + Device.Served);

    public (int Good, int Failed) Polls(string pollId) => (0, 0);

    public void Ledger(LedgerEntry entry)
    {
    }

    public void Fact(string participant, string name, string value)
    {
        Assert.False(name.Length == 5 && name[0] == 'T' && char.IsDigit(name[1]) && !AttackTechniques.IsKnown(name), $"{name} is no technique");
        Facts.Add($"{name}: {value}");
    }

    public void Alert(string conduit)
    {
        if (Strict)
        {
            var text = $"{conduit}/monitor/x";
            _collected.Add((0, SyslogMessage.Format(SyslogMessage.AlertFacility, 4, _lab.GetUtcNow(), "gw", "monitor", "alert", "alert", [], text)));
        }
    }

    private string ZoneOf(string name) => _guests.TryGetValue(name, out var zone) ? zone : Scenario.Asset(name)!.Zone;

    private async Task GatewayAsync(MemoryPipe span)
    {
        var preamble = new byte[SpanPreamble.Length];
        var read = await span.FillAsync(preamble);
        if (Strict || read < preamble.Length || !SpanPreamble.TryRead(preamble, out _, out var destination))
        {
            await span.DisposeAsync();
            return;
        }

        await _listeners[("PLC-1", destination.Port)](new(span, "span", "PLC-1", destination.Port, "span"));
    }

    // The device's end of a connection through a conduit: preamble and bytes pass the taps, inspected when strict.
    private MemoryPipe Span(MemoryPipe client, ConduitConfig conduit, string id, string from, string to, int port)
    {
        var (device, inner) = MemoryPipe.Pair();
        var gateway = new FakeGateway(this, conduit, from, to, port);
        _ = gateway.PumpAsync(client, inner, (d, b) => ThroughTaps(conduit.Id, id, d, b));
        return device;
    }

    private byte[]? ThroughTaps(string conduit, string id, SpanDirection direction, byte[] bytes)
    {
        var sent = Strict ? Seal(bytes) : bytes;
        ReadOnlyMemory<byte> now = sent;
        foreach (var (_, tap) in _taps.Where(t => t.Conduit == conduit).ToList())
        {
            if (Strict)
            {
                // What the tap sees first of a sealed connection is its handshake.
                tap.OnBytes(id, direction, new byte[] { 0x16, 0x03, 0x03, 0, 0 });
            }

            now = tap.OnBytes(id, direction, now);
        }

        return !Strict ? now.ToArray() : now.Span.SequenceEqual(sent) ? bytes : null;
    }

    private static byte[] Seal(byte[] bytes) => [0x17, 0x03, 0x03, 0, 0, .. bytes.Select(b => (byte)(b ^ 0xA5))];

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
