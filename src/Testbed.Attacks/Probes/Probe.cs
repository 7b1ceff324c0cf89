using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Base of probes: id and requirement. Stateless; one instance serves any number of trials.</summary>
public abstract class Probe : IProbe
{
    /// <summary>Sets the id and the requirement.</summary>
    protected Probe(string id, string requirement) => (Id, Requirement) = (id, RequirementId.Parse(requirement));

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public RequirementId Requirement { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<Cell> Cells(Scenario scenario);

    /// <inheritdoc/>
    public string StimulusKey(Cell cell) => StandsAtBothPlaces ? $"{Id}|{cell.Asset}|{cell.Interface}|{cell.Account}" : $"{Id}|{cell}";

    /// <summary>True when the interface names the conduit, so that the cells of conduit and zone are one stimulus.</summary>
    protected virtual bool StandsAtBothPlaces => false;

    /// <inheritdoc/>
    public abstract Task<AttackOutcome> RunAsync(Cell cell, IAttackRange range);

    /// <summary>A cell of this probe's requirement.</summary>
    protected Cell At(string place, string asset, string @interface, string account = "-") => new(Requirement, place, asset, @interface, account);
}
