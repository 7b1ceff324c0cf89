using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests;

/// <summary>
/// A small gas system run through the real assessor, with a verdict of every kind: six zones, eight conduits (two in parallel, one within
/// a column, one to the outside), plays, campaign, declarations.
/// </summary>
internal static class Sample
{
    public static readonly RunFigures Figures = new(240, 11.5, 20.9, 4100, 18230, 12.3, 96, 640);

    private static readonly string[] Tested =
        ["SR 1.1", "SR 1.2", "SR 2.1", "SR 2.1 RE 1", "SR 3.1", "SR 5.1", "SR 5.2", "SR 5.2 RE 1", "SR 6.1", "SR 6.2", "SR 7.1"];
    private static readonly string[] Partly = ["SR 1.3", "SR 3.5", "SR 4.1"];
    private static readonly string[] WirelessOnly = ["SR 1.6", "SR 1.6 RE 1", "SR 2.2", "SR 2.2 RE 1"];
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IReadOnlyDictionary<RequirementId, Activity> Activities { get; } = RequirementCatalogue.All.ToDictionary(r => r.Id, Row);

    public static AssessmentInput Input(string title = "Station lab, hardened", Action<Builder>? more = null)
    {
        var builder = new Builder(title);
        builder.Fill();
        more?.Invoke(builder);
        return builder.Build();
    }

    public static AssessmentResult Assess(AssessmentInput input) => Assessor.Assess(input, Activities);

    private static Activity Row(Requirement row)
    {
        var id = row.Id.ToString();
        var mode = Tested.Contains(id) ? TestMode.Dynamic : Partly.Contains(id) ? TestMode.Partial : id == "SR 7.6" ? TestMode.Configuration
            : TestMode.Declared;
        var wireless = WirelessOnly.Contains(id);
        return new(
            row.Id, mode, "objective", [], "stimulus", "observation", "procedure",
            new(row.Fr == FoundationalRequirement.Rdf ? [PlaceKind.Zone, PlaceKind.Conduit] : id is "SR 3.1" or "SR 4.1" ? [PlaceKind.Conduit]
                : [PlaceKind.Zone], [],
                wireless ? [PlaceFeatures.Wireless] : []),
            wireless ? [new("no-wireless", "No radio or cellular link carries traffic here.", PlaceFeatures.Wireless)] : []);
    }

    internal sealed class Builder(string title)
    {
        private static readonly (string Id, string Title, string Target, string[] Conduits)[] Zones =
        [
            ("Z-CC", "Control centre", "{3 3 2 2 3 2 3}", ["C-IDMZ-CC", "C-CC-CGS", "C-CC-DRS", "C-VRA-CC", "C-CC-CGS2"]),
            ("Z-CGS", "City gate station CGS-1", "{2 2 3 1 3 2 3}", ["C-CC-CGS", "C-CGS-OPP", "C-CC-CGS2", "C-CGS-IDMZ"]),
            ("Z-DRS", "District regulator station DRS-3", "{2 2 2 1 2 1 2}", ["C-CC-DRS"]),
            ("Z-IDMZ", "Industrial DMZ", "{2 2 2 2 3 2 2}", ["C-IDMZ-CC", "C-CGS-IDMZ", "C-ENT"]),
            ("Z-OPP", "Over-pressure protection", "{3 3 3 1 3 2 3}", ["C-CGS-OPP"]),
            ("Z-VRA", "Vendor remote access", "{3 3 2 2 3 3 2}", ["C-VRA-CC"]),
        ];

        private static readonly (string Id, string Title)[] Conduits =
        [
            ("C-CC-CGS", "Telemetry to the city gate"), ("C-CC-DRS", "Cellular telemetry to the district"), ("C-CGS-OPP", "Interlock"),
            ("C-CC-CGS2", "Standby telemetry"), ("C-CGS-IDMZ", "Metering"), ("C-ENT", "Enterprise"),
            ("C-IDMZ-CC", "History and transfer"), ("C-VRA-CC", "Vendor sessions"),
        ];

        public List<TrialResult> Trials { get; } = [];

