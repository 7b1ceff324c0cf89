namespace Testbed.Modbus;

/// <summary>How the engineering service answered: third byte of its responses. Requests it cannot parse get a Modbus exception instead.</summary>
public enum EngineeringStatus : byte
{
    /// <summary>Done; the body follows.</summary>
    Done = 0,

    /// <summary>A session is needed, or the one named is not there (any more).</summary>
    LogOnRequired = 1,

    /// <summary>Account and password are not accepted.</summary>
    LogOnRefused = 2,

    /// <summary>The account's role may not do this.</summary>
    NotPermitted = 3,

    /// <summary>The key switch stands in another position.</summary>
    KeySwitch = 4,

    /// <summary>The controller asks its directory for the account; send the request again.</summary>
    AskAgain = 5,

    /// <summary>A block out of sequence, or no transfer under way.</summary>
    Sequence = 6,

    /// <summary>Somebody else transfers a program.</summary>
    TransferTaken = 7,

    /// <summary>What arrived has another digest than was announced.</summary>
    DigestMismatch = 8,

    /// <summary>What arrived is no program bundle.</summary>
    NotABundle = 9,

    /// <summary>The program's signature is missing or not accepted.</summary>
    SignatureRefused = 10,

    /// <summary>The controller cannot load the program; the text says why.</summary>
    ProgramRefused = 11,

    /// <summary>There is no such variable.</summary>
    NoSuchVariable = 12,

    /// <summary>The variable does not take this value; the text says why.</summary>
    ValueRefused = 13,

    /// <summary>Not in this state of the controller; the text says why.</summary>
    WrongState = 14,

    /// <summary>Too many sessions.</summary>
    TooManySessions = 15,

    /// <summary>The password has expired and can be changed at the console only.</summary>
    PasswordExpired = 16,

    /// <summary>A second person has to confirm it first; the text is the command he confirms.</summary>
    AwaitsConfirmation = 17,
}

/// <summary>What a key switch shows.</summary>
public enum EngineeringKey : byte
{
    /// <summary>The controller has none, or shows nothing of it.</summary>
    None = 0,

    /// <summary>RUN.</summary>
    Run = 1,

    /// <summary>PROGRAM.</summary>
    Program = 2,

    /// <summary>REMOTE.</summary>
    Remote = 3,

    /// <summary>Between two positions.</summary>
    Undefined = 4,
}

/// <summary>Words for <see cref="EngineeringStatus"/>.</summary>
public static class EngineeringStatusText
{
    /// <summary>The last status that means something.</summary>
    public const byte Last = (byte)EngineeringStatus.AwaitsConfirmation;

    /// <summary>Invariant text such as <c>log-on refused</c>.</summary>
    public static string Describe(this EngineeringStatus status) => status switch
    {
        EngineeringStatus.Done => "done",
        EngineeringStatus.LogOnRequired => "log-on required",
        EngineeringStatus.LogOnRefused => "log-on refused",
        EngineeringStatus.NotPermitted => "not permitted",
        EngineeringStatus.KeySwitch => "key switch",
        EngineeringStatus.AskAgain => "ask again",
        EngineeringStatus.Sequence => "out of sequence",
        EngineeringStatus.TransferTaken => "another transfer is under way",
        EngineeringStatus.DigestMismatch => "digest mismatch",
        EngineeringStatus.NotABundle => "no program bundle",
        EngineeringStatus.SignatureRefused => "signature refused",
        EngineeringStatus.ProgramRefused => "program refused",
        EngineeringStatus.NoSuchVariable => "no such variable",
        EngineeringStatus.ValueRefused => "value refused",
        EngineeringStatus.WrongState => "wrong state",
        EngineeringStatus.TooManySessions => "too many sessions",
        EngineeringStatus.PasswordExpired => "password expired",
        EngineeringStatus.AwaitsConfirmation => "awaits confirmation",
        _ => "unknown status",
    };
}
