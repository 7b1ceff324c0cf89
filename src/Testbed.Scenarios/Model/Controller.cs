namespace Testbed.Scenarios;

/// <summary>
/// What a controller does, beside its points: its program, and what its firmware does without one. Points and the program's global variables of the same name
/// (hyphens and dots as underscores) are one value; <see cref="Variables"/> names others.
/// </summary>
public sealed record ControllerConfig
{
    /// <summary>A controller without a program: transmitters in, actuators out, memory between.</summary>
    public static ControllerConfig None { get; } = new();

    /// <summary>The files of the program, Structured Text; empty for none.</summary>
    public IReadOnlyList<ProgramFileConfig> Program { get; init; } = [];

    /// <summary>Version of the program, one to four numbers with dots between them.</summary>
    public string ProgramVersion { get; init; } = "1.0";

    /// <summary>Per point the path of its variable, where the names differ.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Alarms on limits.</summary>
    public IReadOnlyList<LimitAlarmConfig> Alarms { get; init; } = [];

    /// <summary>Changes of bits that are audit records.</summary>
    public IReadOnlyList<PointEventConfig> Events { get; init; } = [];

    /// <summary>Points as they are when the controller is dead, faulted or stopped: what the wiring does without its signal. Others hold.</summary>
    public IReadOnlyDictionary<string, double> DeEnergised { get; init; } = new Dictionary<string, double>();

    /// <summary>The switch that decides whether masters may change set points; null for none.</summary>
    public RemoteSwitchConfig? RemoteSwitch { get; init; }

    /// <summary>Points that people set only while another point is on, such as an output in manual mode; otherwise the program drives them.</summary>
    public IReadOnlyDictionary<string, string> Manual { get; init; } = new Dictionary<string, string>();

    /// <summary>Loop turns and calls that one run of a task may take before the scan watchdog stops the controller.</summary>
    public int WatchdogSteps { get; init; } = 1_000_000;

    /// <summary>The global variable that a point of this name is joined to where nothing else is said.</summary>
    public static string VariableOf(string point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Replace('-', '_').Replace('.', '_');
    }
}

/// <summary>A file of a program: its name as written in the scenario, its text.</summary>
public sealed record ProgramFileConfig(string Name, string Text);

/// <summary>An alarm on a measured point against a limit that is itself a point.</summary>
/// <param name="Point">The measured point.</param>
/// <param name="Limit">The point with the limit; the alarm has its name.</param>
/// <param name="IsHigh">True when values above the limit raise it.</param>
public sealed record LimitAlarmConfig(string Point, string Limit, bool IsHigh);

/// <summary>A bit whose changes go into the audit log as control system events: a point, or a variable of the program.</summary>
/// <param name="Point">The point; null for a variable.</param>
/// <param name="Variable">Path of the BOOL variable; null for a point.</param>
/// <param name="On">Type of the record when it comes on, for example <c>trip</c>.</param>
/// <param name="Off">Type of the record when it goes off.</param>
/// <param name="Text">What the record says.</param>
public sealed record PointEventConfig(string? Point, string? Variable, string On, string Off, string Text);

/// <summary>The selector between remote and local: while it is off, writes over Modbus to the guarded points are refused. The panel on site is not.</summary>
/// <param name="Point">On means remote.</param>
/// <param name="Guards">The points it guards.</param>
public sealed record RemoteSwitchConfig(string Point, IReadOnlyList<string> Guards);
