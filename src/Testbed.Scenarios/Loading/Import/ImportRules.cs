namespace Testbed.Scenarios.Loading;

/// <summary>What a scenario says about a network it imports and the network's file does not: names, limits, customers, capacities.</summary>
internal sealed record ImportRules(string Prefix, string Profile, double? RegulatorKg, IReadOnlyList<ImportTier> Tiers, IReadOnlyDictionary<string, int> Customers)
{
    /// <summary>Nothing said.</summary>
    public static ImportRules None { get; } = new("", "constant", null, [], new Dictionary<string, int>());

    /// <summary>The rules of a tier code: the scenario's, else those of the format's two codes; null when nobody has any.</summary>
    public ImportTier? Tier(int code) => Tiers.FirstOrDefault(t => t.Code == code) ?? code switch
    {
        0 => new(0, "low-pressure", null, null, 0.010, 0.010, 0.013, 0),
        1 => new(1, "medium-pressure", null, null, 0.5, 0.5, 0.65, 0),
        _ => null,
    };

    /// <summary>Binds <c>imported:</c>.</summary>
    public static ImportRules Bind(MapReader r) =>
        new(
            r.Optional("prefix", Types.IdPrefix, "", "put before every id made for the network: nodes N0.., pipes P0.., sources S.., regulators R0.., demands D.. (default none)"),
            r.Optional("profile", Types.OneOf("demand profile", DemandProfiles.Names), "constant", "how its demands change over the day (default constant)"),
            r.OptionalValue("regulator_kg", Types.Positive("capacity KG"),
                "flow coefficient KG of its regulators; left out, each carries its share of the demand behind them at a tenth of its opening"),
            r.Optional("tiers", Types.List(Types.Map("tier", BindTier)), [], "rules by the network's tier code (default: 0 low-pressure, 1 medium-pressure)"),
            r.Optional("customers", Types.Dictionary(Types.Ref(Named.Node), Types.Int(0, 1_000_000, "number of customers")), new Dictionary<string, int>(),
                "customers of single nodes, by node id"));

    private static ImportTier BindTier(MapReader r)
    {
        var outBelow = r.Optional("out_below", Types.Pressure, 0.010, "customers are out below this pressure (default 10 mbar)");
        var unsafeAbove = r.Optional("unsafe_above", Types.Pressure, outBelow * 1.3, "gas that comes back above this finds customers not isolated (default 1.3 x out_below)");
        if (unsafeAbove <= outBelow)
        {
            r.Report(DiagnosticCodes.OutageOrder, "unsafe_above", "it must lie above 'out_below'");
        }

        var maop = r.OptionalValue("maop", Types.Pressure, "maximum allowable operating pressure");
        var limit = r.OptionalValue("limit", Types.Pressure, "pressure above which harm is counted");
        if (limit < maop)
        {
            r.Report(DiagnosticCodes.LimitBelowMaop, "limit", "the limit lies below the maximum allowable operating pressure");
        }

        return new(
            r.Required("code", Types.Int(0, 99, "tier code"), "the tier's code in the file"),
            r.Required("name", Types.Text, "name of the tier, for reports"),
            maop, limit,
            r.Optional("minimum", Types.Pressure, outBelow, "below this pressure the supply falls linearly (default out_below)"),
            outBelow, unsafeAbove,
            r.Optional("customers_per_kg_per_s", Types.Between(0, 1e6, "customers per kg/s"), 0,
                "customers of a node that 'customers' does not name, by its demand (default 0: large users); a home's peak of 0.95 Nm3/h is about 5000"));
    }
}

/// <summary>Rules of one tier of an imported network; pressures bar gauge.</summary>
internal sealed record ImportTier(
    int Code, string Name, double? MaopBar, double? LimitBar, double MinimumBar, double OutBelowBar, double UnsafeAboveBar, double CustomersPerKgPerS);
