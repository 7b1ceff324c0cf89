namespace Testbed.Modbus;

/// <summary>What the engineering service can be asked: second byte of a request of <see cref="ModbusFunctionCode.Engineering"/>.</summary>
public enum EngineeringSubfunction : byte
{
    /// <summary>No subfunction; never on the wire.</summary>
    None = 0,

    /// <summary>Who the controller is; needs no log-on.</summary>
    Identify = 1,

    /// <summary>Account and password for a session number.</summary>
    LogOn = 2,

    /// <summary>Ends the session.</summary>
    LogOff = 3,

    /// <summary>State, key, program and fault.</summary>
    State = 4,

    /// <summary>Starts the program, cold or warm.</summary>
    Start = 5,

    /// <summary>Stops it.</summary>
    Stop = 6,

    /// <summary>Asks for the program.</summary>
    UploadBegin = 16,

    /// <summary>The next block of it.</summary>
    UploadBlock = 17,

    /// <summary>Ends the upload.</summary>
    UploadEnd = 18,

    /// <summary>Announces a program: size and digest.</summary>
    DownloadBegin = 32,

    /// <summary>The next block of it.</summary>
    DownloadBlock = 33,

    /// <summary>Puts it in the place of the present one; the controller stands in STOP then.</summary>
    DownloadCommit = 34,

    /// <summary>Drops what has come of it.</summary>
    DownloadAbort = 35,

    /// <summary>The value of a variable.</summary>
    ReadVariable = 48,

    /// <summary>Sets a variable once.</summary>
    WriteVariable = 49,

    /// <summary>Sets a variable and holds it there.</summary>
    Force = 50,

    /// <summary>Lets a variable go.</summary>
    Unforce = 51,

    /// <summary>Paths of variables, page by page.</summary>
    ListVariables = 52,
}

/// <summary>Words and facts of subfunctions.</summary>
public static class EngineeringSubfunctions
{
    private static readonly Dictionary<EngineeringSubfunction, string> Names = new()
    {
        [EngineeringSubfunction.Identify] = "identify",
        [EngineeringSubfunction.LogOn] = "log-on",
        [EngineeringSubfunction.LogOff] = "log-off",
        [EngineeringSubfunction.State] = "state",
        [EngineeringSubfunction.Start] = "start",
        [EngineeringSubfunction.Stop] = "stop",
        [EngineeringSubfunction.UploadBegin] = "upload-begin",
        [EngineeringSubfunction.UploadBlock] = "upload-block",
        [EngineeringSubfunction.UploadEnd] = "upload-end",
        [EngineeringSubfunction.DownloadBegin] = "download-begin",
        [EngineeringSubfunction.DownloadBlock] = "download-block",
        [EngineeringSubfunction.DownloadCommit] = "download-commit",
        [EngineeringSubfunction.DownloadAbort] = "download-abort",
        [EngineeringSubfunction.ReadVariable] = "read",
        [EngineeringSubfunction.WriteVariable] = "write",
        [EngineeringSubfunction.Force] = "force",
        [EngineeringSubfunction.Unforce] = "unforce",
        [EngineeringSubfunction.ListVariables] = "list",
    };

    /// <summary>All of them, in order of their codes.</summary>
    public static IReadOnlyList<EngineeringSubfunction> All { get; } = [.. Names.Keys.Order()];

    /// <summary>True for a code that means something.</summary>
    public static bool IsKnown(byte code) => Names.ContainsKey((EngineeringSubfunction)code);

    /// <summary>The name in evidence: <c>download-block</c>.</summary>
    public static string Name(this EngineeringSubfunction subfunction) => Names.GetValueOrDefault(subfunction, "?");

    /// <summary>True when it changes the program, the controller's state or a variable. Log-on, log-off and uploads do not.</summary>
    public static bool Changes(this EngineeringSubfunction subfunction) => subfunction is EngineeringSubfunction.Start or EngineeringSubfunction.Stop
        or EngineeringSubfunction.DownloadBegin or EngineeringSubfunction.DownloadBlock or EngineeringSubfunction.DownloadCommit
        or EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force or EngineeringSubfunction.Unforce;
}
