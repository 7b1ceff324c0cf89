using System.Xml.Linq;
using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>Signs and colours of verdicts and gaps. A sign always goes with the colour, so that a grey print can be read.</summary>
internal static class Marks
{
    /// <summary>One sign per verdict: T tested, D declared, C compensated, n/a, F failed, - not assessed.</summary>
    public static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.MetTested => "T",
        Verdict.MetDeclared => "D",
        Verdict.Compensated => "C",
        Verdict.NotApplicable => "n/a",
        Verdict.Failed => "F",
        _ => "-",
    };

    /// <summary>The style class of a verdict.</summary>
    public static string Css(Verdict verdict) => verdict switch
    {
        Verdict.MetTested => "v-tested",
        Verdict.MetDeclared => "v-declared",
        Verdict.Compensated => "v-compensated",
        Verdict.NotApplicable => "v-na",
        Verdict.Failed => "v-failed",
        _ => "v-open",
    };

    /// <summary>A badge with the verdict in words.</summary>
    public static XElement Badge(Verdict verdict) => Tag.Span($"badge {Css(verdict)}", verdict.Words());

    /// <summary>How a claim stands to its target.</summary>
    public static Gap GapOf(FrResult level) =>
        !level.Target.IsAssessed ? Gap.NoTarget
        : level.MeetsTarget ? Gap.Reached
        : level.Claim.IsAssessed ? Gap.Short
        : Gap.Unknown;

    /// <summary>A badge with the outcome of a trial.</summary>
    public static XElement Badge(TrialOutcome outcome) => Tag.Span("badge " + Css(outcome), Words(outcome));

    /// <summary>The outcome in one word.</summary>
    public static string Words(TrialOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>The style class of an outcome.</summary>
    public static string Css(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Succeeded => "v-failed",
        TrialOutcome.Resisted => "v-tested",
        TrialOutcome.Inapplicable => "v-na",
        _ => "v-open",
    };

    /// <summary>The worst gap of a place.</summary>
    public static Gap GapOf(PlaceResult place) => place.Frs.Max(GapOf);

    /// <summary>The style class of a gap.</summary>
    public static string Css(Gap gap) => $"g-{gap.ToString().ToLowerInvariant()}";

    /// <summary>The gap in words.</summary>
    public static string Words(Gap gap) => gap switch
    {
        Gap.Reached => "target reached",
        Gap.Unknown => "not assessed",
        Gap.Short => "below target",
        _ => "no target",
    };
}

/// <summary>How a claim stands to its target, from best to worst.</summary>
internal enum Gap
{
    /// <summary>No target is set.</summary>
    NoTarget,

    /// <summary>The claim reaches it.</summary>
    Reached,

    /// <summary>Too little is known to say.</summary>
    Unknown,

    /// <summary>The claim is below it.</summary>
    Short,
}
