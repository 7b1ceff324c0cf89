using System.Runtime.CompilerServices;
using Testbed.Core;
using Testbed.Scenarios;
using Testbed.StructuredText;

namespace Testbed.Devices;

/// <summary>
/// The program of a controller and its mode: RUN, STOP or FAULT. A controller that is not programmed runs, too: it has nothing to do. One that is and has no
/// program yet, as it comes out of its box, stands in STOP until one is loaded.
/// </summary>
internal sealed class ControllerProgram : IProgramHost
{
    // Compiled once per loaded scenario; trials share the code, each controller has its memory.
    private static readonly ConditionalWeakTable<IReadOnlyList<ProgramFileConfig>, Loaded> AsDelivered = [];

    private readonly AuditControl _audit;
    private readonly PointBank _bank;
    private readonly ControllerConfig _config;
    private Loaded? _loaded;
    private PlcInstance? _instance;
    private ProgramLink? _link;
    private PlcVariable? _pressed;
    private TimeSpan _time;
    private bool _wasRunning;
    private bool _isWarm;

    /// <exception cref="InvalidOperationException">The program does not compile; loading the scenario has said so before.</exception>
    /// <param name="device">The controller.</param>
    /// <param name="audit">Where faults are recorded.</param>
    /// <param name="bank">Its points.</param>
    /// <param name="config">What it is made for.</param>
    /// <param name="isBlank">True for a unit that nobody has put the program into.</param>
    public ControllerProgram(DeviceContext device, AuditControl audit, PointBank bank, ControllerConfig config, bool isBlank)
    {
        (_audit, _bank, _config) = (audit, bank, config);
        if (IsProgrammable && !isBlank)
        {
            var delivered = AsDelivered.GetValue(config.Program, files => Deliver(device.Asset, config, files));
            Take(delivered, delivered.Code.Create());
        }
    }

    public ControllerState State { get; private set; } = ControllerState.Run;

    /// <summary>True when it is a controller that runs a program, whether it has one now or not.</summary>
    public bool IsProgrammable => _config.Program.Count > 0;

    public string FaultText => State == ControllerState.Fault && _instance?.Fault is { } fault
        ? FormattableString.Invariant($"{fault.Code} {fault.Source}:{fault.Line} {fault.Detail}") : "";

    public ProgramBundle? Program => _loaded?.Bundle;

    public IReadOnlyList<string> Variables => _loaded?.Paths ?? [];

    /// <summary>Power comes: the program starts, cold the first time, then warm.</summary>
    public void PowerUp()
    {
        Start(_isWarm);
        _isWarm = true;
    }

    public bool Start(bool warm)
    {
        // Looked at as one that ran, so that the first scan of an empty unit finds it standing and lets its outputs go.
        _wasRunning = true;
        if (IsProgrammable && _instance is null)
        {
            State = ControllerState.Stop;
            return false;
        }

        _instance?.Start(warm);
        State = ControllerState.Run;
        return true;
    }

    public void Stop() => State = State == ControllerState.Run ? ControllerState.Stop : State;

    public byte[] SaveRetained() => _instance?.SaveRetained() ?? [];

    public bool TryRetain(byte[] retained) => _instance is { } instance && instance.TryRestoreRetained(retained);

    public string? TryLoad(ProgramBundle bundle, byte[]? retained = null)
    {
        var compiled = Compile(bundle.Files.Select(f => new StSource(f.Name, f.Text)), _config);
        if (compiled.Program is not { } program)
        {
            return compiled.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error).ToString().Split('\n')[0];
        }

        var instance = program.Create();
        instance.Start(warm: false);
        if (retained is not null && !instance.TryRestoreRetained(retained))
        {
            return "what was retained belongs to another program";
        }

        Take(new Loaded(bundle, program), instance);
        State = ControllerState.Stop;
        return null;
    }

    public string? Read(string path) => Find(path) is { } found ? _instance!.ReadText(found) : null;

    public string? Write(string path, string literal)
    {
        if (Find(path) is not { } found)
        {
            return $"there is no variable '{path}'";
        }

        if (found.IsConstant)
        {
            return $"'{found.Path}' is a constant";
        }

        if (!_instance!.TryWriteText(found, literal, out var error))
        {
            return error;
        }

        // A joined point would undo it before the next scan.
        _link!.Follow(found);
        return null;
    }

    public string? Force(string path, string literal)
    {
        if (Write(path, literal) is { } problem)
        {
            return problem;
        }

        _instance!.Force(Find(path)!);
        return null;
    }

    public bool Unforce(string path)
    {
        if (Find(path) is not { } found || !_instance!.Forced.Contains(found))
        {
            return false;
        }

        _instance.Unforce(found);
        return true;
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
    public Func<bool> BitOf(string variable)
    {
        Loaded? of = null;
        PlcVariable? found = null;
        return () =>
        {
            if (!ReferenceEquals(of, _loaded))
            {
                (of, found) = (_loaded, Find(variable));
            }

            return found is not null && _instance!.ReadNumber(found) != 0;
        };
    }

    /// <summary>Sets a BOOL variable for one scan.</summary>
    public bool Press(string variable)
    {
        if (Find(variable) is not { } found)
        {
            return false;
        }

        _pressed = found;
        _instance!.WriteNumber(found, 1);
        return true;
    }

    private static StCompilation Compile(IEnumerable<StSource> sources, ControllerConfig config) =>
        StCompiler.Compile([.. sources], new StOptions { MaxSteps = config.WatchdogSteps });

    private static Loaded Deliver(AssetConfig asset, ControllerConfig config, IReadOnlyList<ProgramFileConfig> files)
    {
        var compiled = Compile(files.Select(f => new StSource(f.Name, f.Text)), config);
        var bundle = ProgramBundle.Create(
            Path.GetFileNameWithoutExtension(files[0].Name), config.ProgramVersion, files.Select(f => new ProgramFile(Path.GetFileName(f.Name), f.Text)));
        return new Loaded(bundle, compiled.Program ?? throw new InvalidOperationException($"{asset.Id}: {compiled.Diagnostics[0]}"));
    }

    private PlcVariable? Find(string path) => _loaded?.Code.Find(path);

    private void Take(Loaded loaded, PlcInstance instance)
    {
        (_loaded, _instance, _pressed) = (loaded, instance, null);
        _link = new ProgramLink(_instance, loaded.Code, _bank, _config);
    }

    private sealed record Loaded(ProgramBundle Bundle, PlcProgram Code)
    {
        public IReadOnlyList<string> Paths { get; } = [.. Code.Variables.Select(v => v.Path)];
    }
}
