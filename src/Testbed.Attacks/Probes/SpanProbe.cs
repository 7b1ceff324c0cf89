using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>
/// Base of probes on the medium of a conduit's span, with a legitimate client's traffic as the subject (Modbus, or a console where a conduit has no
/// Modbus). One cell per conduit (and variant),
/// and another where the conduit carries Modbus/TCP Security.
/// </summary>
public abstract class SpanProbe : Probe
{
    private const string ConsoleVariant = "span:console";

    /// <summary>Sets id and requirement.</summary>
    protected SpanProbe(string id, string requirement)
        : base(id, requirement)
    {
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Cell> Cells(Scenario scenario)
    {
        foreach (var conduit in scenario.Conduits.Where(c => AppliesTo(scenario, c)))
        {
            var subjects = SpanSubject.Each(scenario, conduit).ToList();
            foreach (var subject in subjects.Where(s => !NeedsWrite || s.Write is not null))
            {
                foreach (var variant in Variants(scenario, conduit))
                {
                    yield return At(conduit.Id, subject.View.To.Id, variant + subject.Suffix);
                }
            }

            if (subjects.Count == 0 && OnConsoles && SpanEntry.ConsoleOf(scenario, conduit) is { } view)
            {
                yield return At(conduit.Id, view.To.Id, ConsoleVariant);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range)
    {
        var conduit = range.Scenario.Conduit(cell.Place)!;
        if (cell.Interface == ConsoleVariant)
        {
            return ProbeConsoleAsync(SpanEntry.ConsoleOf(range.Scenario, conduit)!, range);
        }

        var subjects = SpanSubject.Each(range.Scenario, conduit).ToList();
        var subject = subjects.Find(s => s.Suffix.Length > 0 && cell.Interface.EndsWith(s.Suffix, StringComparison.Ordinal)) ?? subjects[0];
        return ProbeAsync(subject, cell.Interface[..^subject.Suffix.Length], range);
    }

    /// <summary>True when only a conduit with a declared write will do.</summary>
    protected virtual bool NeedsWrite => false;

    /// <summary>True when a conduit that carries a console and no Modbus has a cell too.</summary>
    protected virtual bool OnConsoles => false;

    /// <summary>True for conduits that the row is about.</summary>
    protected virtual bool AppliesTo(Scenario scenario, ConduitConfig conduit) => true;

    /// <summary>The interfaces of the cells; <c>span</c> unless there are variants.</summary>
    protected virtual IEnumerable<string> Variants(Scenario scenario, ConduitConfig conduit) => ["span"];

    /// <summary>Applies the stimulus.</summary>
    private protected abstract Task<AttackOutcome> ProbeAsync(SpanSubject subject, string variant, IAttackRange range);

    /// <summary>Applies the stimulus to a console flow.</summary>
    private protected virtual Task<AttackOutcome> ProbeConsoleAsync(FlowView view, IAttackRange range) =>
        Task.FromResult(AttackOutcome.Inapplicable("Consoles are not this probe's subject."));

    /// <summary>Changes a console command on its way, or adds one. Breach: the device obeys it.</summary>
    private protected static async Task<AttackOutcome> ForgeConsoleAsync(FlowView view, IAttackRange range, bool add)
    {
        range.Act("T0830", $"console command {(add ? "added" : "changed")} on {view.Conduit.Id}");
        return await SpanTampering.ConsoleIsForgedAsync(view, range, add)
            ? AttackOutcome.Succeeded($"{view.To.Id} obeyed a console command forged on {view.Conduit.Id}.")
            : AttackOutcome.Resisted($"{view.To.Id} obeyed no console command forged on {view.Conduit.Id}.");
    }

    /// <summary>Lets the legitimate client read; null unless answered.</summary>
    private protected static async Task<ushort[]?> ClientReadsAsync(SpanSubject subject, IAttackRange range)
    {
        using var link = await ModbusLink.OpenAsync(range, subject.View.From.Id, subject.View.To.Id, subject.View.Service);
        return link is null ? null : await link.ReadAsync(subject.ReadTable, subject.ReadAddress, subject.ReadCount);
    }
}
