namespace Testbed.Assessment;

/// <summary>What is known about one requirement in one zone or conduit.</summary>
public enum Verdict
{
    /// <summary>Every cell was exercised and held (for a partly testable row, with its remainder declared).</summary>
    MetTested,

    /// <summary>A document in force says so; no test decided it.</summary>
    MetDeclared,

    /// <summary>Not met by its own means; an equivalent, accepted and re-tested measure stands in.</summary>
    Compensated,

    /// <summary>Does not apply, for a reason that the model does not contradict.</summary>
    NotApplicable,

    /// <summary>A test showed the breach.</summary>
    Failed,

    /// <summary>Nothing decided it.</summary>
    NotAssessed,
}

/// <summary>Order and words of verdicts.</summary>
public static class Verdicts
{
    /// <summary>True for the four verdicts that let a level stand.</summary>
    public static bool Supports(this Verdict verdict) => verdict is not (Verdict.Failed or Verdict.NotAssessed);

    /// <summary>
    /// How strong a verdict is when two runs are compared: Failed, NotAssessed, NotApplicable, Compensated, MetDeclared, MetTested.
    /// A row that slides from tested to declared has become weaker although both support a level.
    /// </summary>
    public static int Strength(this Verdict verdict) => verdict switch
    {
        Verdict.Failed => 0,
        Verdict.NotAssessed => 1,
        Verdict.NotApplicable => 2,
        Verdict.Compensated => 3,
        Verdict.MetDeclared => 4,
        _ => 5,
    };

    /// <summary>The verdict as a reader sees it.</summary>
    public static string Words(this Verdict verdict) => verdict switch
    {
        Verdict.MetTested => "met (tested)",
        Verdict.MetDeclared => "met (declared)",
        Verdict.Compensated => "compensated",
        Verdict.NotApplicable => "not applicable",
        Verdict.Failed => "failed",
        _ => "not assessed",
    };
}
