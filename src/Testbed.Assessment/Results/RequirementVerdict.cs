using Testbed.Core;

namespace Testbed.Assessment;

/// <summary>The verdict on one catalogue row in one zone or conduit.</summary>
public sealed record RequirementVerdict
{
    /// <summary>The catalogue row.</summary>
    public required Requirement Requirement { get; init; }

    /// <summary>The zone or conduit.</summary>
    public required string Place { get; init; }

    /// <summary>How the row can be decided.</summary>
    public required TestMode Mode { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The cells behind it, in cell order.</summary>
    public IReadOnlyList<CellVerdict> Cells { get; init; } = [];

    /// <summary>The ids of the declarations it rests on (also the declared remainder of a partly testable row).</summary>
    public IReadOnlyList<string> Declarations { get; init; } = [];

    /// <summary>True when the verdict would not stand without a declaration. Such a row is not assessed in the tested-only vector.</summary>
    public bool RestsOnDeclaration => Declarations.Count > 0;

    /// <summary>True when a test exists for the row but a declaration stands instead; <see cref="Reason"/> carries the declaration's reason.</summary>
    public bool OpenItem { get; init; }

    /// <summary>True when some exercised control is a generic model without product or known limits.</summary>
    public bool GenericModel => Cells.Any(c => c.Status == CellStatus.MetTested && c.GenericModel);

    /// <summary>The verdict that counts when no declaration is believed.</summary>
    public Verdict TestedOnly => Verdict.Supports() && RestsOnDeclaration ? Verdict.NotAssessed : Verdict;
}