        public List<Declaration> Declarations { get; } = [];

        public List<Expectation> Expectations { get; } = [];

        public List<ReachabilityDisagreement> Disagreements { get; } = [];

        private readonly List<Place> _places = [];
        private readonly List<ControlDescription> _controls = [];
        private readonly List<PlannedCell> _cells = [];

        public void Fill()
        {
            foreach (var (id, name, target, conduits) in Zones)
            {
                _places.Add(new(
                    id, PlaceKind.Zone, name, "Gas network operations", Vector(target), [new("A", "Controller", "2.1", Vector("{2 2 2 1 2 2 2}"))],
                    id == "Z-DRS" ? new HashSet<string> { PlaceFeatures.Wireless } : new HashSet<string>(), conduits));
            }

            foreach (var (id, name) in Conduits)
            {
                _places.Add(new(id, PlaceKind.Conduit, name, "Telecoms", Vector("{2 2 2 1 3 2 2}"), [], new HashSet<string>(), []));
            }

            foreach (var place in _places)
            {
                Evidence(place);
            }

            Declare();
            Replay();
        }

        public AssessmentInput Build() => new()
        {
            Scenario = "station-lab", Title = title, ModelHash = new string('a', 64), Issuer = "Example Integrator", IssuerRole = "first", Seed = 7,
                AsOf = Today,
            Places = _places, Controls = _controls, Declarations = Declarations, Cells = _cells, Trials = Trials, Expectations = Expectations,
            Disagreements = Disagreements,
            Profiles = [new(4, "Extended means", "sophisticated", "extended", "iacs", "high")],
            EssentialFunctions = [new("EF1", "Pressure control of the city gate", ["A"], TimeSpan.Zero),
                new("EF2", "View of outlets", [], TimeSpan.FromMinutes(10))],
            DetectionScope = [new("unauthorised-write", ["C-CC-CGS"], TimeSpan.FromSeconds(5))],
        };

        private static SlVector Vector(string text) => SlVector.TryParse(text, out var vector) ? vector : throw new FormatException(text);

        private void Evidence(Place place)
        {
            var rows = Activities.Values.Where(a => a.Mode is TestMode.Dynamic or TestMode.Partial && a.AppliesTo.AppliesTo(place.Kind, place.Features))
                .ToList();
            var control = $"{place.Id}.guard";
            _controls.Add(new(
                control, "allow-list", place.Id, $"{place.Id}.gw-b", [.. rows.Select(r => r.Id)], place.Id == "Z-DRS" ? null : "Field firewall 4.2",
                    "no deep inspection of FC 43",
                "Allow list of declared flows"));
            foreach (var row in rows)
            {
                foreach (var asset in new[] { "PLC-1", "RTU-2" })
                {
                    var breached = (place.Id == "Z-DRS" && row.Id.ToString() == "SR 2.1" && asset == "RTU-2")
                        || (place.Id == "C-CC-DRS" && row.Id.ToString() == "SR 5.2 RE 1");
                    var masked = place.Id == "Z-IDMZ" && row.Id.ToString() == "SR 1.2";
                    Probe(new(row.Id, place.Id, asset, "modbus", "-"), control, breached, masked);
                }
            }
        }

        private void Probe(Cell cell, string control, bool breached, bool masked)
        {
            _cells.Add(new(cell, "write-unauthenticated"));
            foreach (var twin in Enum.GetValues<TwinKind>())
            {
                var succeeded = twin == TwinKind.Open || breached;
                Trials.Add(new()
                {
                    Id = $"probe/{cell.Requirement}/{cell.Place}/{cell.Asset}/modbus/-/{twin.ToString().ToLowerInvariant()}", Kind = TrialKind.Probe,
                        Twin = twin,
                    Subject = "write-unauthenticated", Cell = cell, Outcome = succeeded ? TrialOutcome.Succeeded : TrialOutcome.Resisted,
                    Reason = succeeded ? $"FC 6 to holding register 100 of {cell.Asset} was applied."
                        : $"FC 6 to holding register 100 of {cell.Asset} was refused.",
                    Reactions = succeeded ? [] : [new(masked ? "Z-IDMZ.proxy" : control, cell.Place, "default-deny", LedgerAction.Blocked, 1)],
                    Excerpt = breached && twin == TwinKind.Armed
                        ? [$"00:00:12.000 {cell.Place} GUEST -> {cell.Asset}:502 FC6 HR100=2500 forwarded by telemetry-write"] : [],
                    EvidenceHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{cell}{twin}"))),
                });
            }
        }

