using Akka.Actor;

namespace Testbed.Devices;

/// <summary>
/// Sequences one device. A throw in it closes its sockets, drives its outputs to their fail state and goes on to the supervisor, who decides when a new
/// actor starts the same device again.
/// </summary>
public sealed class DeviceActor : UntypedActor
{
    private Device _device;

    /// <summary>Use <see cref="PropsFor"/>.</summary>
    public DeviceActor(Device device) => _device = device;

    /// <summary>Props of the actor of a device.</summary>
    public static Props PropsFor(Device device) => ActorFactory.Props(() => new DeviceActor(device));

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

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        try
        {
            if (!TryStep(message))
            {
                Unhandled(message);
                return;
            }
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

    private bool TryStep(object message)
    {
        switch (message)
        {
            case DeviceProtocol.ScanTick scan:
                _device.Scan(scan.TickMs, scan.IsPart);
                break;
            case DeviceProtocol.PollTick poll:
                _device.Poll(poll.TickMs);
                break;
            case DeviceProtocol.OperatorTick operate:
                _device.Operate(operate.TickMs);
                break;
            case DeviceProtocol.Start:
                _device.Start();
                break;
            case DeviceProtocol.Fail:
                _device.Stop(crashed: true);
                break;
            case DeviceProtocol.Replace replace:
                Replace(replace.Spare);
                break;
            case DeviceProtocol.Stop:
                _device.Stop(crashed: false);
                break;
            default:
                return false;
        }

        return true;
    }
}
