using System.CommandLine;
using System.Text.Json;
using Testbed.GasNetwork.Cases;
using Testbed.GasNetwork.Steady;
using Testbed.Reporting;

namespace Testbed.Cli;

/// <summary><c>testbed gas plot</c>: a case, solved or simulated, as a picture; or the results of a simulation.</summary>
internal static class GasPlotCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("case")
        {
            Description = "Case file (steady, odorant, transient), or what 'gas simulate --out' wrote of a transient one.",
        };
        var output = new Option<string?>("--out") { Description = "Picture, .png or .svg (default: the case's name with .png)." };
        var friction = new Option<string?>("--friction") { Description = "Friction law of a steady case, one of 'gas solve' (default: the case's first)." };
        var command = new Command("plot", "Draws the network with pressures by colour, and pressures over time.") { file, output, friction };
        command.SetAction(parse => Execute(parse.GetValue(file)!, parse.GetValue(output), parse.GetValue(friction)));
        return command;
    }

    private static int Execute(string file, string? output, string? friction)
    {
        var to = output ?? Path.ChangeExtension(Path.GetFileName(file), ".png");
        var kind = Path.GetExtension(to).ToLowerInvariant();
        if (kind is not (".png" or ".svg"))
        {
            throw new UserErrorException($"--out {to} must end in .png or .svg.");
        }

        var figure = GasSimulateCommand.Format(file) switch
        {
            "gasref-transient/1" => GasPictures.Transient(file),
            "gasref-odorant/1" => Odorant(file),
            "gasref-linepack/1" => throw new UserErrorException($"{file}: line-pack cases are single pipes; there is nothing to draw."),
            null => Result(file),
            _ => Steady(GasCommand.Choose(GasCommand.Read(file, SteadyCaseReader.Read), friction)),
        };
        if (kind == ".svg")
        {
            File.WriteAllText(to, figure.Svg());
        }
        else
        {
            File.WriteAllBytes(to, figure.Png());
        }

        Console.Error.WriteLine($"{to}: written");
        return ExitCodes.Done;
    }

    private static GasFigure Steady(SteadyCase problem)
    {
        var (key, model) = problem.Variants[0];
        var operation = SteadyOperation.Solve(model);
        return operation is { Problem: null, State: { } state }
            ? new(null, GasPictures.Network($"{problem.Name}: pressures, {key}", model, state.PressurePa, problem.AmbientPa, problem.Places))
            : throw new UserErrorException($"{problem.Name} {key}: {operation.Problem!.ElementId} {operation.Problem.Message}");
    }

    private static GasFigure Odorant(string file)
    {
        var problem = GasCommand.Read(file, OdorantCaseReader.Read);
        return Steady(new()
        {
            Name = problem.Name, Format = "gasref-odorant/1", Variants = [("nikuradse", problem.Model)], Places = problem.Places,
            AmbientPa = GasPictures.Ambient(problem.Model.HeightM, problem.Model.Nodes.Count),
        });
    }

    /// <summary>A file without a format: results, in which pressures over time are drawn for themselves.</summary>
    private static GasFigure Result(string file)
    {
        var text = GasCommand.Read(file, t => t);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.TryGetProperty("results", out var results) && results.TryGetProperty("node_pressure_Pa", out var nodes)
                && results.TryGetProperty("time_s", out var times))
            {
                var series = nodes.EnumerateObject().Select(n => (n.Name, n.Value.EnumerateArray().Select(v => v.GetDouble()).ToArray())).ToList();
                var name = document.RootElement.TryGetProperty("name", out var title) ? title.ToString() : Path.GetFileName(file);
                return new(GasPictures.Course(name, [.. times.EnumerateArray().Select(t => t.GetDouble())], series, []), null);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserErrorException($"{file}: cannot be read: {e.Message}");
        }

        throw new UserErrorException($"{file}: is neither a case nor results over time; results of a steady case hold no network, so draw the case.");
    }
}
