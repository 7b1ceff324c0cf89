namespace Testbed.Scenarios;

/// <summary>TB0350 to TB0359: files, wireless media, portable devices.</summary>
public static partial class DiagnosticCodes
{
    /// <summary>A check of files on an asset without file service.</summary>
    public const string NoFileService = "TB0350";

    /// <summary>Signatures that were released after the scenario's start.</summary>
    public const string SignaturesFromTheFuture = "TB0351";

    /// <summary>Access control of a wireless medium on a span that is none.</summary>
    public const string NotWireless = "TB0352";

    /// <summary>A gateway end without a key to join its own medium.</summary>
    public const string EndCannotJoin = "TB0353";

    /// <summary>Devices of a wireless medium that share a name or a key.</summary>
    public const string SharedIdentity = "TB0354";

    /// <summary>A withdrawn device that is not in the list, or is a gateway end.</summary>
    public const string WithdrawnUnknown = "TB0355";

    /// <summary>A port lock before a service that the asset does not have.</summary>
    public const string NothingToLock = "TB0356";

    /// <summary>A port lock on an asset without admission service.</summary>
    public const string NoAdmission = "TB0357";
}
