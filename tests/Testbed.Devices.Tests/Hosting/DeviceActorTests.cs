using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Testbed.Devices.Tests;

public sealed class DeviceActorTests : TestKit
{
    [Fact]
    public void Sequences_The_Device_And_Answers()
    {
        var lab = new Lab();
        var device = DeviceFactory.Create(Assets.OverPressure(lab), lab);
        var actor = Sys.ActorOf(DeviceActor.PropsFor(device));
        actor.Tell(new DeviceProtocol.Start(), TestActor);
        ExpectMsg(new DeviceProtocol.Done("OPP"));
        Assert.True(lab.Net.IsListening("OPP", 502));
        actor.Tell(new DeviceProtocol.ScanTick(1000), TestActor);
        actor.Tell(new DeviceProtocol.Stop(), TestActor);
        ExpectMsg(new DeviceProtocol.Done("OPP"));
        ExpectMsg(new DeviceProtocol.Done("OPP"));
        Assert.False(lab.Net.IsListening("OPP", 502));
    }

    [Fact]
    public void A_Throw_Stops_The_Actor_Closes_Sockets_And_Drives_Outputs_To_Their_Fail_State()
    {
        var lab = new Lab();
        var device = DeviceFactory.Create(Assets.OverPressure(lab), lab);
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(device, TestActor)));
        var actor = ExpectMsg<IActorRef>();
        Watch(actor);
        actor.Tell(new DeviceProtocol.Start(), TestActor);
        ExpectMsg<DeviceProtocol.Done>();
        lab.Wires.IsBroken = true;
        actor.Tell(new DeviceProtocol.ScanTick(1000), TestActor);
        ExpectTerminated(actor);
        Assert.False(device.IsRunning);
        Assert.False(lab.Net.IsListening("OPP", 502));
        Assert.Equal(1, lab.Wires.Actuators["G.XV-100"]);

        lab.Wires.IsBroken = false;
        var again = Sys.ActorOf(DeviceActor.PropsFor(device));
        again.Tell(new DeviceProtocol.Start(), TestActor);
        ExpectMsg<DeviceProtocol.Done>();
        Assert.True(device.IsRunning);
        Sys.Stop(supervisor);
    }

    [Fact]
    public void A_Killed_Actor_Drives_Its_Outputs_To_Their_Fail_State_And_A_Stopped_One_Leaves_Them()
    {
        var (killed, stopped) = (new Lab(), new Lab());
        foreach (var (lab, end) in new[] { (killed, (Action<IActorRef>)Sys.Stop), (stopped, a => a.Tell(new DeviceProtocol.Stop(), TestActor)) })
        {
            var device = DeviceFactory.Create(Assets.OverPressure(lab), lab);
            var actor = Sys.ActorOf(DeviceActor.PropsFor(device));
            Watch(actor);
            actor.Tell(new DeviceProtocol.Start(), TestActor);
            ExpectMsg<DeviceProtocol.Done>();
            end(actor);
            if (ReferenceEquals(lab, stopped))
            {
                ExpectMsg<DeviceProtocol.Done>();
                Sys.Stop(actor);
            }

            ExpectTerminated(actor);
            Assert.False(device.IsRunning);
        }

        Assert.Equal(1, killed.Wires.Actuators["G.XV-100"]);
        Assert.False(stopped.Wires.Actuators.TryGetValue("G.XV-100", out var left) && left > 0);
    }

    [Fact]
    public void A_Throw_Between_Steps_Comes_Out_Of_The_Next_Step()
    {
        var lab = new Lab();
        var device = DeviceFactory.Create(Assets.Rtu(lab), lab);
        lab.Pump.Do(device.Start);
        lab.Net.FaultNextRead = true;
        lab.Dial("GUEST", "RTU", 502);
        Assert.Throws<DeviceFaultException>(() => device.Scan(1000));
    }

    private sealed class Supervisor : ReceiveActor
    {
        public Supervisor(Device device, IActorRef observer) => observer.Tell(Context.ActorOf(DeviceActor.PropsFor(device)));

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);
    }
}
