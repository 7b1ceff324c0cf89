using System.Globalization;
using System.Net;
using Testbed.Conduits;
using Testbed.Core;
using Testbed.Modbus;
using Testbed.Runtime;
using Testbed.Scenarios;
using Testbed.TestSupport;

namespace Testbed.Benchmarks.Modbus;

/// <summary>
/// <c>serve gateway PORT</c>: one gateway end as a proxy in front of a server somebody else runs: frames parsed, judged by allow-list and inspection, replies
/// matched, every PDU on the ledger. The same classes as in a conduit, without the span and the second end.
/// </summary>
internal sealed class GatewayServer : ITrialRecorder
{
    private long _lines;

    long ITrialRecorder.Tick => 0;

    public static int Run(string[] args)
    {
        Scenario scenario = ScenarioLoader.Load(Repository.PathOf("scenarios/station-lab-hardened")).Scenario!;
        ConduitConfig conduit = scenario.Conduits.Single(c => c.Id == "C4");
        var executor = new TrialExecutor();
        using TrialExecutor.Entered entered = executor.Enter();
        using var transport = new LoopbackTransport(executor, TimeProvider.System);
        using var pki = new ScenarioPki(scenario.Start);
        var recorder = new GatewayServer();
        var context = new ConduitContext(scenario, conduit, new SimulationClock(scenario.Start), recorder, pki, null!, executor.Watch);
        var access = new ModbusAccessConfig([3], 0, 99, null, null, null, null);
        ConduitControl[] pipeline =
        [
            ConduitControl.Create(scenario.Controls.Single(c => c.On == "C4" && c is AllowListConfig), context),
            new ModbusInspection(
                (ModbusInspectionConfig)scenario.Controls.Single(c => c.On == "C4" && c is ModbusInspectionConfig) with
                {
                    Rules = [new ModbusRuleConfig("bench", "SCADA-1", "PLC-CGS", 502, 1, access)],
                },
                context),
        ];
        var boundary = new BoundaryMechanism(pipeline);
        var ledger = new GatewayLedger(recorder, boundary);
        var declared = new DeclaredPolicy(conduit, scenario, () => 0);
        var flow = new FlowContext(conduit, "C4.gw-b", "SCADA-1", "PLC-CGS", 502, ServiceProtocol.Modbus, 1);
        var target = new IPEndPoint(IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture));
        using CountedListener listener = transport.Listen(new IPEndPoint(IPAddress.Loopback, 0), "bench", (client, _) =>
        {
            CountedStream server = transport.Connect(IPAddress.Loopback, target, "server")!;
            executor.Watch(new FlowBridge(client, server, new ModbusFlow(flow, boundary, ledger, declared), null, null).RunAsync());
        });
        Console.WriteLine(listener.EndPoint.Port);
        while (recorder._lines >= 0)
        {
            transport.PumpReady(50_000);
        }

        return 0;
    }

    void ITrialRecorder.Ledger(LedgerEntry entry) => _lines++;

    void ITrialRecorder.Fact(string participant, string name, string value)
    {
    }
}
