using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Base of probes on the medium of a conduit's span, with a legitimate Modbus client's traffic as the subject. One cell per conduit (and variant).</summary>
public abstract class SpanProbe : Probe
{
    /// <summary>Sets id and requirement.</summary>
    protected SpanProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario) =>
        from conduit in scenario.Conduits
        where AppliesTo(scenario, conduit)
        let subject = SpanSubject.Of(scenario, conduit)
        where subject is not null && (!NeedsWrite || subject.Write is not null)
        from variant in Variants(scenario, conduit)
        select At(conduit.Id, subject.View.To.Id, variant);

    /// <inheritdoc/>
    public sealed override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var conduit = range.Scenario.Conduit(cell.Place)!;
        return ProbeAsync(SpanSubject.Of(range.Scenario, conduit)!, cell.Interface, range);
    }

    /// <summary>True when only a conduit with a declared write will do.</summary>
    protected virtual bool NeedsWrite => false;

    /// <summary>True for conduits that the row is about.</summary>
    protected virtual bool AppliesTo(Scenario scenario, ConduitConfig conduit) => true;

    /// <summary>The interfaces of the cells; <c>span</c> unless there are variants.</summary>
    protected virtual IEnumerable<string> Variants(Scenario scenario, ConduitConfig conduit) => ["span"];

    /// <summary>Applies the stimulus.</summary>
    private protected abstract Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range);

    /// <summary>Lets the legitimate client write; true when the peer acknowledged. The connection is closed afterwards.</summary>
    private protected static async Task<bool> ClientWritesAsync(SpanSubject subject, ushort raw, IAttackRange range)
    {
        using var link = await ModbusLink.OpenAsync(range, subject.View.From.Id, subject.View.To.Id, subject.View.Service);
        return link is not null && await link.WriteAsync(subject.Write!, raw);
    }

    /// <summary>Lets the legitimate client read; null unless answered.</summary>
    private protected static async Task<ushort[]?> ClientReadsAsync(SpanSubject subject, IAttackRange range)
    {
        using var link = await ModbusLink.OpenAsync(range, subject.View.From.Id, subject.View.To.Id, subject.View.Service);
        return link is null ? null : await link.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount);
    }
}
