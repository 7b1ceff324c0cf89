using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A declared flow over a conduit that a host on its span can try to use: Modbus where there is any, else a console.</summary>
internal sealed record SpanEntry(FlowView View, SpanSubject? Modbus)
{
    /// <summary>The entry of a conduit; null when it carries neither.</summary>
    public static SpanEntry? Of(Scenario scenario, ConduitConfig conduit) =>
        SpanSubject.Of(scenario, conduit) is { } subject ? new(subject.View, subject)
        : ConsoleOf(scenario, conduit) is { } view ? new(view, null) : null;

    /// <summary>The first console flow of a conduit.</summary>
    public static FlowView? ConsoleOf(Scenario scenario, ConduitConfig conduit) =>
        scenario.Flows(ServiceProtocol.Console).FirstOrDefault(f => f.Conduit.Id == conduit.Id);
}
