namespace Testbed.Scenarios;

/// <content>Codes of controls on boundaries: TB0340 to TB0349.</content>
public static partial class DiagnosticCodes
{
    /// <summary>A connection limit whose whole is smaller than its part.</summary>
    public const string SourceBelowFlow = "TB0340";
}
