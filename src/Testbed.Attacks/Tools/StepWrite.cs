using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>Moves a point by its smallest steps at a console, so that ranges and paces do not stand in the way, and looks whether it moved.</summary>
internal sealed record StepWrite(CommandPoint Target)
{
    private readonly WriteTarget _write = new(Target.Owner, Target.Service ?? Target.Owner.Services[0], Target.Point);

    /// <summary>What can be moved at a console: the asset's own points, set points first, and at a SCADA server those of its controllers; none that needs two people.</summary>
    public static StepWrite? Of(Scenario scenario, AssetConfig console)
    {
        var two = scenario.Control<DualApprovalConfig>(console.Id)?.Points ?? [];
        var own = console.Services.Count == 0 ? [] : WriteTarget.Of(console, console.Services[0]).Select(w => new CommandPoint(console, w.Point, null));
        return own.Concat(CommandPoints.Mastered(scenario, console)).Where(p => !two.Contains(p.Name)).Select(p => new StepWrite(p)).FirstOrDefault();
    }

    /// <summary>What the point holds.</summary>
    public double? Present(IAttackRange range) => range.Truth.Point(Target.Owner.Id, Target.Point.Name);

    /// <summary>The command that moves the point so many steps; a bit has one.</summary>
    public string Command(double? present, int steps)
    {
        var now = _write.ToRaw(present ?? Target.Point.Initial ?? 0);
        var isUp = Target.Point.Max is not { } max || now + 2 <= _write.ToRaw(max);
        var raw = Target.Point.Type == PointType.Bool ? (steps % 2 == 0 ? now : 1 - now) : now + (isUp ? steps : -steps);
        return $"WRITE {Target.Name} {Number.Text(_write.ToEngineering(raw))}";
    }

    /// <summary>True when the point leaves the value it held, once the controller has had time.</summary>
    public async Task<bool> MovedAsync(IAttackRange range, double? from)
    {
        await range.WaitAsync(AttackTimes.Settle(Target.Owner));
        return Present(range) is { } now && from is { } f && Math.Abs(now - f) > _write.Resolution / 2;
    }
}
