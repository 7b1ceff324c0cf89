using Testbed.Core;
using Testbed.Devices;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>One started twin on a host of its own, driven by hand on the test's thread.</summary>
internal sealed class Range : IDisposable
{
    private readonly TwinBlueprint _blueprint;
    private readonly TrialActorSystem _actors = new();
    private readonly TrialHost _host;

    public Range(Scenario scenario, TwinKind kind = TwinKind.Armed, TwinOptions? options = null, ulong seed = 1, Action<Twin>? prepare = null)
    {
        _blueprint = new TwinBlueprint(scenario, seed);
        _host = new TrialHost(_actors, 150);
        Twin = new Twin(_blueprint, _host, "test", Arming.Of(scenario, kind), options ?? new TwinOptions { KeepText = true });
        prepare?.Invoke(Twin);
        Twin.Start();
    }

    public Twin Twin { get; }

    public ScenarioPki Pki => _blueprint.Pki;

    public Device Device(string asset) => Twin.Devices[asset];

    public void Tick(int seconds = 1)
    {
        for (var i = 0; i < seconds; i++)
        {
            Twin.Tick();
        }
    }

    /// <summary>Starts work as the attacker and lets time pass until it ends.</summary>
    public T Run<T>(Func<Task<T>> work, int seconds = 60)
    {
        Task<T>? task = null;
        Twin.Act("attacker", () => task = work());
        for (var i = 0; i < seconds && !task!.IsCompleted; i++)
        {
            Twin.Tick();
        }

        Assert.True(task!.IsCompleted, "the work did not end in simulated time");
        return task.GetAwaiter().GetResult();
    }

    public DialResult Dial(string from, string to, int port) => Run(() => Twin.ZoneNetwork.DialAsync(from, to, port));

    public ModbusClient Client(string from, string to)
    {
        var dial = Dial(from, to, 502);
        Assert.Equal(DialOutcome.Open, dial.Outcome);
        return new ModbusClient(dial.Stream!, Twin.SimulatedClock, TimeSpan.FromSeconds(3));
    }

    /// <summary>Sends a message to a device's actor past the twin, as a fault would strike.</summary>
    public void Tell(string asset, object message)
    {
        var zone = Twin.Scenario.Asset(asset)!.Zone;
        Twin.Act("fault", () => _actors.System.ActorSelection($"/user/worker-1/trial-1/{zone}/{asset}").Tell(message, Akka.Actor.ActorRefs.NoSender));
    }

    public void Dispose()
    {
        Twin.Dispose();
        _host.Dispose();
        _actors.Dispose();
        _blueprint.Dispose();
    }
}
