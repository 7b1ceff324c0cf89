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

    /// <summary>The program; null in a unit that nobody has put one into yet, which stands in STOP.</summary>
    ProgramBundle? Program { get; }

    /// <summary>What the program's retained variables hold, for <see cref="TryLoad"/> and <see cref="TryRetain"/>; empty without a program.</summary>
    byte[] SaveRetained();

    /// <summary>Puts a program in the place of the present one: null when it was loaded, which leaves STOP; else the first error, and the present one stays.</summary>
    /// <param name="bundle">The program.</param>
    /// <param name="retained">What its retained variables hold from now on; null for their initial values.</param>
    string? TryLoad(ProgramBundle bundle, byte[]? retained = null);

    /// <summary>Sets the retained variables of the present program, which goes on; false, and nothing is changed, when they were saved by another.</summary>
    bool TryRetain(byte[] retained);

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
