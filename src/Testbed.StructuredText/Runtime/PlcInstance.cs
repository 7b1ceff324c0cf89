namespace Testbed.StructuredText;

/// <summary>
/// The memory of one controller and what runs on it. For one thread at a time. A new instance has its initial values; <see cref="Start"/> sets them again.
/// </summary>
public sealed partial class PlcInstance
{
    private readonly PlcProgram _program;
    private readonly PlcState _state;
    private readonly (PlcTask Task, int Number)[] _order;
    private readonly long[] _last;
    private readonly long[] _due;
    private readonly List<Forcing> _forced = [];

    internal PlcInstance(PlcProgram program)
    {
        _program = program;
        _state = new(program.Image, program.Bodies);
        _order = [.. program.Tasks.Select((t, i) => (t, i)).OrderBy(t => t.t.Priority).ThenBy(t => t.i)];
        _last = new long[_order.Length];
        _due = new long[_order.Length];
        ForgetTimes();
    }

    /// <summary>Why it stopped; null while it can run.</summary>
    public PlcFault? Fault { get; private set; }

    /// <summary>Everything variable, as bytes.</summary>
    public Span<byte> Memory => _state.Memory;

    /// <summary>
    /// Initial values everywhere (cold), or but for retained variables (warm). Clears the fault, and what is known of when tasks ran. Forces stay.
    /// </summary>
    public void Start(bool warm)
    {
        var retained = warm ? _program.Retained.Save(_state.Memory) : [];
        _program.Image.CopyTo(_state.Memory, 0);
        if (warm)
        {
            _program.Retained.TryRestore(retained, _state.Memory);
        }

        Fault = null;
        ForgetTimes();
        ApplyForces();
    }

    /// <summary>
    /// Runs the tasks that are due at <paramref name="now"/> (simulated, never less than before), those of the smallest priority first. A task with an interval runs at its first scan and whenever
    /// an interval has passed; where scans are rarer, it runs once for all that it missed. False when it is or gets faulted.
    /// </summary>
    public bool Scan(TimeSpan now)
    {
        if (Fault is not null)
        {
            return false;
        }

        ApplyForces();
        _state.Now = now.Ticks * TimeSpan.NanosecondsPerTick;
        try
        {
            foreach (var (task, number) in _order)
            {
                if (IsDue(task, number))
                {
                    Run(task, number);
                }
            }
        }
        catch (PlcFaultException e)
        {
            Stop(e.Code, e.Detail);
        }
#pragma warning disable CA1031 // Whatever happens in a program stops that controller and no other, and never whoever scans it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Stop(PlcFaultCode.Internal, $"{e.GetType().Name}: {e.Message}");
        }

        ApplyForces();
        return Fault is null;
    }

    /// <summary>The retained variables, with a fingerprint of what they are.</summary>
    public byte[] SaveRetained() => _program.Retained.Save(_state.Memory);

    /// <summary>Sets the retained variables; false, and nothing is changed, when they were saved by a program that retains others.</summary>
    public bool TryRestoreRetained(ReadOnlySpan<byte> saved) => _program.Retained.TryRestore(saved, _state.Memory);

    private void Stop(PlcFaultCode code, string detail)
    {
        var (source, line) = _state.Site < _program.Sites.Length ? _program.Sites[_state.Site] : ("", 0);
        Fault = new(code, source, line, detail);
    }

    private bool IsDue(PlcTask task, int number)
    {
        var isDue = !task.IsSingle || task.Period > 0;
        if (isDue && task.Period > 0)
        {
            isDue = _state.Now >= _due[number];
            if (isDue)
            {
                // On the grid of the first run, so that late scans do not add up.
                var first = _due[number] == long.MinValue ? _state.Now : _due[number];
                _due[number] = first + (((_state.Now - first) / task.Period) + 1) * task.Period;
            }
        }

        if (task.IsSingle)
        {
            _state.Budget = _program.MaxSteps;
            _program.Bodies[task.Single]!(_state, 0);
            var isRising = _state.Memory[task.SingleAt] != 0 && _state.Memory[task.SingleAt + 1] == 0;
            _state.Memory[task.SingleAt + 1] = _state.Memory[task.SingleAt];
            isDue |= isRising;
        }

        return isDue;
    }

    private void Run(PlcTask task, int number)
    {
        _state.Budget = _program.MaxSteps;
        _state.Cycle = _last[number] == long.MinValue ? 0 : _state.Now - _last[number];
        _last[number] = _state.Now;
        var runs = task.Runs;
        for (var i = 0; i < runs.Count; i++)
        {
            var (body, at) = runs[i];
            _program.Bodies[body]!(_state, at);
        }
    }

    private void ForgetTimes()
    {
        _last.AsSpan().Fill(long.MinValue);
        _due.AsSpan().Fill(long.MinValue);
    }
}
