namespace Testbed.Core;

/// <summary>A row of the catalogue: a system requirement or enhancement of IEC 62443-3-3 with the lowest level that asks for it.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="Title">The short title.</param>
/// <param name="MinLevel">1..4.</param>
public sealed record Requirement(RequirementId Id, string Title, int MinLevel)
{
    /// <summary>The foundational requirement.</summary>
    public FoundationalRequirement Fr => Id.FoundationalRequirement;
}
