namespace Testbed.Core;

/// <summary>How a requirement can be decided.</summary>
public enum TestMode
{
    /// <summary>A stimulus over the network or an interface and an observation decide.</summary>
    Dynamic,

    /// <summary>A dynamic test exists, but something must be declared too.</summary>
    Partial,

    /// <summary>A machine check of model and configuration.</summary>
    Configuration,

    /// <summary>Evidence only.</summary>
    Declared,
}

/// <summary>A standard reason for which a row may be not applicable; the model contradicts it when the place has the feature.</summary>
/// <param name="Code">Stable code, for example <c>no-wireless</c>.</param>
/// <param name="Text">The reason in words.</param>
/// <param name="ContradictedBy">The <see cref="PlaceFeatures"/> word whose presence contradicts the reason.</param>
public sealed record NotApplicableReason(string Code, string Text, string ContradictedBy);

/// <summary>
/// Where a row applies: kinds of place, kinds of interface, and the features of which the place must have at least one (none listed: always).
/// </summary>
/// <param name="Places">Zone, conduit or both.</param>
/// <param name="Interfaces"><c>human</c>, <c>machine</c> or both; empty where the row is not about an interface.</param>
/// <param name="When">Words of <see cref="PlaceFeatures"/>; the row applies when the place has any of them.</param>
public sealed record Applicability(IReadOnlyList<PlaceKind> Places, IReadOnlyList<string> Interfaces, IReadOnlyList<string> When)
{
    /// <summary>True when the row applies to a place with these features.</summary>
    public bool AppliesTo(PlaceKind kind, IReadOnlySet<string> features) =>
        Places.Contains(kind) && (When.Count == 0 || When.Any(features.Contains));
}

/// <summary>
/// One row of the activity table: how a requirement is evaluated here (objective, prerequisites, activity, evidence), in the manner of
/// IEC TS 62443-6-2 but for IEC 62443-3-3, for which no evaluation method is published. Proposals of this project.
/// </summary>
public sealed record Activity(
    RequirementId Id, TestMode Mode, string Objective, IReadOnlyList<string> Prerequisites, string Stimulus, string PassObservation,
    string? DeclaredRemainder, Applicability AppliesTo, IReadOnlyList<NotApplicableReason> NotApplicable);