        private void Declare()
        {
            string[] all = [.. _places.Select(p => p.Id)];
            RequirementId[] paper =
                [.. Activities.Values.Where(a => a.Mode is TestMode.Declared or TestMode.Partial && a.Id.ToString() is not ("SR 3.2" or "SR 5.4"))
                    .Select(a => a.Id)];
            Declarations.Add(new("D-01", DeclarationKind.Document, paper, all, "GN-SEC-012", "A. Owner", Today.AddDays(-90), Today.AddDays(200),
                "procedure in force", [], null));
            Declarations.Add(new(
                "D-02", DeclarationKind.Document, [RequirementId.Parse("SR 7.6")], ["Z-CC"], "GN-SEC-020", "B. Owner", Today.AddDays(-30), Today.AddDays(60),
                "hardening check not automated yet", [], null));
            Declarations.Add(new("D-03", DeclarationKind.Document, [RequirementId.Parse("SR 3.2")], all, "GN-SEC-003", "C. Owner", Today.AddDays(-900),
                Today.AddDays(-5), "old", [], null));
            Declarations.Add(new(
                "D-04", DeclarationKind.Compensation, [RequirementId.Parse("SR 5.2 RE 1")], ["C-CC-DRS"], "GN-SEC-031", "A. Owner", Today.AddDays(-9),
                    Today.AddDays(90),
                "end point refuses it", ["Z-DRS.guard"], "Head of operations"));
            Declarations.Add(new(
                "D-05", DeclarationKind.NotApplicable, [RequirementId.Parse("SR 5.4")], ["Z-OPP"], "GN-SEC-040", "A. Owner", Today.AddDays(-9),
                    Today.AddDays(90), "we like it so", [], null));
        }

        /// <summary>More cells like those there are, with the ledger a busy trial leaves, as in a utility.</summary>
        public void Multiply(int assets)
        {
            var known = _cells.Where(c => c.Cell.Asset == "PLC-1").ToList();
            var trials = Trials.ToLookup(t => t.Cell);
            foreach (var cell in known)
            {
                for (var i = 0; i < assets / 4; i++)
                {
                    var other = cell.Cell with { Asset = FormattableString.Invariant($"RTU-DRS-{i}-CABINET") };
                    _cells.Add(cell with { Cell = other });
                    Trials.AddRange(trials[cell.Cell].Select(t => t with
                    {
                        Id = t.Id.Replace("PLC-1", other.Asset, StringComparison.Ordinal), Cell = other,
                        Excerpt = t.Twin == TwinKind.Open ? []
                            : [.. Enumerable.Range(0, 12).Select(n => FormattableString.Invariant(
                                $"{n}.000 s C4.gw-b C4-inspection blocked function-not-allowed: ENG-1 -> {other.Asset}:502 unit 1 FC 16 HR 100 = [90{n}]"))],
                    }));
                }
            }
        }

        /// <summary>More plays, each watched and drawn.</summary>
        public void Replay(int plays)
        {
            var model = Trials.First(t => t.Kind == TrialKind.Play && t.Trace is not null);
            Trials.AddRange(Enumerable.Range(0, plays).Select(i => model with
            {
                Id = FormattableString.Invariant($"play/sl2/again-{i}"), Subject = FormattableString.Invariant($"again-{i}"),
                Excerpt = [.. Enumerable.Repeat(model.Excerpt[0], 18)], Steps = [.. Enumerable.Repeat(model.Steps[0], 40)],
            }));
        }

