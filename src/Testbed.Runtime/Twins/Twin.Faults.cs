using Akka.Actor;
using Testbed.Core;
using Testbed.Devices;

namespace Testbed.Runtime;

/// <content>Failures that tests cause. They happen between the phases of a tick, as timers do.</content>
public sealed partial class Twin : IFaults
{
    private readonly HashSet<string> _outages = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IDisposable Outage(string asset)
    {
        Soon(() =>
        {
            _outages.Add(asset);
            Record.Fact(asset, "device", "lost its power");
            Tell(asset, new DeviceProtocol.Fail());
        });
        return new Undo(() => Soon(() =>
        {
            if (_outages.Remove(asset) && !_devices[asset].IsRunning)
            {
                Record.Fact(asset, "device", "has power again");
                Tell(asset, new DeviceProtocol.Start());
            }
        }));
    }

    /// <inheritdoc/>
    public void Replace(string asset) => Soon(() =>
    {
        var spare = SpareUnit.Create(Scenario.Asset(asset)!, this);
        _devices[asset] = spare;
        Record.Fact(asset, "device", "replaced by a spare");
        Tell(asset, new DeviceProtocol.Replace(spare));
    });

    private void Tell(string asset, object message)
    {
        if (!_stopping && _actors.TryGetValue(asset, out var actor))
        {
            actor.Tell(message, ActorRefs.Nobody);
        }
    }

    private void Soon(Action act) => SimulatedClock.CreateTimer(_ => act(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

    private sealed class Undo(Action undo) : IDisposable
    {
        private Action? _undo = undo;

        public void Dispose()
        {
            _undo?.Invoke();
            _undo = null;
        }
    }
}
