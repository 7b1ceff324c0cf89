using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A write that the scenario says needs two people, at one console from which it can be done, and the people for it.</summary>
internal sealed record DualAct(DualApprovalConfig Declared, AssetConfig Console, ServiceConfig Service, CommandPoint Target)
{
    /// <summary>
    /// Every such write, at the consoles of the asset that has the point and of the SCADA server that is its master. Consoles at which nobody entitled can log on are left
    /// out.
    /// </summary>
    public static IEnumerable<DualAct> Of(Scenario scenario)
    {
        var acts =
            from control in scenario.Controls.OfType<DualApprovalConfig>()
            let at = scenario.Asset(control.On)
            from name in control.Points
            let target = CommandPoints.Find(scenario, at, name)
            where target is not null
            from console in new[] { target.Owner, scenario.Asset(target.Owner.Master ?? "") }
            where console is not null && !scenario.IsExternal(console.Zone)
            let here = CommandPoints.Find(scenario, console, console == target.Owner ? target.Point.Name : $"{target.Owner.Id}.{target.Point.Name}")
            where here is not null
            from service in console.Services
            where service.Protocol == ServiceProtocol.Console
            select new DualAct(scenario.Control<DualApprovalConfig>(console.Id) ?? control, console, service, here);
        return acts.DistinctBy(a => (a.Console.Id, a.Service.Id, a.Target.Name)).Where(a => a.First(scenario) is not null)
            .OrderBy(a => a.Console.Id, StringComparer.Ordinal);
    }

    /// <summary>The act in a cell's interface.</summary>
    public string Interface => $"{Service.Id}:{Target.Name}";

    /// <summary>Who asks: somebody entitled to the write, rather one who may also confirm, so that he can try to do both.</summary>
    public AccountConfig? First(Scenario scenario) => Console.Personal()
        .Where(a => scenario.Permissions(Console.Id, a.Role).Contains("write"))
        .OrderByDescending(a => Declared.Approvers.Contains(a.Name) && Others(a).Any()).FirstOrDefault();

    /// <summary>Who confirms.</summary>
    public AccountConfig? Second(AccountConfig first) => Others(first).FirstOrDefault();

    /// <summary>Somebody who may log on but not confirm; null when everybody may.</summary>
    public AccountConfig? Unentitled(AccountConfig first) => Console.Personal().FirstOrDefault(a => a.Name != first.Name && !Declared.Approvers.Contains(a.Name));

    /// <summary>Commands that move the point by one and by two of its smallest steps, with the values then held.</summary>
    public (string Command, double Value)[] Commands(double? present)
    {
        var write = new WriteTarget(Target.Owner, Service, Target.Point);
        var now = write.ToRaw(present ?? Target.Point.Initial ?? 0);
        var isBit = Target.Point.Type == PointType.Bool;
        var up = isBit || Target.Point.Max is not { } max || now + 2 <= write.ToRaw(max) ? 1 : -1;
        return [.. new[] { isBit ? 1 - now : now + up, isBit ? now : now + (2 * up) }
            .Select(raw => ($"WRITE {Target.Name} {Number.Text(write.ToEngineering(raw))}", write.ToEngineering(raw)))];
    }

    /// <summary>True when the point has left the value it held.</summary>
    public bool HasMoved(IAttackRange range, double? from)
    {
        var now = range.Truth.Point(Target.Owner.Id, Target.Point.Name);
        return now is { } n && from is { } f && Math.Abs(n - f) > new WriteTarget(Target.Owner, Service, Target.Point).Resolution / 2;
    }

    private IEnumerable<AccountConfig> Others(AccountConfig first) => Console.Personal().Where(a => a.Name != first.Name && Declared.Approvers.Contains(a.Name));
}
