using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Attacks;

/// <summary>A write that the scenario says needs two people, at one console from which it can be done, and the people for it.</summary>
internal sealed record DualAct(DualApprovalConfig Declared, AssetConfig Console, ServiceConfig Service, CommandPoint Target)
{
    /// <summary>
    /// Every such write, at the consoles of the asset that has the point and of the SCADA server that is its master. Consoles at which nobody entitled can log
    /// on are left
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

    /// <summary>The write itself.</summary>
    public StepWrite Write { get; } = new(Target);

    private IEnumerable<AccountConfig> Others(AccountConfig first) => Console.Personal().Where(a => a.Name != first.Name && Declared.Approvers.Contains(a.Name));
}
