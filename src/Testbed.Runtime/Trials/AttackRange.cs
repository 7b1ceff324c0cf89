using System.Security.Cryptography.X509Certificates;
using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>A trial's ways into its twin. Whoever dials through it is the attacker, and evidence keeps his PDUs whole.</summary>
internal sealed class AttackRange(Twin twin, ScenarioPki pki) : IAttackRange, IZoneNetwork, ISpanAccess
{
    /// <summary>The participant's name in evidence.</summary>
    public const string Participant = "attacker";

    private int _alterations;

    public Scenario Scenario => twin.Scenario;

    public IZoneNetwork Network => this;

    public ISpanAccess Spans => this;

    public IFaults Faults => twin;

    public ITwinView Truth { get; } = new TwinView(twin);

    public TimeProvider Clock { get; } = twin.SimulatedClock.For(Participant);

    public RandomStream Random { get; } = twin.Random(Participant);

    public ITrialRecorder Recorder => twin.Record;

    /// <summary>Chunks that a tap changed.</summary>
    public int Alterations => _alterations;

    public X509Certificate2 Certificate(CertificateCase kind, string name) => kind switch
    {
        CertificateCase.SelfSigned => pki.SelfSigned(name),
        CertificateCase.ForeignAuthority => pki.Foreign(name),
        CertificateCase.Expired => pki.Genuine(name, -100, -1),
        CertificateCase.NotYetValid => pki.Genuine(name, 10, 100),
        CertificateCase.WrongUsage => pki.WrongUsage(name),
        CertificateCase.WithoutKey => pki.Forged(name),
        CertificateCase.Genuine => pki.Certificate(name),
        CertificateCase.WithoutRole => pki.WithRole(name, null),
        CertificateCase.Revoked => pki.Revoked(name),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such certificate"),
    };

    public X509Certificate2 CertificateWithRole(string name, string role) => pki.WithRole(name, role);

    public bool IsSecured(string asset, int port) =>
        twin.Scenario.Asset(asset)?.Services.Any(s => s.Port == port && s.Protocol == ServiceProtocol.ModbusSecurity) == true
        && twin.Scenario.ControlsOn(asset).Any(c => c is ModbusSecurityConfig && twin.Arming.IsArmed(c.Id));

    public Task WaitAsync(TimeSpan simulated) => Task.Delay(simulated, Clock);

    public async Task<DialResult> DialAsync(string from, string to, int port, CancellationToken cancellationToken = default)
    {
        twin.Record.MarkAttacker(from);
        await SettleAsync();
        return await twin.ZoneNetwork.DialAsync(from, to, port, cancellationToken);
    }

    public IDisposable Listen(string asset, int port, Func<AcceptedConnection, Task> handler) => twin.ZoneNetwork.Listen(asset, port, handler);

    public IDisposable Enter(string zone, string guest)
    {
        twin.Record.MarkAttacker(guest);
        return twin.ZoneNetwork.Enter(zone, guest);
    }

    public IDisposable Tap(string conduit, ISpanTap tap) => twin.ZoneNetwork.Tap(conduit, new Watched(this, conduit, tap));

    public async Task<DialResult> DialGatewayAsync(string conduit, string zone, string attacker, CancellationToken cancellationToken = default)
    {
        twin.Record.MarkAttacker(attacker);
        await SettleAsync();
        return await twin.ZoneNetwork.DialGatewayAsync(conduit, zone, attacker, cancellationToken);
    }

    /// <summary>
    /// Lets what was sent or closed before come to rest: whether a place for a connection is free must not hang on which of two messages the kernel moved first.
    /// </summary>
    private Task SettleAsync() => Task.Delay(TimeSpan.FromMilliseconds(1), Clock);

    private sealed class Watched(AttackRange range, string conduit, ISpanTap tap) : ISpanTap
    {
        private readonly HashSet<SpanDirection> _noted = [];

        public ReadOnlyMemory<byte> OnBytes(string connectionId, SpanDirection direction, ReadOnlyMemory<byte> bytes)
        {
            var result = tap.OnBytes(connectionId, direction, bytes);
            if (!result.Span.SequenceEqual(bytes.Span))
            {
                range._alterations++;
                if (!_noted.Add(direction))
                {
                    // How bytes fall into chunks is chance; that they were changed is evidence once per direction.
                    return result;
                }

                range.Recorder.Ledger(new LedgerEntry(
                    range.Recorder.Tick, conduit, $"{conduit}.span", "", LedgerAction.Altered, "on-path", Participant, conduit, 0, direction.ToString()));
            }

            return result;
        }
    }
}
