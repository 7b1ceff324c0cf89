using Testbed.Core;
using Testbed.GasNetwork;
using Testbed.Modbus;

namespace Testbed.Runtime.Tests;

public sealed class TwinTests
{
    [Fact]
    public void Starts_And_Polls_Flow()
    {
        using var range = new Range(StationLab.AsFound);
        Assert.All(range.Twin.Devices.Values, d => Assert.True(d.IsRunning));
        range.Tick(65);
        var view = new TwinView(range.Twin);
        foreach (var poll in range.Twin.Scenario.Traffic.Polls)
        {
            var (good, failed) = view.Polls(poll.Id);
            Assert.Equal(0, failed);
            Assert.InRange(good, (int)(64 / poll.Period.TotalSeconds), (int)(65 / poll.Period.TotalSeconds) + 1);
        }

        Assert.Empty(range.Twin.Failures);
        Assert.Equal(65, range.Twin.SimulatedClock.Elapsed.TotalSeconds);
    }

    [Fact]
    public void Every_Control_Armed_Leaves_Ordinary_Traffic_Alone()
    {
        using var range = new Range(StationLab.Hardened);
        range.Tick(130);
        var view = new TwinView(range.Twin);
        Assert.All(range.Twin.Scenario.Traffic.Polls, p => Assert.Equal(0, view.Polls(p.Id).Failed));
        Assert.DoesNotContain(range.Twin.Record.Reactions, r => r.Action is LedgerAction.Blocked or LedgerAction.Alerted);
    }

    [Fact]
    public void What_A_Master_Reads_Is_What_The_Plant_Does()
    {
        using var range = new Range(StationLab.AsFound);
        range.Tick(12);
        range.Twin.Gas.TryNode("F0", out var node);
        var bar = range.Twin.Gas.PressurePaGauge(node) / 1e5;
        var view = new TwinView(range.Twin);
        Assert.Equal(bar, view.Point("PLC-CGS", "feeder-pressure")!.Value, 0.05);
        Assert.Equal(bar, view.Point("SCADA-1", "PLC-CGS.feeder-pressure")!.Value, 0.05);
    }

    [Fact]
    public void A_Set_Point_Written_Over_The_Network_Moves_The_Gas()
    {
        using var range = new Range(StationLab.AsFound, TwinKind.Open);
        range.Tick(5);
        range.Twin.Gas.TryNode("F0", out var node);
        var before = range.Twin.Gas.PressurePaGauge(node);
        using var client = range.Client("SCADA-1", "PLC-CGS");
        Assert.Equal(ModbusStatus.Ok, range.Run(() => client.WriteSingleRegisterAsync(1, 100, 900)).Status);
        range.Tick(240);
        Assert.True(range.Twin.Gas.PressurePaGauge(node) - before > 0.2e5, "the feeder follows its set point");
        Assert.Equal(9.0, range.Device("PLC-CGS").Point("set-point-a")!.Value, 3);
    }

    [Fact]
    public void Mass_Is_Kept_In_Every_Step()
    {
        using var blueprint = new TwinBlueprint(StationLab.AsFound, 1);
        var gas = blueprint.NewGasTwin();
        var worst = 0.0;
        var vented = 0.0;
        for (var i = 0; i < 900; i++)
        {
            if (i == 100)
            {
                // Run B has no monitor regulator: fully open it lifts the feeder to the relief valve.
                gas.SetValveDemand(gas.Element("FCV-101B"), 1);
            }

            var step = gas.Step(1);
            Assert.True(step.Converged);
            worst = Math.Max(worst, step.Mass.RelativeError);
            vented += step.Mass.VentedKg;
        }

        Assert.InRange(worst, 0, 1e-9);
        Assert.True(vented > 0, "the balance was tested while venting");
    }

    [Fact]
    public void A_Process_Without_Steady_State_Is_Refused()
    {
        var process = StationLab.AsFound.Process;
        var absurd = StationLab.AsFound with { Process = process with { Pipes = [.. process.Pipes.Select(p => p with { To = p.From })] } };
        Assert.Throws<TwinInvariantException>(() => new TwinBlueprint(absurd, 1));
    }

    [Fact]
    public void A_Throw_In_A_Continuation_Stops_The_Trial_Loudly()
    {
        using var range = new Range(StationLab.AsFound);
        var error = Assert.Throws<TwinInvariantException>(() => range.Twin.Act("x", () => SynchronizationContext.Current!.Post(_ => throw new InvalidOperationException("broken"), null)));
        Assert.Contains("broken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_Without_Leaving_A_Listener_Behind()
    {
        System.Net.IPEndPoint at;
        using (var range = new Range(StationLab.AsFound))
        {
            at = range.Twin.ZoneNetwork.EndPointOf("PLC-CGS", 502);
            range.Tick(12);
        }

        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        socket.Bind(at);
    }

    [Fact]
    public void One_Host_Carries_Twins_One_After_The_Other()
    {
        using var blueprint = new TwinBlueprint(StationLab.AsFound, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 150);
        var texts = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var twin = new Twin(blueprint, host, "test", Arming.Of(StationLab.AsFound, TwinKind.Armed), new TwinOptions { KeepText = true });
            twin.Start();
            for (var second = 0; second < 15; second++)
            {
                twin.Tick();
            }

            twin.Record.Finish("", "");
            texts.Add(twin.Record.Text);
        }

        Assert.Single(texts.Distinct());
    }
}
