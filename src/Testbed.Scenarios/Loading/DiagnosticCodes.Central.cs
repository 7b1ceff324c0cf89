namespace Testbed.Scenarios;

/// <summary>TB0801 to TB0830: accounts, sessions, directory and clocks.</summary>
public static partial class DiagnosticCodes
{
    /// <summary>A greatest password age that is not longer than the least.</summary>
    public const string PasswordAgeOrder = "TB0801";

    /// <summary>A directory server without directory service.</summary>
    public const string NotADirectory = "TB0802";

    /// <summary>An emergency account that an asset does not have.</summary>
    public const string NoSuchEmergencyAccount = "TB0803";

    /// <summary>A time source without time service.</summary>
    public const string NotATimeSource = "TB0804";

    /// <summary>Authenticated time without a key.</summary>
    public const string SharedKeyMissing = "TB0805";

    /// <summary>A shared key of too few characters.</summary>
    public const string SharedKeyTooShort = "TB0806";

    /// <summary>A session lock that comes after the session's end.</summary>
    public const string LockAfterEnd = "TB0807";

    /// <summary>A password set after the scenario's start.</summary>
    public const string PasswordFromTheFuture = "TB0808";

    /// <summary>A control leans on a service in another zone to which no declared flow leads.</summary>
    public const string NoFlowToHelper = "TB0809";

    /// <summary>A limit of all sessions below that of one account.</summary>
    public const string SessionLimitOrder = "TB0810";
}
