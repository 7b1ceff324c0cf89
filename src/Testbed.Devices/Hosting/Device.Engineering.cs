using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Devices;

/// <content>The program and the service that changes it.</content>
public abstract partial class Device
{
    /// <summary>The program and what it does; null for what runs none.</summary>
    public TwinProgram? Program => ProgramHost is not { } host ? null : new TwinProgram(
        Engineering!.State.ToString().ToUpperInvariant(), host.Program?.Name ?? "", host.Program?.Version ?? "", host.Program?.DigestText ?? "");

    /// <summary>Runs the device's program; null where none could be loaded. Set once, before the first start.</summary>
    internal IProgramHost? ProgramHost
    {
        get;
        set
        {
            field = value;
            Engineering = value is null ? null : new EngineeringService(Context, Controls, Bank, value);
            Maintenance.Commission(value is null ? null : new DeviceProgram(Controls, Bank, value));
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
