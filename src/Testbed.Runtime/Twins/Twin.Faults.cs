using Akka.Actor;
using Testbed.Core;
using Testbed.Devices;
using Testbed.Scenarios;

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
        _inOrder = [.. _devices.Values];
        Record.Fact(asset, "device", "replaced by a spare");
        Tell(asset, new DeviceProtocol.Replace(spare));
    });

    /// <inheritdoc/>
    public void TurnKey(string asset, string position) => Soon(() =>
    {
        if (Enum.TryParse<KeyPosition>(position, ignoreCase: true, out var turned) && _devices[asset].TurnKey(turned))
        {
            Record.Fact(asset, "key", position);
        }
    });

    /// <inheritdoc/>
    public void SwapProgram(string asset, ProgramBundle program) => Soon(() =>
        Record.Fact(asset, "device", _devices[asset].SwapProgram(program) ? $"its stored program is {program.DigestText[..8]} now" : "does not hold the other program"));

    /// <inheritdoc/>
    public IDisposable BreakBoundary(string conduit, BoundaryFailure failure)
    {
        Soon(() =>
        {
            Record.Fact(conduit, "boundary", $"failed: {failure}");
            ZoneNetwork.BreakBoundary(conduit, failure);
        });
        return new Undo(() => Soon(() =>
        {
            Record.Fact(conduit, "boundary", "works again");
            ZoneNetwork.RepairBoundary(conduit);
        }));
    }

    /// <inheritdoc/>
    public IDisposable BreakPlant(string element, PlantFailure failure)
    {
        _plant.Break(element, failure);
        Record.Fact(element, "plant", $"failed: {failure}");
        return new Undo(() =>
        {
            Record.Fact(element, "plant", "works again");
            _plant.Repair(element);
        });
    }

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
