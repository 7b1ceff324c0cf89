using Testbed.Core;

namespace Testbed.Devices;

/// <summary>What a controller's program is doing.</summary>
internal enum ControllerState
{
    Run,
    Stop,
    Fault,
}

/// <summary>The part of a controller that runs its program, as the engineering service needs it. Trial thread only.</summary>
internal interface IProgramHost
{
    ControllerState State { get; }

    /// <summary>Why it stands in FAULT; empty otherwise.</summary>
    string FaultText { get; }

    ProgramBundle Program { get; }

    /// <summary>Puts a program in the place of the present one: null when it was loaded, which leaves STOP; else the first error, and the present one stays.</summary>
    string? TryLoad(ProgramBundle bundle);

    /// <summary>Starts the program, warm with retained variables as they were; false when it cannot be started.</summary>
    bool Start(bool warm);

    void Stop();

    /// <summary>A variable's value as an IEC literal; null when there is no such variable.</summary>
    string? Read(string path);

    /// <summary>Sets a variable: null when done, else why not.</summary>
    string? Write(string path, string literal);

    /// <summary>Sets a variable and holds it: null when done, else why not.</summary>
    string? Force(string path, string literal);

    /// <summary>Lets a variable go; false when it was not forced.</summary>
    bool Unforce(string path);

    /// <summary>Paths of all variables.</summary>
    IReadOnlyList<string> Variables { get; }
}