        private void Replay()
        {
            Add("sl1/wrong-unit", 1, TrialOutcome.Resisted, "An operator's wrong unit id was refused.", ["T0855"],
                [new("C-CC-CGS", FoundationalRequirement.Uc)], null);
            Add("sl2/unauthorised-write", 2, TrialOutcome.Succeeded, "A laptop in the district station set RTU-2 to full output.", ["T0836", "T0855"],
                [new("Z-DRS", FoundationalRequirement.Uc), new("Z-DRS", FoundationalRequirement.Iac)],
                    new(0.018, "LP-07", 5400, 37, 2110, 0, 41.2, 3.1, 640, 14400));
            Add("sl3/on-path-change", 3, TrialOutcome.Resisted, "Changed telegrams broke the session; none was accepted.", ["T0830"],
                [new("C-CC-CGS", FoundationalRequirement.Si)],
                new(0, "-", 0, 0, 0, 0, 0, 0, 12, 14400));
            Add("sl4/ramp", 4, TrialOutcome.Resisted, "The slow ramp stopped at the range limit.", ["T0836", "T0856"],
                [new("C-CC-CGS", FoundationalRequirement.Uc), new("Z-CGS", FoundationalRequirement.Si)], new(0, "-", 0, 0, 0, 0, 0, 0, 300, 14400));
            Trials.Add(new()
            {
                Id = "negative-control", Kind = TrialKind.NegativeControl, Twin = TwinKind.Armed, Subject = "ordinary traffic", Outcome = TrialOutcome.Resisted,
                Reason = "Nothing happened.", Impact = new(0, "-", 0, 0, 0, 0, 0, 0, null, 14400), Trace = Trace(0), EvidenceHash = new string('c', 64),
            });
        }

        private void Add(string subject, int level, TrialOutcome outcome, string reason, string[] techniques, GuardedStep[] path, Impact? impact) =>
            Trials.Add(new()
        {
            Id = $"play/{subject}", Kind = TrialKind.Play, Twin = TwinKind.Armed, Subject = subject, ProfileLevel = level, Techniques = techniques, Path = path,
            Brief = new($"What {subject} is about", "zone:target", "write"),
            Steps = [new(0, techniques[0], $"attacker-{path[0].Place}: begins"), new(0.8, "", reason)],
            Outcome = outcome, Reason = reason, Impact = impact, Trace = outcome == TrialOutcome.Succeeded ? Trace(1) : null,
                EvidenceHash = new string('b', 64),
            Excerpt = outcome == TrialOutcome.Succeeded
                ? ["00:20:00.000 Z-DRS GUEST -> RTU-2:502 FC6 HR100=10000 forwarded", "00:30:40.000 C-CC-DRS monitor alerted set-point-jump"] : [],
            Reactions = outcome == TrialOutcome.Succeeded ? [new("C-CC-DRS.guard", "C-CC-DRS", "set-point-jump", LedgerAction.Alerted, 1)] : [],
        });

        private static ProcessTrace Trace(double attack)
        {
            double[] seconds = [.. Enumerable.Range(0, 241).Select(i => i * 60.0)];
            double Step(double s) => s < 1200 ? 0 : attack * (1 - Math.Exp(-(s - 1200) / 900));
            return new(
                ["CGS inlet", "Feeder F-2", "LP-03", "LP-07", "supply", "customers out"], seconds,
                [
                    [.. seconds.Select(s => 40 + Math.Sin(s / 3000))], [.. seconds.Select(s => 4.0 - (0.1 * Step(s)) + (0.05 * Math.Sin(s / 2000)))],
                    [.. seconds.Select(s => 0.025 + (0.016 * Step(s)))], [.. seconds.Select(s => 0.024 + (0.02 * Step(s)))],
                    [.. seconds.Select(s => 5300 + (900 * Step(s)))], [.. seconds.Select(s => Math.Floor(37 * Step(s)))],
                ])
            {
                Quantities =
                [
                    ProcessQuantity.Pressure, ProcessQuantity.Pressure, ProcessQuantity.Pressure, ProcessQuantity.Pressure, ProcessQuantity.Flow,
                    ProcessQuantity.CustomersOut,
                ],
                Limits = [44, 4.55, 0.0345, 0.0345, null, null],
            };
        }
    }
}
