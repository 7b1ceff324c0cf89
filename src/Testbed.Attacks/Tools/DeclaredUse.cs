using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>The declared use of a conduit, as a probe of its boundary needs it: the flow that shows it best, and whether it is served.</summary>
internal static class DeclaredUse
{
    private static readonly ServiceProtocol[] ByWorth =
    [
        ServiceProtocol.Modbus, ServiceProtocol.Console, ServiceProtocol.ModbusSecurity, ServiceProtocol.Syslog, ServiceProtocol.Directory, ServiceProtocol.Time,
        ServiceProtocol.Files,
    ];

    /// <summary>The flows of a conduit: plain Modbus first, whose content the boundary judges.</summary>
    public static IEnumerable<FlowView> Flows(Scenario scenario, string conduit) => ByWorth.SelectMany(scenario.Flows).Where(f => f.Conduit.Id == conduit);

    /// <summary>True when the flow's client is served over a new connection.</summary>
    public static Task<bool> IsServedAsync(IAttackRange range, FlowView flow) => ServiceTouch.AnswersAsync(range, flow.From.Id, flow.To, flow.Service);

    /// <summary>A connection that stays open; null where the flow's protocol keeps none, or it is not served.</summary>
    public static async Task<RunningUse?> OpenAsync(IAttackRange range, FlowView flow) => flow.Service.Protocol switch
    {
        ServiceProtocol.Modbus => await ModbusLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service) is { } modbus ? new(modbus, null) : null,
        ServiceProtocol.Console => await ConsoleLink.OpenAsync(range, flow.From.Id, flow.To.Id, flow.Service.Port) is { } console ? new(null, console) : null,
        _ => null,
    };

    /// <summary>True when such a connection is still answered.</summary>
    public static async Task<bool> AnswersAsync(RunningUse? running, FlowView flow) => running switch
    {
        { Modbus: { } modbus } => SpanSubject.ForFlow(flow, write: false) is { } subject
            && (await modbus.SendAsync(subject.ReadPdu())).Status is ModbusStatus.Ok or ModbusStatus.Exception,
        { Console: { } console } => await console.SendAsync("HELP") is not null,
        _ => false,
    };

    /// <summary>The controller at either end that left out a scan, or null.</summary>
    public static AssetConfig? Stalled(IAttackRange range, FlowView flow) =>
        new[] { flow.From, flow.To }.FirstOrDefault(a => a.Kind.IsController() && Flood.Stalled(range, a));
}

/// <summary>A connection of a declared flow that stays open.</summary>
internal sealed record RunningUse(ModbusLink? Modbus, ConsoleLink? Console) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Modbus?.Dispose();
        return Console?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
