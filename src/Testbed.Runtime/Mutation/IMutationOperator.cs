using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>One way to weaken controls. Stateless; equal scenarios give equal mutants in equal order.</summary>
public interface IMutationOperator
{
    /// <summary>Stable id, for example <c>rule-too-wide</c>; the first part of its mutants' ids.</summary>
    string Id { get; }

    /// <summary>The mistake in plain words.</summary>
    string Title { get; }

    /// <summary>Every mutant of this operator: the scenario with exactly one control removed or weakened.</summary>
    IEnumerable<Mutant> Apply(Scenario scenario);
}

/// <summary>A scenario whose controls are as declared but for one.</summary>
/// <param name="Id"><c>operator/control</c> or <c>operator/control/variant</c>; unique.</param>
/// <param name="Operator">The operator's id.</param>
/// <param name="Control">The control as declared.</param>
/// <param name="Place">The zone or conduit the control belongs to.</param>
/// <param name="Mutated">The scenario that is built. It differs from the declared one in this control only.</param>
/// <param name="ExpectedBlame">The rows whose truth the weakening takes away: a subset of what the control claims, in id order, never empty.</param>
/// <param name="Description">What was changed, in a sentence.</param>
public sealed record Mutant(
    string Id, string Operator, ControlConfig Control, string Place, Scenario Mutated, IReadOnlyList<RequirementId> ExpectedBlame, string Description)
{
    /// <summary>True when the control keeps rules of its own that may still cover what was taken away (one of several monitor rules, say).</summary>
    public bool KeepsRules { get; init; }

    /// <summary>Narrows the cells in question to those whose interface ends with this text (one step of a detection scope, say); null for all.</summary>
    public string? Detail { get; init; }
}
