namespace Testbed.Scenarios;

/// <summary>TB0350 to TB0359: files, wireless media, portable devices.</summary>
public static partial class DiagnosticCodes
{
    /// <summary>A check of files on an asset without file service.</summary>
    public const string NoFileService = "TB0350";

    /// <summary>Signatures that were released after the scenario's start.</summary>
    public const string SignaturesFromTheFuture = "TB0351";
}
