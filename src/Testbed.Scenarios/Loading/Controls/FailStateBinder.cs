namespace Testbed.Scenarios.Loading;

/// <summary>Binds <c>fail-state</c>.</summary>
internal sealed class FailStateBinder : ControlBinder<FailStateConfig>
{
    /// <inheritdoc/>
    public override ControlMaker Read(MapReader r)
    {
        var after = r.Required("after", Types.Duration, "silence of the master after which the state is taken");
        var seen = new List<(string Point, Mark At)>();
        var outputs = r.Required("outputs", Types.Dictionary(Types.Text.Then((p, at, _) => seen.Add((p, at))), Output),
            "per point name: hold (as it is), last (as the master last wrote it), or a number in engineering units");
        r.Binding.Later(s =>
        {
            foreach (var (asset, (point, at)) in r.Places("on").SelectMany(p => seen.Select(o => (p, o))))
            {
                PointNames.Check(r.Binding, s, asset, point, at);
            }
        });
        return h => new FailStateConfig
        {
            Id = h.Id,
            On = h.On,
            Product = h.Product,
            KnownLimits = h.KnownLimits,
            ClaimsOverride = h.Claims,
            After = after,
            Outputs = outputs,
        };
    }

    private static readonly ScalarType<string> Output = new("hold, last or a number", "hold", ParseOutput, () => new System.Text.Json.Nodes.JsonObject
    {
        ["anyOf"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["enum"] = new System.Text.Json.Nodes.JsonArray("hold", "last") }, new System.Text.Json.Nodes.JsonObject { ["type"] = "number" }),
    });

    private static ScalarProblem? ParseOutput(YamlScalar s, out string value)
    {
        value = s.Value;
        return s.Value is "hold" or "last" || double.TryParse(s.Value, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? null : new(DiagnosticCodes.WrongType, $"expected 'hold', 'last' or a number, found {s.Describe}");
    }
}
