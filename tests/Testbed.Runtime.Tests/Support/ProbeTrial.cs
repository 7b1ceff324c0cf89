using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>One probe against one twin on real sockets. Its yardstick is what was declared, its target what was built.</summary>
internal static class ProbeTrial
{
    public static TrialResult Run(IProbe probe, Cell cell, Scenario built, TwinKind twin = TwinKind.Armed, Scenario? declared = null)
    {
        var spec = new TrialSpec
        {
            Id = "probe", Kind = TrialKind.Probe, Twin = twin, Subject = probe.Id, Cell = cell,
            Attack = r => probe.RunAsync(cell, new DeclaredRange(r, declared ?? built)),
        };
        using var blueprint = new TwinBlueprint(built, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 181);
        return new TrialRunner(blueprint, new TwinOptions()).Run(spec, host).Result;
    }

    /// <summary>The scenario with other settings of one control.</summary>
    public static Scenario With<T>(Scenario scenario, string id, Func<T, ControlConfig?> change)
        where T : ControlConfig =>
        scenario with { Controls = [.. scenario.Controls.Select(c => c is T own && c.Id == id ? change(own) : c).OfType<ControlConfig>()] };
}
