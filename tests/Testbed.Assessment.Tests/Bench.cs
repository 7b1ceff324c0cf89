using Testbed.Core;

namespace Testbed.Assessment.Tests;

/// <summary>Builds small assessments: one zone Z, one conduit C, and only the rows a test names; every other row applies nowhere.</summary>
internal sealed class Bench
{
    public static readonly DateOnly Today = new(2026, 3, 1);
    private readonly Dictionary<RequirementId, Activity> _activities = RequirementCatalogue.All.ToDictionary(r => r.Id, r => Nowhere(r.Id));

    public List<Place> Places { get; } = [Zone("Z"), Conduit("C")];

    public List<ControlDescription> Controls { get; } = [];

    public List<Declaration> Declarations { get; } = [];

    public List<PlannedCell> Cells { get; } = [];

    public List<TrialResult> Trials { get; } = [];

    public List<ReachabilityDisagreement> Disagreements { get; } = [];

    public List<Expectation> Expectations { get; } = [];

    public bool Complete { get; set; } = true;

    public static RequirementId Id(string id) => RequirementId.Parse(id);

    public static Place Zone(string id, params string[] conduits) =>
        new(id, PlaceKind.Zone, $"zone {id}", "owner", SlVector.Uniform(SecurityLevel.Of(2)), [], new HashSet<string>(), conduits);

    public static Place Conduit(string id) =>
        new(id, PlaceKind.Conduit, $"conduit {id}", "owner", SlVector.Uniform(SecurityLevel.Of(2)), [], new HashSet<string>(), []);

    public Bench Row(string id, TestMode mode = TestMode.Dynamic, PlaceKind[]? places = null, string[]? when = null, params NotApplicableReason[] reasons)
    {
        _activities[Id(id)] = new(
            Id(id), mode, "objective", [], "stimulus", "observation", mode == TestMode.Partial ? "the rest" : null,
            new(places ?? [PlaceKind.Zone], [], when ?? []), reasons);
        return this;
    }

    public Bench Without(string id)
    {
        _activities.Remove(Id(id));
        return this;
    }

    public Bench Features(string place, params string[] features)
    {
        var i = Places.FindIndex(p => p.Id == place);
        Places[i] = Places[i] with { Features = features.ToHashSet() };
        return this;
    }

    public Bench Capability(string place, params string[] vectors)
    {
        var i = Places.FindIndex(p => p.Id == place);
        Places[i] = Places[i] with
        {
            Capabilities = [.. vectors.Select(v => new AssetCapability("A", "P", "1", SlVector.TryParse(v, out var parsed) ? parsed : SlVector.NotAssessed))],
        };
        return this;
    }

    public Bench Control(string id, string place, params string[] claims) => ControlOn(id, place, "A", claims);

    public Bench ControlOn(string id, string place, string where, params string[] claims)
    {
        Controls.Add(new(id, "allow-list", place, where, [.. claims.Select(Id)], "Product 1", "none known", id));
        return this;
    }

    public Bench Plan(string id, string place = "Z", string asset = "A")
    {
        Cells.Add(new(Cell(id, place, asset), "probe"));
        return this;
    }

    /// <summary>Three trials of one cell. A reaction's kind is set for the probe twin; null means that no control acted.</summary>
    public Bench Probe(
        string id, TrialOutcome? open, TrialOutcome? armed, TrialOutcome? probe, string? reactingControl = "K", string place = "Z", string asset = "A",
        LedgerAction action = LedgerAction.Blocked)
    {
        Plan(id, place, asset);
        Add(id, place, asset, TwinKind.Open, open, []);
        var reactions = reactingControl is null ? [] : new[] { new ControlReaction(reactingControl, place, "rule", action, 1) };
        Add(id, place, asset, TwinKind.Armed, armed, reactions);
        Add(id, place, asset, TwinKind.Probe, probe, reactions);
        return this;
    }

