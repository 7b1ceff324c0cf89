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

    private readonly ILookup<string, (string Id, Cell Cell)> _shared;
    private readonly ILookup<string, TrialSpec> _waiting;

    private RunPlan(
        IReadOnlyList<TrialSpec> trials, IReadOnlyList<TrialResult> modelChecks, IReadOnlyList<PlannedCell> cells,
        ILookup<string, (string Id, Cell Cell)> shared)
    {
        (Trials, ModelChecks, Cells, _shared) = (trials, modelChecks, cells, shared);
        _waiting = trials.Where(t => t.DecidedBy is not null).ToLookup(t => t.DecidedBy!);
    }

    /// <summary>All trials, in id order, those that may turn out not to be needed among them.</summary>
    public IReadOnlyList<TrialSpec> Trials { get; }

    /// <summary>Model checks need no twin: their results are there at once.</summary>
    public IReadOnlyList<TrialResult> ModelChecks { get; }

    /// <summary>The cells that probes and model checks decide.</summary>
    public IReadOnlyList<PlannedCell> Cells { get; }

    /// <summary>Plans a run.</summary>
    public static RunPlan Make(RunRequest request, AttackLibrary attacks)
    {
        var scenario = request.Scenario;
        bool Selected(string id) => request.Only.Count == 0 || request.Only.Any(o => id.Contains(o, StringComparison.OrdinalIgnoreCase));
        var places = PlaceFactory.Places(scenario).ToDictionary(p => p.Id);
        var probes = (from probe in ProbeCatalogue.All
                      from cell in probe.Cells(scenario)
                      where Applies(cell, places)
                      select (Probe: probe, Cell: cell)).ToList();
        var checks = (from check in ModelCheckCatalogue.All
                      from result in check.Check(scenario)
                      where Applies(result.Cell, places)
                      select ModelCheck(check, result.Cell, result.Outcome)).ToList();

        // The conduit's and the zones' view of one boundary are decided by one stimulus: it is run once.
        var groups = probes.GroupBy(p => (p.Probe.Id, p.Probe.StimulusKey(p.Cell))).ToList();
        var wanted = groups.Where(g => request.Rows is null || g.Any(p => request.Rows.Contains((p.Cell.Place, p.Cell.Requirement))))
            .Where(g => ProbeTwins.Any(t => g.Any(p => Selected(ProbeId(p.Probe, p.Cell, t))))).ToList();
        var trials = new List<TrialSpec> { NegativeControl(), ReachabilityTrial.Spec(scenario) };
        trials.AddRange(Plays(request, attacks));
        trials = [.. trials.Where(t => Selected(t.Id)), .. wanted.SelectMany(g => ProbeTwins.Select(t => Probe(g.First().Probe, g.First().Cell, t)))];
        var shared = (from g in wanted
                      from t in ProbeTwins
                      let leader = ProbeId(g.First().Probe, g.First().Cell, t)
                      from other in g.Skip(1)
                      select (leader, Other: (ProbeId(other.Probe, other.Cell, t), other.Cell))).ToLookup(x => x.leader, x => x.Other);
        return new RunPlan(
            [.. trials.OrderBy(t => t.Id, StringComparer.Ordinal)],
            [.. checks.Where(c => Selected(c.Id)).OrderBy(c => c.Id, StringComparer.Ordinal)],
            [.. probes.Select(p => new PlannedCell(p.Cell, p.Probe.Id)).Concat(checks.Select(c => new PlannedCell(c.Cell!, c.Subject)))],
            shared);
    }

    /// <summary>
    /// What is to be run, given what has ended. A probe first meets the scenario as declared; a breach there decides the cell and is its own positive control.
    /// Only what was resisted needs the open twin (can it succeed at all?) and the probe twin (which control was it?).
    /// </summary>
    public IEnumerable<TrialSpec> Due(Func<string, TrialOutcome?> outcomeOf) =>
        Trials.Where(t => outcomeOf(t.Id) is null && (t.DecidedBy is null || outcomeOf(t.DecidedBy) is not (null or TrialOutcome.Succeeded)));

    /// <summary>The trials that wait for this one.</summary>
    public IReadOnlyList<TrialSpec> WaitingFor(string trial) => [.. _waiting[trial]];

    /// <summary>True when nothing is left to run.</summary>
    public bool IsComplete(Func<string, TrialOutcome?> outcomeOf) => !Due(outcomeOf).Any();

    /// <summary>A trial's result for every cell that its stimulus decides.</summary>
    public IEnumerable<TrialResult> ForAllCells(TrialResult result) =>
        _shared[result.Id].Select(other => result with { Id = other.Id, Cell = other.Cell }).Prepend(result);

    /// <summary>The cells that a probe's trial decides: its own and those that share its stimulus.</summary>
    public IEnumerable<Cell> CellsOf(TrialSpec trial) => _shared[trial.Id].Select(other => other.Cell).Prepend(trial.Cell!);

    private static bool Applies(Cell cell, Dictionary<string, Place> places) =>
        places.TryGetValue(cell.Place, out var place) && ActivityTable.For(cell.Requirement).AppliesTo.AppliesTo(place.Kind, place.Features);

    private static string ProbeId(IProbe probe, Cell cell, TwinKind twin) =>
        $"probe/{cell.Requirement}/{cell.Place}/{cell.Asset}/{cell.Interface}/{cell.Account}/{probe.Id}/{twin.ToString().ToLowerInvariant()}";

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
        Id = ProbeId(probe, cell, twin),
        Kind = TrialKind.Probe,
        Twin = twin,
        Subject = probe.Id,
        Cell = cell,
        Attack = range => probe.RunAsync(cell, range),
        DecidedBy = twin == TwinKind.Armed ? null : ProbeId(probe, cell, TwinKind.Armed),
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
            Brief = new(play.Play.Title, play.Play.Vantage, play.Play.Goal.ToString().ToLowerInvariant()),
            Attack = play.Play.RunAsync,
            Before = TimeSpan.FromSeconds(60),
            Limit = TimeSpan.FromHours(8),
            Watch = TimeSpan.FromSeconds(play.Play.WatchSeconds),
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
