using System.CommandLine;
using System.Globalization;
using Testbed.GasNetwork;
using Testbed.GasNetwork.Cases;
using Testbed.GasNetwork.Steady;

namespace Testbed.Cli;

/// <summary><c>testbed gas</c>: the gas physics alone, on case files.</summary>
internal static class GasCommand
{
    public static Command Create() => new("gas", "The gas physics alone, on case files that anybody can compare with.")
    {
        Solve(), GasSimulateCommand.Create(), GasImportCommand.Create(), GasPlotCommand.Create(),
    };

    private static Command Solve()
    {
        var file = new Argument<string>("case") { Description = "Case file: gasnet-bench/1, gasref-stanet/1 or gasref-steady-friction/1." };
        var friction = new Option<string?>("--friction")
        {
            Description = $"Friction law of all pipes: {string.Join(", ", SteadyCaseReader.Frictions.Keys)} (default: those of the case).",
        };
        var output = new Option<string?>("--out") { Description = "File for the results, in the case's own keys (default: standard output)." };
        var command = new Command("solve", "Solves a steady case.") { file, friction, output };
        command.SetAction(parse => Execute(parse.GetValue(file)!, parse.GetValue(friction), parse.GetValue(output)));
        return command;
    }

    private static int Execute(string file, string? friction, string? output)
    {
        var problem = Choose(Read(file, SteadyCaseReader.Read), friction);
        var results = new List<(string Key, SteadyModel Model, SteadyState State)>();
        var code = ExitCodes.Done;
        foreach (var (key, model) in problem.Variants)
        {
            var operation = SteadyOperation.Solve(model);
            if (operation.Problem is { } fault)
            {
                Console.Error.WriteLine($"{problem.Name} {key}: {fault.ElementId} {fault.Message}");
                code = operation.State is null ? ExitCodes.UserError : ExitCodes.RunBroke;
            }

            if (operation.State is { } state)
            {
                results.Add((key, model, state));
                Console.Error.WriteLine(Line(problem, key, model, state));
            }
        }

        var text = SteadyResultWriter.Write(problem, results);
        Write(text, output);
        return code;
    }

    /// <summary>Writes results to a file, or to standard output.</summary>
    public static void Write(string text, string? output)
    {
        if (output is null)
        {
            Console.Out.Write(text);
        }
        else
        {
            File.WriteAllText(output, text);
        }
    }

    /// <summary>Reads a case file; what is wrong with it is the user's mistake.</summary>
    public static TCase Read<TCase>(string file, Func<string, TCase> read)
    {
        if (!File.Exists(file))
        {
            throw new UserErrorException($"There is no file {file}.");
        }

        try
        {
            return read(File.ReadAllText(file));
        }
        catch (CaseFormatException e)
        {
            throw new UserErrorException($"{file}: {e.Message}");
        }
    }

    /// <summary>The case with one friction law for all pipes, where one is named.</summary>
    public static SteadyCase Choose(SteadyCase problem, string? friction)
    {
        if (friction is null)
        {
            return problem;
        }

        if (!SteadyCaseReader.Frictions.TryGetValue(friction, out var law))
        {
            throw new UserErrorException($"There is no friction law '{friction}'; there are {string.Join(", ", SteadyCaseReader.Frictions.Keys)}.");
        }

        return problem.Variants[0].Model.Friction == FrictionLaw.Given
            ? throw new UserErrorException($"{problem.Name} gives a friction factor per pipe; --friction does not apply.")
            : problem with { Variants = [(friction.ToLowerInvariant(), problem.Variants[0].Model with { Friction = law })] };
    }

    private static string Line(SteadyCase problem, string key, SteadyModel model, SteadyState state)
    {
        var lowest = Enumerable.Range(0, model.Nodes.Count).MinBy(i => state.PressurePa[i] - problem.AmbientPa[i]);
        var word = problem.AmbientPa[lowest] > 0 ? "gauge" : "absolute";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{problem.Name} {key}: {(state.Converged ? "solved" : "NOT solved")} in {state.Iterations} iterations, {model.Nodes.Count} nodes, {model.Pipes.Count} pipes; lowest pressure {(state.PressurePa[lowest] - problem.AmbientPa[lowest]) / 1e5:0.######} bar {word} at node {model.Nodes[lowest]}; worst imbalance {state.WorstResidualKgPerS:E1} kg/s");
    }
}
