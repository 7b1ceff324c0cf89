using System.Globalization;
using System.Text.Json;

namespace Testbed.GasNetwork.Cases.Import;

/// <summary>Reads the tables of a pandapipes network. Its conventions: gauge bar over local ambient pressure, km, kg/s, one temperature per junction.</summary>
internal sealed partial class PandapipesReader(JsonElement net)
{
    private const double SameK = 1e-6;

    /// <summary>Tables that are read, or that say nothing about steady flow.</summary>
    private static readonly string[] Known =
    [
        "junction", "pipe", "ext_grid", "sink", "source", "mass_storage", "valve", "press_control", "compressor", "pump", "flow_control", "heat_exchanger",
        "controller", "junction_geodata", "pipe_geodata",
    ];

    private readonly List<string> _warnings = [];
    private readonly HashSet<int> _junctions = [];
    private readonly HashSet<int> _inService = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Reads everything.</summary>
    public ImportedNet Read()
    {
        var junctions = PandapipesTable.Of(net, "junction");
        if (junctions.Rows.Count == 0)
        {
            throw new CaseFormatException("table 'junction' is missing or empty");
        }

        var nodes = Nodes(junctions, out var temperature);
        var imported = new ImportedNet
        {
            Name = net.TryGetProperty("name", out var name) && name.ToString() is { Length: > 0 } text ? text : "pandapipes net",
            Friction = Friction(),
            TemperatureK = temperature,
            Fluid = PandapipesFluid.Of(net, temperature),
            Nodes = nodes,
        };
        Pipes(imported);
        Supplies(imported);
        Valves(imported);
        Controls(imported);
        Machines(imported);
        Unknown();
        return imported;
    }

    private List<ImportedNode> Nodes(PandapipesTable junctions, out double temperature)
    {
        var places = PandapipesTable.Of(net, "junction_geodata").Rows.ToDictionary(r => r.Id, r => (r.Number("x"), r.Number("y")));
        var nodes = new List<ImportedNode>();
        double? first = null;
        foreach (var row in junctions.Rows)
        {
            if (!_junctions.Add(row.Id))
            {
                throw new CaseFormatException($"{row.Where}: the index stands for more than one junction");
            }

            if (!row.Flag("in_service"))
            {
                continue;
            }

            var kelvin = row.Number("tfluid_k", 283.15);
            first ??= kelvin;
            if (Math.Abs(kelvin - first.Value) > SameK)
            {
                Warn(row, FormattableString.Invariant($"its temperature of {kelvin} K is not carried over; the whole net is at {first} K"));
            }

            _inService.Add(row.Id);
            nodes.Add(new(row.Id, row.Text("name"), row.Number("height_m", 0.0), places.TryGetValue(row.Id, out var place) ? place : null));
        }

        temperature = first ?? throw new CaseFormatException("no junction is in service");
        return nodes;
    }

    private string Friction()
    {
        var named = net.TryGetProperty("user_pf_options", out var options) && options.ValueKind == JsonValueKind.Object
            && options.TryGetProperty("friction_model", out var model) ? model.ToString() : "nikuradse";
        // pandapipes has called Colebrook by its second name, too.
        var law = named switch { "prandtl-colebrook" => "colebrook", "swamee-jain" or "colebrook" or "nikuradse" => named, _ => null };
        if (law is null)
        {
            _warnings.Add($"the friction model '{named}' of the network's options is not known here; nikuradse stands for it");
        }

        return law ?? "nikuradse";
    }

    private void Pipes(ImportedNet into)
    {
        foreach (var row in InService("pipe"))
        {
            if (Ends(row, "from_junction", "to_junction") is var (from, to))
            {
                if (row.Number("qext_w", 0.0) != 0.0)
                {
                    Warn(row, "its heat is not carried over");
                }

                into.Pipes.Add(new(
                    row.Id, from, to, 1_000.0 * row.Number("length_km"), Diameter(row), row.Number("k_mm"), row.Number("loss_coefficient", 0.0)));
            }
        }
    }

    private void Supplies(ImportedNet into)
    {
        foreach (var row in InService("ext_grid"))
        {
            if (At(row) is not { } node)
            {
                continue;
            }

            var kind = row.Text("type") ?? "pt";
            if (!kind.Contains('p', StringComparison.Ordinal))
            {
                Warn(row, $"is left out: of type '{kind}' it holds a temperature only");
                continue;
            }

            if (Math.Abs(row.Number("t_k", into.TemperatureK) - into.TemperatureK) > SameK)
            {
                Warn(row, FormattableString.Invariant($"its {row.Number("t_k")} K are not carried over; the whole net is at {into.TemperatureK} K"));
            }

            var pressure = row.Number("p_bar");
            if (into.Sources.Find(s => s.Node == node) is { } other && other.BarGauge != pressure)
            {
                throw new CaseFormatException(FormattableString.Invariant($"{row.Where}: junction {node} is held at {other.BarGauge} and at {pressure} bar"));
            }

            if (!into.Sources.Exists(s => s.Node == node))
            {
                into.Sources.Add(new(node, pressure));
            }
        }

        foreach (var (table, sign) in new[] { ("sink", 1.0), ("source", -1.0), ("mass_storage", 1.0) })
        {
            foreach (var row in InService(table))
            {
                if (At(row) is { } node)
                {
                    into.Flows.Add((node, sign * row.Number("mdot_kg_per_s") * row.Number("scaling", 1.0)));
                }
            }
        }
    }

    private void Unknown()
    {
        foreach (var table in net.EnumerateObject().Where(p => PandapipesTable.IsFrame(p.Value)).Select(p => p.Name))
        {
            if (Known.Contains(table) || table.StartsWith("res_", StringComparison.Ordinal) || table.EndsWith("geodata", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var row in PandapipesTable.Of(net, table).Rows.Where(r => r.Flag("in_service")))
            {
                Warn(row, "is left out: there is no such element here");
            }
        }
    }

    private IEnumerable<PandapipesRow> InService(string table) => PandapipesTable.Of(net, table).Rows.Where(r => r.Flag("in_service"));

    /// <summary>The two junctions of an element; nothing, with a warning, where one of them is out of service.</summary>
    private (int From, int To)? Ends(PandapipesRow row, string from, string to) =>
        At(row, from) is { } start && At(row, to) is { } end ? (start, end) : null;

    private int? At(PandapipesRow row, string column = "junction")
    {
        var junction = row.Reference(column);
        if (!_junctions.Contains(junction))
        {
            throw new CaseFormatException(string.Create(CultureInfo.InvariantCulture, $"{row.Where}, column '{column}': there is no junction {junction}"));
        }

        if (_inService.Contains(junction))
        {
            return junction;
        }

        Warn(row, string.Create(CultureInfo.InvariantCulture, $"is left out: its junction {junction} is out of service"));
        return null;
    }

    private static double Diameter(PandapipesRow row) =>
        row.Number("inner_diameter_mm", double.NaN) is var millimetres && double.IsFinite(millimetres) ? millimetres / 1_000.0 : row.Number("diameter_m");

    private void Warn(PandapipesRow row, string text) => _warnings.Add($"{row.Where}: {text}");
}
