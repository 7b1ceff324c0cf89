using Testbed.Scenarios;
using Testbed.StructuredText;

namespace Testbed.Devices;

/// <summary>
/// A controller's points and the variables of its program that are one value. Before a scan the points go into the program, after it what the program has
/// changed goes back. Nothing is allocated per scan.
/// </summary>
internal sealed class ProgramLink
{
    private readonly PlcInstance _program;
    private readonly Link[] _links;
    private readonly PlcVariable? _cycle;

    /// <summary>Joins by name; a program without globals of the points' names is joined to nothing.</summary>
    public ProgramLink(PlcInstance program, PlcProgram layout, PointBank bank, ControllerConfig config)
    {
        _program = program;
        _cycle = layout.Find(SystemVariables.Cycle);
        _links =
        [
            .. bank.All.Where(p => p.Config.IsNumeric)
                .Select(p => (Point: p, Variable: layout.Find(config.Variables.GetValueOrDefault(p.Name) ?? ControllerConfig.VariableOf(p.Name))))
                .Where(l => l.Variable is not null)
                .Select(l => new Link(l.Point, l.Variable!, layout.Find(ControllerConfig.VariableOf(l.Point.Name) + SystemVariables.HeldSuffix))),
        ];
    }

    /// <summary>Before a scan.</summary>
    /// <param name="seconds">Since the scan before.</param>
    /// <param name="isHeld">True for a point that the fail state has.</param>
    public void Into(double seconds, Func<Point, bool> isHeld)
    {
        if (_cycle is not null)
        {
            _program.WriteNumber(_cycle, seconds);
        }

        foreach (ref var link in _links.AsSpan())
        {
            _program.WriteNumber(link.Variable, link.Point.Measured);
            link.Given = _program.ReadNumber(link.Variable);
            link.IsHeld = isHeld(link.Point);
            if (link.Held is not null)
            {
                _program.WriteNumber(link.Held, link.IsHeld ? 1 : 0);
            }
        }
    }

    /// <summary>Somebody wrote a variable from outside: a point that is joined to it takes the value.</summary>
    public void Follow(PlcVariable variable)
    {
        foreach (ref var link in _links.AsSpan())
        {
            if (link.Variable == variable)
            {
                link.Point.SetValue(_program.ReadNumber(variable));
            }
        }
    }

    /// <summary>After a scan: what the program has changed, but for points that the fail state has.</summary>
    public void Back()
    {
        foreach (ref var link in _links.AsSpan())
        {
            var value = _program.ReadNumber(link.Variable);
            if (!link.IsHeld && value != link.Given)
            {
                link.Point.SetValue(value);
            }
        }
    }

    private record struct Link(Point Point, PlcVariable Variable, PlcVariable? Held)
    {
        public double Given { get; set; }

        public bool IsHeld { get; set; }
    }
}

/// <summary>Names of globals by which the firmware tells a program something, if it declares them.</summary>
internal static class SystemVariables
{
    /// <summary>Seconds since the scan before.</summary>
    public const string Cycle = "sys_cycle";

    /// <summary>After a point's name: BOOL, true while the fail state has the point.</summary>
    public const string HeldSuffix = "_held";
}
