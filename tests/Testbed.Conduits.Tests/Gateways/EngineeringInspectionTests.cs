using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Conduits.Tests;

/// <summary>The engineering service across a conduit: what inspection lets through, what a monitor hears.</summary>
public sealed class EngineeringInspectionTests
{
    private static readonly ModbusRuleConfig Engineering =
        new("eng", "MASTER", "PLC", 502, 1, new ModbusAccessConfig([100], 0, 0, null, null, null, null));

    [Fact]
    public void Inspection_Refuses_It_Unless_A_Rule_Lists_The_Code()
    {
        using var bench = Bench(TwoZones.Inspection());
        using var client = bench.Client();
        var tool = new EngineeringClient(client, 1, bench.Clock);
        Assert.Equal(ModbusExceptionCode.IllegalFunction, bench.Run(tool.StateAsync).Transport.Exception);
        var line = Assert.Single(bench.Blocked);
        Assert.Equal(("function-not-allowed", "unit 1 FC 100 state"), (line.Rule, line.Pdu));
    }

    [Fact]
    public void Inspection_Passes_It_Where_A_Rule_Lists_The_Code_And_Still_Refuses_Bad_Requests()
    {
        using var bench = Bench(TwoZones.Inspection() with { Rules = [Engineering] });
        using var client = bench.Client();
        var tool = new EngineeringClient(client, 1, bench.Clock);
        Assert.Equal(EngineeringStatus.LogOnRefused, bench.Run(() => tool.LogOnAsync("anna", "Spring-Thaw-42")).Response!.Status);
        Assert.Equal(EngineeringStatus.Done, bench.Run(() => tool.WriteAsync("Main.level", "4.5")).Response!.Status);
        Assert.Empty(bench.Blocked);
        Assert.Contains(bench.Lines, l => l.Rule == "eng" && l.Pdu == "unit 1 FC 100 log-on anna");
        Assert.Contains(bench.Lines, l => l.Pdu == "unit 1 FC 100 write Main.level := 4.5");
        Assert.DoesNotContain(bench.Lines, l => l.Pdu.Contains("Spring", StringComparison.Ordinal));

        bench.Run(() => client.SendPduAsync(1, [.. EngineeringRequests.LogOn("anna", "x"), 0]));
        Assert.Equal("invalid-request", Assert.Single(bench.Blocked).Rule);
    }

    [Fact]
    public void A_Monitor_Hears_A_Refused_Log_On_And_A_Change_That_Nobody_Declared()
    {
        using var bench = Bench(TwoZones.Monitor() with { Rules = ["failed-log-on", "unauthorised-write"] });
        using var client = bench.Client();
        var tool = new EngineeringClient(client, 1, bench.Clock);
        bench.Run(() => tool.StateAsync());
        Assert.Empty(bench.Alerts);
        bench.Run(() => tool.LogOnAsync("anna", "guess"));
        bench.Run(() => tool.StopAsync());
        Assert.Equal(["C1/C1-monitor/failed-log-on", "C1/C1-monitor/unauthorised-write"], bench.Alerts.Select(a => a.Rule));
    }

    private static Bench Bench(params ControlConfig[] controls) => new(
        TwoZones.With(controls), plc: c => new ModbusServer(new Controller()).ServeAsync(c.Stream, new ModbusCallContext(1, c.Peer), CancellationToken.None));

    /// <summary>Refuses every log-on and does everything else.</summary>
    private sealed class Controller : IModbusDevice
    {
        public ModbusExceptionCode Admit(in ModbusCallContext context, ReadOnlySpan<byte> requestPdu) => ModbusExceptionCode.None;

        public ModbusExceptionCode Engineer(in ModbusCallContext context, in EngineeringRequest request, Span<byte> responsePdu, out int length)
        {
            var status = request.Subfunction == EngineeringSubfunction.LogOn ? EngineeringStatus.LogOnRefused
                : request.Subfunction == EngineeringSubfunction.State ? EngineeringStatus.WrongState : EngineeringStatus.Done;
            length = status == EngineeringStatus.Done
                ? new EngineeringReply(responsePdu, request.Subfunction).Length
                : EngineeringReply.Refuse(responsePdu, request.Subfunction, status, "no");
            return ModbusExceptionCode.None;
        }

        public ModbusExceptionCode ReadCoils(in ModbusCallContext context, ushort address, Span<bool> destination) => ModbusExceptionCode.None;

        public ModbusExceptionCode ReadDiscreteInputs(in ModbusCallContext context, ushort address, Span<bool> destination) => ModbusExceptionCode.None;

        public ModbusExceptionCode ReadHoldingRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) => ModbusExceptionCode.None;

        public ModbusExceptionCode ReadInputRegisters(in ModbusCallContext context, ushort address, Span<ushort> destination) => ModbusExceptionCode.None;

        public ModbusExceptionCode WriteCoils(in ModbusCallContext context, ushort address, ReadOnlySpan<bool> values) => ModbusExceptionCode.None;

        public ModbusExceptionCode WriteHoldingRegisters(in ModbusCallContext context, ushort address, ReadOnlySpan<ushort> values) => ModbusExceptionCode.None;
    }
}