    /// <summary>A cell that holds, by control K of that place (added if missing).</summary>
    public Bench Held(string id, string place = "Z", string asset = "A", string control = "K")
    {
        var i = Controls.FindIndex(c => c.Id == control && c.Place == place);
        if (i < 0)
        {
            Control(control, place, id);
        }
        else if (!Controls[i].Claims.Contains(Id(id)))
        {
            Controls[i] = Controls[i] with { Claims = [.. Controls[i].Claims, Id(id)] };
        }

        return Probe(id, TrialOutcome.Succeeded, TrialOutcome.Resisted, TrialOutcome.Resisted, control, place, asset);
    }

    public Bench Breached(string id, string place = "Z", string asset = "A") =>
        Probe(id, TrialOutcome.Succeeded, TrialOutcome.Succeeded, TrialOutcome.Succeeded, null, place, asset);

    public Bench ModelCheck(string id, TrialOutcome outcome, string place = "Z")
    {
        Cells.Add(new(Cell(id, place, "-"), "check"));
        Trials.Add(new()
        {
            Id = $"check/{id}/{place}", Kind = TrialKind.ModelCheck, Twin = TwinKind.Armed, Subject = "check", Cell = Cell(id, place, "-"),
            Outcome = outcome, Reason = $"model says {outcome}", EvidenceHash = "00",
        });
        return this;
    }

    public Bench Play(string id, int level, TrialOutcome outcome, params GuardedStep[] path) => Play(id, level, outcome, null, path);

    public Bench Play(string id, int level, TrialOutcome outcome, Impact? impact, params GuardedStep[] path)
    {
        Trials.Add(new()
        {
            Id = id, Kind = TrialKind.Play, Twin = TwinKind.Armed, Subject = id, ProfileLevel = level, Path = path, Outcome = outcome,
            Reason = $"{id} {outcome}", EvidenceHash = "00", Impact = impact,
        });
        return this;
    }

    public Bench Quiet(TrialOutcome outcome = TrialOutcome.Resisted, Impact? impact = null, params ControlReaction[] reactions)
    {
        Trials.Add(new()
        {
            Id = "negative-control", Kind = TrialKind.NegativeControl, Twin = TwinKind.Armed, Subject = "none", Outcome = outcome, Reason = "quiet",
            EvidenceHash = "00", Impact = impact, Reactions = reactions,
        });
        return this;
    }

    public Bench Declare(
        string id, DeclarationKind kind, string requirement, string place = "Z", string reason = "because", string[]? controls = null,
        string? acceptedBy = null, int fromDays = -10, int toDays = 10)
    {
        Declarations.Add(new(
            id, kind, requirement.Length == 0 ? [] : [Id(requirement)], [place], $"DOC-{id}", "owner", Today.AddDays(fromDays), Today.AddDays(toDays), reason,
            controls ?? [], acceptedBy));
        return this;
    }

    public AssessmentInput Input() => new()
    {
        Scenario = "s", Title = "S", ModelHash = "ab", Issuer = "me", IssuerRole = "first", Seed = 1, AsOf = Today, Places = Places, Controls = Controls,
        Declarations = Declarations, Cells = Cells, Trials = Trials, Disagreements = Disagreements, Expectations = Expectations, Complete = Complete,
    };

    public AssessmentResult Assess() => Assess(Input());

    public AssessmentResult Assess(AssessmentInput input) => Assessor.Assess(input, _activities);

    public RequirementVerdict Verdict(string id, string place = "Z") => Assess().Find(place)![Id(id)];

    public FrResult Level(FoundationalRequirement fr, string place = "Z") => Assess().Find(place)![fr];

    private static Cell Cell(string id, string place, string asset) => new(Id(id), place, asset, "modbus", "-");

    private static Activity Nowhere(RequirementId id) => new(id, TestMode.Dynamic, "", [], "", "", null, new([], [], []), []);

    private void Add(string id, string place, string asset, TwinKind twin, TrialOutcome? outcome, ControlReaction[] reactions)
    {
        if (outcome is { } happened)
        {
            Trials.Add(new()
            {
                Id = $"probe/{id}/{place}/{asset}/{twin}", Kind = TrialKind.Probe, Twin = twin, Subject = "probe", Cell = Cell(id, place, asset),
                Outcome = happened, Reason = $"{twin} {happened}", Reactions = reactions, EvidenceHash = "00",
            });
        }
    }
}
