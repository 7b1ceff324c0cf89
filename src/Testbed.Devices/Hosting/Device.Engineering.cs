using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <content>The program and the service that changes it.</content>
public abstract partial class Device
{
    /// <summary>The program and what it does; null without one.</summary>
    public TwinProgram? Program => ProgramHost?.Program is { } program
        ? new TwinProgram(Engineering!.State.ToString().ToUpperInvariant(), program.Name, program.Version, program.DigestText)
        : null;

    /// <summary>Runs the device's program; null without one that could be loaded. Set once, before the first start.</summary>
    internal IProgramHost? ProgramHost
    {
        get;
        set
        {
            field = value;
            Engineering = value is null ? null : new EngineeringService(Context, Controls, Bank, value);
        }
    }

    /// <summary>The engineering service; null without a program.</summary>
    internal EngineeringService? Engineering { get; private set; }

    /// <summary>The value of a variable of the program as an IEC literal; null when there is none of that path.</summary>
    public string? Variable(string path) => ProgramHost?.Read(path);

    /// <summary>Somebody who stands before the device turns its key switch; false when it has none, or no such position.</summary>
    public bool TurnKey(KeyPosition position) => Controls.KeySwitch.Turn(position, Bank);

    /// <summary>Somebody puts another program into its memory, past the engineering service; false when it cannot be loaded.</summary>
    public bool SwapProgram(ProgramBundle program) => ProgramHost is { } host && host.TryLoad(program) is null;
}
