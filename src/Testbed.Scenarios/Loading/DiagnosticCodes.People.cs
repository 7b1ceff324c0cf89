namespace Testbed.Scenarios;

/// <summary>TB0360 to TB0369: commands of people, dual approval, override, sessions at operator stations.</summary>
public static partial class DiagnosticCodes
{
    /// <summary>A point that nobody can write at the console in question.</summary>
    public const string NoSuchCommandPoint = "TB0360";

    /// <summary>A person without an account at the asset.</summary>
    public const string NoSuchPerson = "TB0361";

    /// <summary>Dual approval of nothing.</summary>
    public const string NothingToApprove = "TB0362";

    /// <summary>Dual approval of a command that the asset does not have.</summary>
    public const string NoSuchOperation = "TB0363";

    /// <summary>A shift whose times do not go together.</summary>
    public const string ShiftTimes = "TB0364";

    /// <summary>Lost polls where nobody polls.</summary>
    public const string NothingToLose = "TB0365";
}
