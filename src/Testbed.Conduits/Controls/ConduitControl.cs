using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits;

/// <summary>What conduit controls may use; <paramref name="Watch"/> takes work that nobody awaits. Trial thread only.</summary>
public sealed record ConduitContext(
    Scenario Scenario, ConduitConfig Conduit, TimeProvider Clock, ITrialRecorder Recorder, ScenarioPki Pki, IZoneNetwork Network, Action<Task> Watch);

/// <summary>
/// The armed form of one control on a conduit; a disarmed control is simply not in the pipeline, and the gateway carries on without it. One sealed class per
/// kind. State lives for one trial.
/// </summary>
public abstract class ConduitControl
{
    private protected ConduitControl(ControlConfig config, ConduitContext context) => (Config, Context) = (config, context);

    /// <summary>Its configuration.</summary>
    public ControlConfig Config { get; }

    private protected ConduitContext Context { get; }

    /// <summary>The rule that refuses a connection, or null.</summary>
    public virtual string? RefuseConnect(FlowContext flow) => null;

    /// <summary>A connection is carried by the end named in the flow; called at each end it passes.</summary>
    public virtual void OnConnected(FlowContext flow)
    {
    }

    /// <summary>A connection that the end carried is over.</summary>
    public virtual void OnClosed(FlowContext flow)
    {
    }

    /// <summary>A Modbus request arrives; told to every control before any judges it.</summary>
    public virtual void OnArrival(FlowContext flow, in ModbusAdu adu, in ModbusRequest request)
    {
    }

    /// <summary>Judges a Modbus request; <paramref name="invalid"/> is the exception a strict server would answer, or null.</summary>
    public virtual PduVerdict OnRequest(FlowContext flow, in ModbusAdu adu, in ModbusRequest request, ModbusExceptionCode? invalid) => PduVerdict.Pass;

    /// <summary>A Modbus response to a known request passes.</summary>
    public virtual void OnResponse(FlowContext flow, byte unit, in ModbusRequestKey request, ReadOnlySpan<byte> pdu)
    {
    }

    /// <summary>True when bytes that are no valid frame, and replies without a request, are stopped.</summary>
    public virtual bool IsStrict => false;

    /// <summary>How long a connection may stand on which its client has said nothing; null where this control does not care.</summary>
    public virtual TimeSpan? HalfOpen => null;

    /// <summary>Something happened at the gateway.</summary>
    public virtual void OnEvent(GatewayEvent e)
    {
    }

    /// <summary>The armed form of a configured control.</summary>
    public static ConduitControl Create(ControlConfig config, ConduitContext context) => config switch
    {
        AllowListConfig c => new AllowList(c, context),
        ModbusInspectionConfig c => new ModbusInspection(c, context),
        MutualTlsConfig c => new MutualTls(c, context),
        ConnectionLimitConfig c => new ConnectionLimit(c, context),
        DataDiodeConfig c => new DataDiode(c, context),
        JumpHostConfig c => new JumpHost(c, context),
        LinkEncryptionConfig c => new LinkEncryption(c, context),
        IslandModeConfig c => new IslandMode(c, context),
        FailCloseConfig c => new FailClose(c, context),
        MonitorConfig c => new Monitor(c, context),
        RateLimitConfig c => new RateLimit(c, context),
        WirelessConfig c => new Wireless(c, context),
        _ => throw new ArgumentException($"{config.Kind} does not stand on a conduit.", nameof(config)),
    };
}
