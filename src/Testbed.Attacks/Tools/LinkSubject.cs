using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>What probes of a protected link work on: the declared write over a conduit with <c>link-encryption</c>.</summary>
internal static class LinkSubject
{
    /// <summary>The subjects of a scenario.</summary>
    public static IEnumerable<SpanSubject> All(Scenario scenario) =>
        from conduit in scenario.Conduits
        where scenario.Control<LinkEncryptionConfig>(conduit.Id) is not null
        let subject = SpanSubject.Of(scenario, conduit)
        where subject is { Write: not null } && subject.View.Service.Protocol == ServiceProtocol.Modbus
        select subject;

    /// <summary>That of a cell.</summary>
    public static SpanSubject Of(Scenario scenario, Cell cell) => All(scenario).First(s => s.View.Conduit.Id == cell.Place);
}
