using System.Runtime.CompilerServices;
using Testbed.Core;
using Testbed.Scenarios;
using Testbed.StructuredText;

namespace Testbed.Devices;

/// <summary>The program of a controller and its mode: RUN, STOP or FAULT. A controller without a program runs, too: it has nothing to do.</summary>
internal sealed class ControllerProgram
{
    // Compiled once per loaded scenario; trials share the code, each controller has its memory.
    private static readonly ConditionalWeakTable<IReadOnlyList<ProgramFileConfig>, StCompilation> Compiled = [];

    private readonly DeviceContext _device;
    private readonly AuditControl _audit;
    private readonly PointBank _bank;
    private readonly ControllerConfig _config;
    private PlcProgram? _layout;
    private PlcInstance? _instance;
    private ProgramLink? _link;
    private PlcVariable? _pressed;
    private TimeSpan _time;
    private bool _wasRunning;
    private bool _isWarm;

    /// <exception cref="InvalidOperationException">The program does not compile; loading the scenario has said so before.</exception>
    public ControllerProgram(DeviceContext device, AuditControl audit, PointBank bank, ControllerConfig config)
    {
        (_device, _audit, _bank, _config) = (device, audit, bank, config);
        if (config.Program.Count > 0)
        {
            var compiled = Compiled.GetValue(config.Program, files => Compile(files, config));
            Take(compiled.Program ?? throw new InvalidOperationException($"{device.Asset.Id}: {compiled.Diagnostics[0]}"));
        }
    }

    public ControllerState State { get; private set; } = ControllerState.Run;

    /// <summary>Why it is in FAULT, in words; else empty.</summary>
    public string FaultText => _instance?.Fault is { } fault ? FormattableString.Invariant($"{fault.Code} {fault.Source}:{fault.Line} {fault.Detail}") : "";

    public static StCompilation Compile(IReadOnlyList<ProgramFileConfig> files, ControllerConfig config) =>
        StCompiler.Compile([.. files.Select(f => new StSource(f.Name, f.Text))], new StOptions { MaxSteps = config.WatchdogSteps });

    /// <summary>Power comes: the program starts, cold the first time, then warm.</summary>
    public void PowerUp()
    {
        _instance?.Start(_isWarm);
        (State, _wasRunning, _isWarm) = (ControllerState.Run, true, true);
    }

    /// <summary>One scan, if it runs. False when it does not, or not any more.</summary>
    /// <param name="seconds">Since the scan before.</param>
    /// <param name="isHeld">True for a point that the fail state has.</param>
    public bool Scan(double seconds, Func<Point, bool> isHeld)
    {
        _time += TimeSpan.FromSeconds(seconds);
        if (State != ControllerState.Run || _instance is null)
        {
            return State == ControllerState.Run;
        }

        _link!.Into(seconds, isHeld);
        var runs = _instance.Scan(_time);
        if (_pressed is not null)
        {
            _instance.WriteNumber(_pressed, 0);
            _pressed = null;
        }

        if (runs)
        {
            _link.Back();
            return true;
        }

        State = ControllerState.Fault;
        _audit.Record(AuditCategories.ControlSystem, "program-fault", false, Origin.Self, FaultText);
        return false;
    }

    /// <summary>True once after it has left RUN.</summary>
    public bool HasJustStopped()
    {
        var just = _wasRunning && State != ControllerState.Run;
        _wasRunning = State == ControllerState.Run;
        return just;
    }

    /// <summary>Reads a BOOL variable, whatever program is loaded; false where it has none of that name.</summary>
    public Func<bool> BitOf(string variable) => () => _layout?.Find(variable) is { } found && _instance!.ReadNumber(found) != 0;

    /// <summary>Sets a BOOL variable for one scan.</summary>
    public bool Press(string variable)
    {
        if (_layout?.Find(variable) is not { } found)
        {
            return false;
        }

        _pressed = found;
        _instance!.WriteNumber(found, 1);
        return true;
    }

    private void Take(PlcProgram program)
    {
        (_layout, _instance, _pressed) = (program, program.Create(), null);
        _link = new ProgramLink(_instance, program, _bank, _config);
    }
}
