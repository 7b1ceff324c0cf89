using System.Text.Json;

namespace Testbed.GasNetwork.Cases.Import;

/// <summary>Valves, controls and machines.</summary>
internal sealed partial class PandapipesReader
{
    private void Valves(ImportedNet into)
    {
        foreach (var row in InService("valve"))
        {
            if (row.Text("et") is "pi")
            {
                AtPipe(row, into);
                continue;
            }

            var isNew = row.Text("et") is not null;
            if (Ends(row, isNew ? "junction" : "from_junction", isNew ? "element" : "to_junction") is not var (from, to))
            {
                continue;
            }

            Ideal(row);
            into.Valves.Add(new(row.Id, from, to, row.Flag("opened"), Diameter(row)));
        }
    }

    /// <summary>A valve at the end of a pipe: shut it cuts the pipe off there, so that nothing flows through it.</summary>
    private void AtPipe(PandapipesRow row, ImportedNet into)
    {
        Ideal(row);
        var pipe = row.Reference("element");
        if (!row.Flag("opened") && into.Pipes.RemoveAll(p => p.Id == pipe) > 0)
        {
            Warn(row, FormattableString.Invariant($"is shut at the end of pipe {pipe}, which is left out with it"));
        }
    }

    private void Ideal(PandapipesRow row)
    {
        if (row.Number("loss_coefficient", 0.0) != 0.0)
        {
            Warn(row, "its loss coefficient is not carried over; open it has no resistance");
        }
    }

    private void Controls(ImportedNet into)
    {
        foreach (var row in InService("press_control"))
        {
            if (Ends(row, "from_junction", "to_junction") is not var (from, to))
            {
                continue;
            }

            if (!row.Flag("control_active"))
            {
                Open(row, from, to, into, "its control is not active");
            }
            else if (row.Reference("controlled_junction") != to)
            {
                Warn(row, FormattableString.Invariant($"is left out: it controls junction {row.Reference("controlled_junction")}, not its outlet {to}"));
            }
            else
            {
                into.Regulators.Add((row.Id, from, to, row.Number("controlled_p_bar")));
            }
        }

        foreach (var row in InService("flow_control"))
        {
            if (Ends(row, "from_junction", "to_junction") is not var (from, to))
            {
                continue;
            }

            if (!row.Flag("control_active"))
            {
                Open(row, from, to, into, "its control is not active");
                continue;
            }

            // What it lets through is given, so in a steady state it is a withdrawal and an injection.
            var flow = row.Number("controlled_mdot_kg_per_s");
            into.Flows.Add((from, flow));
            into.Flows.Add((to, -flow));
        }
    }

    private void Machines(ImportedNet into)
    {
        foreach (var row in InService("compressor"))
        {
            if (Ends(row, "from_junction", "to_junction") is var (from, to))
            {
                into.Compressors.Add((row.Id, from, to, row.Number("pressure_ratio")));
            }
        }

        foreach (var row in InService("pump"))
        {
            if (Ends(row, "from_junction", "to_junction") is not var (from, to))
            {
                continue;
            }

            if (Curve(row.Text("std_type")) is { } curve)
            {
                into.Pumps.Add((row.Id, from, to, curve));
            }
            else
            {
                Warn(row, $"is left out: the file has no characteristic of its type '{row.Text("std_type")}'");
            }
        }

        foreach (var row in InService("heat_exchanger"))
        {
            if (Ends(row, "from_junction", "to_junction") is var (from, to))
            {
                Open(row, from, to, into, "its heat is not carried over");
            }
        }
    }

    /// <summary>Puts an open valve in the place of an element that only lets gas pass.</summary>
    private void Open(PandapipesRow row, int from, int to, ImportedNet into, string why)
    {
        Warn(row, $"{why}; an open valve without resistance stands for it");
        into.Valves.Add(new(into.Valves.Count == 0 ? 0 : into.Valves.Max(v => v.Id) + 1, from, to, true, 0.0));
    }

    /// <summary>Coefficients of a pump's lift in bar over m3/h, highest power first.</summary>
    private double[]? Curve(string? type)
    {
        foreach (var name in new[] { "std_types", "std_type" })
        {
            if (type is not null && net.TryGetProperty(name, out var all) && all.ValueKind == JsonValueKind.Object && all.TryGetProperty("pump", out var pumps)
                && pumps.TryGetProperty(type, out var pump) && PythonJson.Unwrap(pump, $"pump type '{type}'").TryGetProperty("reg_par", out var parameters)
                && PythonJson.Unwrap(parameters, "reg_par") is { ValueKind: JsonValueKind.Array } list)
            {
                return [.. list.EnumerateArray().Select(v => PythonJson.Unwrap(v, "reg_par").GetDouble())];
            }
        }

        return null;
    }
}
