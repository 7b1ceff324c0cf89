using Akka.Actor;

namespace Testbed.Devices;

/// <summary>
/// Sequences one device. A throw in it closes its sockets, drives its outputs to their fail state and goes on to the supervisor, who decides when a new
/// actor starts the same device again.
/// </summary>
public sealed class DeviceActor : ReceiveActor
{
    private Device _device;

    /// <summary>Use <see cref="PropsFor"/>.</summary>
    public DeviceActor(Device device)
    {
        _device = device;
        Receive<DeviceProtocol.Start>(_ => Carry(_device.Start));
        Receive<DeviceProtocol.ScanTick>(m => Carry(() => _device.Scan(m.TickMs)));
        Receive<DeviceProtocol.PollTick>(m => Carry(() => _device.Poll(m.TickMs)));
        Receive<DeviceProtocol.OperatorTick>(m => Carry(() => _device.Operate(m.TickMs)));
        Receive<DeviceProtocol.Fail>(_ => Carry(() => _device.Stop(crashed: true)));
        Receive<DeviceProtocol.Replace>(m => Carry(() => Replace(m.Spare)));
        Receive<DeviceProtocol.Stop>(_ => Carry(() => _device.Stop(crashed: false)));
    }

    /// <summary>Props of the actor of a device.</summary>
    public static Props PropsFor(Device device) => Props.Create(() => new DeviceActor(device));

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        _device.Stop(crashed: true);
        base.PreRestart(reason, message);
    }

    /// <summary>Killed while it ran, it lost its power: the outputs go to their fail state. After <see cref="DeviceProtocol.Stop"/> nothing is left to do.</summary>
    protected override void PostStop() => _device.Stop(crashed: true);

    private void Replace(Device spare)
    {
        _device.Retire();
        _device = spare;
        spare.Start();
    }

    private void Carry(Action step)
    {
        try
        {
            step();
        }
        catch
        {
            // Before the supervisor hears of it: no output may be left under way meanwhile.
            _device.Stop(crashed: true);
            throw;
        }

        if (!Sender.IsNobody())
        {
            Sender.Tell(new DeviceProtocol.Done(_device.Id));
        }
    }
}
