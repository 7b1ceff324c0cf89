using System.Diagnostics.CodeAnalysis;

namespace Testbed.Scenarios.Loading;

/// <summary>Binds the whole file.</summary>
internal static class ScenarioBinder
{
    private static readonly string[] Parties = ["first", "second", "third"];

    /// <summary>The type of the whole file.</summary>
    [SuppressMessage("Performance", "CA1859", Justification = "Read as any other type.")]
    public static YamlType<Scenario> Document => Types.Map("scenario", Bind);

    private static Scenario Bind(MapReader r)
    {
        r.OptionalObject("extends", Types.Text,
            "folder of a scenario that this one is a variant of; then only id, title, description, controls, as_built and expectations stand here");
        r.OptionalObject("parts", Types.List(Types.Text), "files beside this one that hold further sections, such as [process.yaml]");
        var makers = new List<Func<Scenario, IEnumerable<ControlConfig>>>();
        var scenario = new Scenario
        {
            Id = r.Required("id", Types.Text, "the scenario's id, equal to its folder's name"),
            Title = r.Required("title", Types.Text, "the title shown in reports"),
            Description = r.Optional("description", Types.Text, "", "what a newcomer should know"),
            Start = r.Required("start", Types.Time, "the simulated start, such as 2026-01-15T04:15:00Z"),
            Issuer = r.Required("issuer", Types.Map("issuer", i => new IssuerConfig(
                i.Required("name", Types.Text, "company or person"),
                i.Required("role", Types.OneOf("party", Parties), "first, second or third party"))), "who issues reports"),
            Zones = InIdOrder(r.Required("zones", ZoneBinder.List([]), "zones"), z => z.Id),
            Assets = InIdOrder(r.Required("assets", AssetBinder.List(new(StringComparer.Ordinal)), "assets"), a => a.Id),
            Conduits = InIdOrder(r.Required("conduits", ConduitBinder.List, "conduits"), c => c.Id),
            AsBuilt = r.Required("as_built", AsBuiltBinder.Section, "what a site inspection found"),
            EssentialFunctions = r.Optional("essential_functions", OperationBinder.EssentialFunctions, [], "functions that no control may take away"),
            DetectionScope = r.Optional("detection_scope", OperationBinder.DetectionScope, [], "which attack steps must be noticed, and how fast"),
            Process = r.Required("process", ProcessBinder.Section, "the gas process"),
            Traffic = r.Required("traffic", TrafficBinder.Section, "the ordinary traffic of every run"),
            Operator = r.Required("operator", OperationBinder.Operator, "the operator model"),
            Declarations = r.Optional("declarations", DeclarationBinder.List, [], "evidence no test can give"),
            Expectations = [.. r.Optional("expectations", DeclarationBinder.Expectations, [], "claims that CI holds").SelectMany(e => e)],
            Goals = r.Optional("goals", OperationBinder.Goals, [], "what attackers want of the process"),
            Pki = r.Optional("pki", PkiBinder.Section, new PkiConfig(), "the certificate authority, roles in certificates, revoked certificates"),
            Controls = [],
        };
        makers.AddRange(r.Optional("controls", ControlsBinder.List, [], "security measures; on one conduit their order is that of the pipeline"));
        return scenario with { Controls = [.. makers.SelectMany(make => make(scenario))] };
    }

    private static List<T> InIdOrder<T>(IEnumerable<T> items, Func<T, string> id) => [.. items.OrderBy(id, StringComparer.Ordinal)];
}
