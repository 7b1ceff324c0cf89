namespace Testbed.Cli;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A gate failed, <c>--require-target</c> or <c>--baseline</c>; or a controller refused what it was asked.</summary>
    public const int GateFailed = 1;

    /// <summary>The user's mistake: diagnostics say which.</summary>
    public const int UserError = 2;

    /// <summary>The run itself broke: void or crashed trials, or it was cut short.</summary>
    public const int RunBroke = 3;
}
