using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>Whether a declaration holds on the day of the assessment.</summary>
public enum DeclarationStatus
{
    /// <summary>Issued and not expired.</summary>
    InForce,

    /// <summary>Its last day is past.</summary>
    Expired,

    /// <summary>It is dated after the day of the assessment.</summary>
    NotYetIssued,
}

/// <summary>What became of one declaration.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="CarriedRows">The verdicts that rest on it, as <c>place requirement</c>, in order.</param>
/// <param name="Refusals">Why it did not count where it was meant to, in order.</param>
public sealed record DeclarationUse(
    Declaration Declaration, DeclarationStatus Status, IReadOnlyList<string> CarriedRows, IReadOnlyList<string> Refusals);

/// <summary>The model or the evidence contradicts what was stated about a row.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Requirement">The row.</param>
/// <param name="Declaration">The declaration that states it, or null when the table of activities did.</param>
/// <param name="Reason">What contradicts what.</param>
public sealed record Contradiction(string Place, RequirementId Requirement, string? Declaration, string Reason);

/// <summary>A claim above what the products state, which products alone cannot carry.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Fr">The FR.</param>
/// <param name="Claim">The predicted SL-A.</param>
/// <param name="Capability">The lowest SL-C.</param>
/// <param name="CarriedBy">The accepted declaration that names the controls above the products, or null: then the claim is flagged.</param>
/// <param name="Reason">In a sentence.</param>
public sealed record CapabilityFlag(
    string Place, FoundationalRequirement Fr, SecurityLevel Claim, SecurityLevel Capability, string? CarriedBy, string Reason)
{
    /// <summary>True when nothing accepted carries the difference.</summary>
    public bool Open => CarriedBy is null;
}
