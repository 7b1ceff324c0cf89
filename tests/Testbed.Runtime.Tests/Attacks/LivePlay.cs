using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime.Tests;

/// <summary>Runs a shipped play against a live twin of the station lab, with the controls of the hardened lab that a test names and no others.</summary>
internal static class LivePlay
{
    private static readonly Lazy<AttackLibrary> Library = new(() => AttackLibrary.Load(Path.Combine(StationLab.Root, "attack-profiles")));

    public static Play Find(string id) => Library.Value.PlaysUpTo(4).Concat(Library.Value.CampaignsUpTo(4)).Single(p => p.Id == id);

    /// <summary>Every control disarmed, as in the positive control of a probe.</summary>
    public static TrialResult Open(string id) => Run(Find(id), StationLab.Hardened, TwinKind.Open);

    /// <summary>Only the controls of these kinds, by the names of their classes without <c>Config</c>.</summary>
    public static TrialResult With(string id, params string[] kinds) => With(Find(id), kinds);

    public static TrialResult With(Play play, params string[] kinds)
    {
        var controls = StationLab.Hardened.Controls.Where(c => kinds.Contains(c.GetType().Name.Replace("Config", "", StringComparison.Ordinal))).ToList();
        Assert.All(kinds, k => Assert.Contains(controls, c => c.GetType().Name == $"{k}Config"));
        return Run(play, StationLab.Hardened with { Controls = controls }, TwinKind.Armed);
    }

    public static TrialResult Run(Play play, Scenario scenario, TwinKind twin) => RunWhole(play, scenario, twin).Result;

    public static TrialRecordSet RunWhole(Play play, Scenario scenario, TwinKind twin)
    {
        var spec = new TrialSpec
        {
            Id = $"play/{play.Id}", Kind = TrialKind.Play, Twin = twin, Subject = play.Id, Attack = play.RunAsync, Before = TimeSpan.FromSeconds(20),
        };
        using var blueprint = new TwinBlueprint(scenario, 1);
        using var actors = new TrialActorSystem();
        using var host = new TrialHost(actors, 181);
        return new TrialRunner(blueprint, new TwinOptions { KeepText = true }).Run(spec, host);
    }
}
