using System.Text.Json.Nodes;

namespace Testbed.Scenarios.Loading;

/// <summary>
/// Binds <c>controls:</c>. An entry on one place makes a control with the entry's id; on several places it makes one per place with id
/// <c>{id}@{place}</c>, in the order written.
/// </summary>
internal static class ControlsBinder
{
    /// <summary>The list; each entry gives what makes its controls.</summary>
    public static ListType<Func<Scenario, IEnumerable<ControlConfig>>> List { get; } = Types.List(new EntryType());

    /// <summary>Reports two controls of one kind on one place.</summary>
    private static void CheckPlaces(Binding binding, Scenario scenario, ControlBinder kind, IReadOnlyList<string> on, IReadOnlyList<Mark> marks, string entry)
    {
        for (var i = 0; i < on.Count; i++)
        {
            var where = on[i];
            var (isAsset, isConduit) = (scenario.Asset(where) is not null, scenario.Conduit(where) is not null);
            if ((isAsset && kind.OnConduit) || (isConduit && !kind.OnConduit))
            {
                binding.Report(DiagnosticCodes.ControlOnWrongSide, marks[i],
                    $"'{kind.Kind}' stands on {(kind.OnConduit ? "conduits" : "assets")}, {where} is {(isAsset ? "an asset" : "a conduit")}",
                    Nearest.Fix(where, kind.OnConduit ? scenario.Conduits.Select(c => c.Id) : scenario.Assets.Select(a => a.Id)));
            }

            var same = scenario.Controls.Where(c => c.On == where && c.Kind == kind.Kind).ToList();
            if (same.Count > 1 && (EntryOf(same[0].Id) != entry || on.Take(i).Contains(where)))
            {
                binding.Report(DiagnosticCodes.DuplicateControl, marks[i], $"{where} already carries the '{kind.Kind}' control '{same[0].Id}'",
                    "merge the two");
            }
        }
    }

    private static string EntryOf(string controlId) => controlId.Split('@')[0];

    private static Func<Scenario, IEnumerable<ControlConfig>> BindEntry(MapReader r, ControlBinder kind)
    {
        var id = Head(r, out var on, out var marks, out var product, out var limits);
        var claims = r.OptionalObject("claims", Types.List(Types.Requirement), "narrows the requirements that this kind claims");
        var maker = kind.Read(r);
        CheckClaims(r, claims);
        r.Binding.Later(scenario => CheckPlaces(r.Binding, scenario, kind, on, marks, id));
        return scenario => on.Distinct(StringComparer.Ordinal).Select(where => maker(
            new(on.Count == 1 ? id : $"{id}@{where}", where, product, limits, claims, scenario.Conduit(where), scenario)));

        void CheckClaims(MapReader reader, IReadOnlyList<Testbed.Core.RequirementId>? claimed)
        {
            var at = reader.At("claims");
            reader.Binding.Later(scenario =>
            {
                var own = scenario.Controls.FirstOrDefault(c => EntryOf(c.Id) == id)?.DefaultClaims ?? [];
                foreach (var claim in (claimed ?? []).Where(c => own.Count > 0 && !own.Contains(c)))
                {
                    reader.Binding.Report(DiagnosticCodes.ClaimNotOfKind, at, $"'{kind.Kind}' has nothing to do with {claim}",
                        $"it can claim {string.Join(", ", own)}");
                }
            });
        }
    }

    private static string Head(MapReader r, out IReadOnlyList<string> on, out IReadOnlyList<Mark> marks, out string? product, out string? limits)
    {
        var seen = new List<Mark>();
        var places = Types.Ref(Named.Asset | Named.Conduit).Then((_, at, _) => seen.Add(at));
        r.Required("kind", Types.OneOf("kind of control", [.. ControlBinder.All.Keys], DiagnosticCodes.UnknownKind), "the kind of control");
        var id = r.Required("id", Types.NewId(Named.Control), "the control's id; with several places each gets {id}@{place}");
        on = r.Required("on", Types.ListOrOne(places, needsOne: true), "the conduit or asset that carries it, or several");
        marks = seen;
        var several = on;
        if (several.Count > 1)
        {
            foreach (var (place, at) in several.Zip(seen).DistinctBy(p => p.First))
            {
                r.Binding.DefineExpanded(Named.Control, $"{id}@{place}", at);
            }
        }

        product = r.OptionalObject("product", Types.Text, "the product that implements it; without one the verdict reads 'tested on a generic model'");
        limits = r.OptionalObject("known_limits", Types.Text, "known limits of that product");
        return id;
    }

    /// <summary>An entry, read by the binder of its kind.</summary>
    private sealed class EntryType : YamlType<Func<Scenario, IEnumerable<ControlConfig>>>
    {
        public override Func<Scenario, IEnumerable<ControlConfig>> Fallback => _ => [];

        public override bool TryRead(YamlNode node, Binding binding, out Func<Scenario, IEnumerable<ControlConfig>> value)
        {
            value = Fallback;
            var kind = (node as YamlMap)?.Find("kind")?.Value as YamlScalar;
            if (kind is not null && ControlBinder.All.TryGetValue(kind.Value, out var binder))
            {
                return Types.Map($"{kind.Value} control", r => BindEntry(r, binder)).TryRead(node, binding, out value);
            }

            if (node is not YamlMap map)
            {
                binding.Report(DiagnosticCodes.WrongType, node.Start, $"expected a map (control), found {node.Describe}", "write 'kind: allow-list' and so on");
                return false;
            }

            // The other keys depend on the kind: only what every control has can be checked.
            Head(MapReader.For(map, binding, "control"), out _, out _, out _, out _);
            return false;
        }

        public override JsonObject Schema()
        {
            var kinds = new JsonArray();
            foreach (var binder in ControlBinder.All.Values)
            {
                var entry = Types.Map($"{binder.Kind} control", r => BindEntry(r, binder)).Schema();
                entry["properties"]!["kind"] = new JsonObject { ["const"] = binder.Kind };
                kinds.Add((JsonNode)new JsonObject
                {
                    ["if"] = new JsonObject
                    {
                        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = binder.Kind } },
                        ["required"] = new JsonArray("kind"),
                    },
                    ["then"] = entry,
                });
            }

            return new()
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["kind"] = new JsonObject { ["enum"] = new JsonArray([.. ControlBinder.All.Keys.Select(k => (JsonNode)k)]) },
                },
                ["required"] = new JsonArray("kind", "id", "on"),
                ["allOf"] = kinds,
            };
        }
    }
}
