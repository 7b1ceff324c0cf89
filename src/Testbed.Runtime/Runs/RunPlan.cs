using Testbed.Attacks;
using Testbed.Core;
using Testbed.Scenarios;

namespace Testbed.Runtime;

/// <summary>The trials of a run and the cells they decide. Pure; the same scenario and profiles give the same plan.</summary>
public sealed class RunPlan
{
    /// <summary>How long the process is watched after a successful attack, and in the negative control.</summary>
    public static readonly TimeSpan WatchProcess = TimeSpan.FromHours(4);

    private static readonly TwinKind[] ProbeTwins = [TwinKind.Open, TwinKind.Armed, TwinKind.Probe];

    private RunPlan(IReadOnlyList<TrialSpec> trials, IReadOnlyList<TrialResult> modelChecks, IReadOnlyList<PlannedCell> cells) =>
        (Trials, ModelChecks, Cells) = (trials, modelChecks, cells);

    /// <summary>The trials to run, in id order.</summary>
    public IReadOnlyList<TrialSpec> Trials { get; }

    /// <summary>Model checks need no twin: their results are there at once.</summary>
    public IReadOnlyList<TrialResult> ModelChecks { get; }

    /// <summary>The cells that probes and model checks decide.</summary>
    public IReadOnlyList<PlannedCell> Cells { get; }

    /// <summary>Plans a run.</summary>
    public static RunPlan Make(RunRequest request, AttackLibrary attacks)
    {
        var scenario = request.Scenario;
        var probes = ProbeCatalogue.All.SelectMany(p => p.Cells(scenario).Select(c => (Probe: p, Cell: c))).ToList();
        var checks = ModelCheckCatalogue.All.SelectMany(c => c.Check(scenario).Select(r => ModelCheck(c, r.Cell, r.Outcome))).ToList();
        var trials = new List<TrialSpec> { NegativeControl(), ReachabilityTrial.Spec(scenario) };
        trials.AddRange(probes.SelectMany(p => ProbeTwins.Select(twin => Probe(p.Probe, p.Cell, twin))));
        trials.AddRange(Plays(request, attacks));
        bool Selected(string id) => request.Only.Count == 0 || request.Only.Any(o => id.Contains(o, StringComparison.OrdinalIgnoreCase));
        return new RunPlan(
            [.. trials.Where(t => Selected(t.Id)).OrderBy(t => t.Id, StringComparer.Ordinal)],
            [.. checks.Where(c => Selected(c.Id)).OrderBy(c => c.Id, StringComparer.Ordinal)],
            [.. probes.Select(p => new PlannedCell(p.Cell, p.Probe.Id)).Concat(checks.Select(c => new PlannedCell(c.Cell!, c.Subject)))]);
    }

    private static TrialSpec NegativeControl() => new()
    {
        Id = "negative-control",
        Kind = TrialKind.NegativeControl,
        Twin = TwinKind.Armed,
        Subject = "negative-control",
        Watch = WatchProcess,
    };

    private static TrialSpec Probe(IProbe probe, Cell cell, TwinKind twin) => new()
    {
        Id = $"probe/{cell.Requirement}/{cell.Place}/{cell.Asset}/{cell.Interface}/{cell.Account}/{probe.Id}/{twin.ToString().ToLowerInvariant()}",
        Kind = TrialKind.Probe,
        Twin = twin,
        Subject = probe.Id,
        Cell = cell,
        Attack = range => probe.RunAsync(cell, range),
    };

    private static IEnumerable<TrialSpec> Plays(RunRequest request, AttackLibrary attacks) =>
        from profile in attacks.Profiles
        where profile.Level <= request.HighestProfile
        from play in profile.Plays.Select(p => (Kind: TrialKind.Play, Play: p)).Concat(profile.Campaigns.Select(c => (Kind: TrialKind.Campaign, Play: c)))
        select new TrialSpec
        {
            Id = $"{play.Kind.ToString().ToLowerInvariant()}/sl{profile.Level}/{play.Play.Id}",
            Kind = play.Kind,
            Twin = TwinKind.Armed,
            Subject = play.Play.Id,
            ProfileLevel = profile.Level,
            Techniques = play.Play.Techniques,
            Path = play.Play.Guards(request.Scenario),
            Attack = play.Play.RunAsync,
            Before = TimeSpan.FromSeconds(60),
            Limit = TimeSpan.FromHours(8),
            Watch = WatchProcess,
        };

    private static TrialResult ModelCheck(IModelCheck check, Cell cell, AttackOutcome outcome)
    {
        var id = $"model/{cell.Requirement}/{cell.Place}/{cell.Asset}/{cell.Interface}/{cell.Account}/{check.Id}";
        return new TrialResult
        {
            Id = id,
            Kind = TrialKind.ModelCheck,
            Twin = TwinKind.Armed,
            Subject = check.Id,
            Cell = cell,
            Outcome = outcome.Outcome,
            Reason = outcome.Reason,
            EvidenceHash = Hashes.Of($"{id}|{outcome.Outcome}|{outcome.Reason}"),
        };
    }
}
