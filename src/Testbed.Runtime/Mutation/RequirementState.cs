using Testbed.Core;

namespace Testbed.Runtime;

/// <summary>What an assessment says of a row in a place, as far as mutation needs it.</summary>
public enum RequirementTruth
{
    /// <summary>Met, by test.</summary>
    Tested,

    /// <summary>Met, by a document or a compensation.</summary>
    Declared,

    /// <summary>Does not apply.</summary>
    NotApplicable,

    /// <summary>A breach was shown.</summary>
    Failed,

    /// <summary>Undecided.</summary>
    NotAssessed,
}

/// <summary>What an assessment says of a cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Probe">The probe that decided it.</param>
/// <param name="Held">True when it was exercised and held.</param>
/// <param name="Reason">Why.</param>
/// <param name="Exercised">The claiming controls that acted.</param>
public sealed record CellState(Cell Cell, string Probe, bool Held, string Reason, IReadOnlyList<string> Exercised);

/// <summary>What an assessment says of a row in a place.</summary>
/// <param name="Place">The zone or conduit.</param>
/// <param name="Requirement">The row.</param>
/// <param name="Truth">Its truth.</param>
/// <param name="Cells">The cells behind it.</param>
public sealed record RequirementState(string Place, RequirementId Requirement, RequirementTruth Truth, IReadOnlyList<CellState> Cells)
{
    /// <summary>True when it lets a level stand on its own means.</summary>
    public bool IsMet => Truth is RequirementTruth.Tested or RequirementTruth.Declared;
}

/// <summary>Turns a run's evidence into the state of every row in every place. Pure and thread safe; the rules are those of the project's assessment.</summary>
public delegate IReadOnlyList<RequirementState> AssessRequirements(AssessmentInput input);
