namespace Testbed.Scenarios;

/// <summary>TB0601 to TB0620: Modbus/TCP Security; TB0701 to TB0730: maps of devices; TB0901 to TB0930: records and upkeep.</summary>
public static partial class DiagnosticCodes
{
    /// <summary>A map whose quotes or fields do not match.</summary>
    public const string MapNotCsv = "TB0701";

    /// <summary>A heading of a map that names no column.</summary>
    public const string MapColumnUnknown = "TB0702";

    /// <summary>A map without a column it needs.</summary>
    public const string MapColumnMissing = "TB0703";

    /// <summary>A column of a map that is there twice, or two columns that say the same.</summary>
    public const string MapColumnDuplicate = "TB0704";

    /// <summary>An address of a map that is none.</summary>
    public const string MapAddress = "TB0705";

    /// <summary>A table of a map that Modbus does not have.</summary>
    public const string MapTable = "TB0706";

    /// <summary>A table that contradicts a Modicon address.</summary>
    public const string MapTableMismatch = "TB0707";

    /// <summary>A type that points do not have.</summary>
    public const string MapType = "TB0708";

    /// <summary>A type that does not fit where the point stands: past the last register, a number in one bit, a text too long.</summary>
    public const string MapTypeDoesNotFit = "TB0709";

    /// <summary>An order of words that is none, or that the type cannot have.</summary>
    public const string MapWordOrder = "TB0710";

    /// <summary>A right that is none, or that the table cannot give.</summary>
    public const string MapAccess = "TB0711";

    /// <summary>A number of a map that is none.</summary>
    public const string MapNumber = "TB0712";

    /// <summary>A value at the start that the registers cannot carry.</summary>
    public const string MapValueDoesNotFit = "TB0713";

    /// <summary>A map without points.</summary>
    public const string MapEmpty = "TB0714";

    /// <summary>A way to write addresses that is unknown, or contradicts what the scenario says of the map.</summary>
    public const string MapAddressing = "TB0715";

    /// <summary>A <c>modbus-security</c> control on an asset without such a service.</summary>
    public const string NoSecureService = "TB0601";

    /// <summary>A client of a service with roles whose certificate carries none.</summary>
    public const string CertificateWithoutRole = "TB0602";

    /// <summary>A certificate with a role that no <c>modbus-security</c> control knows.</summary>
    public const string UnknownCertificateRole = "TB0603";

    /// <summary>A certificate authority that is not valid at the scenario's start.</summary>
    public const string AuthorityNotValid = "TB0604";

    /// <summary>A revoked certificate that ordinary traffic needs.</summary>
    public const string RevokedInUse = "TB0605";

    /// <summary>A role that does not let a client do its ordinary traffic.</summary>
    public const string RoleTooNarrow = "TB0606";

    /// <summary>Two certificates of one holder.</summary>
    public const string DuplicateCertificate = "TB0607";

    /// <summary>A revoked holder that has no certificate.</summary>
    public const string RevokedUnknown = "TB0608";

    /// <summary>A backup server that can reach no console of the asset.</summary>
    public const string BackupOutOfReach = "TB0901";

    /// <summary>A backup, inventory or settings report on an asset without console to ask for it.</summary>
    public const string NoConsole = "TB0902";

    /// <summary>A warning of the audit store that would come when it is full.</summary>
    public const string WarningTooLate = "TB0903";

    /// <summary>Read-only mode on a protocol that writes nothing.</summary>
    public const string ReadOnlyInterface = "TB0716";

    /// <summary>An entry of a range check that limits neither value nor pace.</summary>
    public const string RangeSaysNothing = "TB0717";
}
