namespace Testbed.Scenarios;

/// <content>Codes of controls on boundaries: TB0340 to TB0349.</content>
public static partial class DiagnosticCodes
{
    /// <summary>A connection limit whose whole is smaller than its part.</summary>
    public const string SourceBelowFlow = "TB0340";

    /// <summary>A one-way conduit with a flow that needs answers, or that runs the other way.</summary>
    public const string DiodeAgainstFlow = "TB0341";

    /// <summary>The sending side of a one-way conduit that is no side of it.</summary>
    public const string DiodeSide = "TB0342";

    /// <summary>TLS over a one-way conduit.</summary>
    public const string DiodeWithTls = "TB0343";

    /// <summary>A key of a link that is too short.</summary>
    public const string ShortLinkKey = "TB0344";

    /// <summary>A span that two controls encrypt.</summary>
    public const string TwoLinkProtections = "TB0345";

    /// <summary>A jump host outside the conduit's zones.</summary>
    public const string JumpHostElsewhere = "TB0346";

    /// <summary>A jump host without a console.</summary>
    public const string JumpHostWithoutConsole = "TB0347";

    /// <summary>A declared console flow that leads past the jump host.</summary>
    public const string FlowPastJumpHost = "TB0348";
}
