using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Testbed.GasNetwork;
using Testbed.GasNetwork.Cases;
using Testbed.GasNetwork.Transient;

namespace Testbed.Cli;

/// <summary><c>testbed gas simulate CASE</c>: a case that runs over time.</summary>
internal static class GasSimulateCommand
{
    private const double FinestCellM = 62.5;
    private const double MostCells = 2_000;
    private const double Tolerance = 1e-6;

    public static Command Create()
    {
        var file = new Argument<string>("case") { Description = "Case file: gasref-transient/1, gasref-odorant/1 or gasref-linepack/1." };
        var cell = new Option<double?>("--cell") { Description = "Longest cell of a pipe, m (default: 62.5, longer where that makes over 2,000)." };
        var tolerance = new Option<double>("--tolerance")
        {
            Description = "Relative error of a pressure allowed per step.", DefaultValueFactory = _ => Tolerance,
        };
        var quiet = new Option<bool>("--no-inertia") { Description = "Leaves out the inertia of the gas." };
        var output = new Option<string?>("--out") { Description = "File for the results, in the case's own keys (default: standard output)." };
        var command = new Command("simulate", "Simulates a transient, odorant or line-pack case.") { file, cell, tolerance, quiet, output };
        command.SetAction(parse =>
        {
            var (name, to) = (parse.GetValue(file)!, parse.GetValue(output));
            return Format(name) switch
            {
                "gasref-odorant/1" => Odorant(name, to),
                "gasref-linepack/1" => LinePack(name, to),
                _ => Transient(name, parse.GetValue(cell), parse.GetValue(tolerance), !parse.GetValue(quiet), to),
            };
        });
        return command;
    }

    /// <summary>The format a file names, or null.</summary>
    public static string? Format(string file) => GasCommand.Read(file, text =>
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("format", out var format)
                ? format.ToString() : null;
        }
        catch (JsonException)
        {
            // The reader of transient cases says what is wrong with it.
            return null;
        }
    });

    private static int Transient(string file, double? cell, double tolerance, bool hasInertia, string? output)
    {
        var problem = GasCommand.Read(file, TransientCaseReader.Read);
        var (solver, result) = Begin(file, problem, cell, tolerance, hasInertia);
        var writer = new TransientResultWriter(problem);
        var (steps, massError) = (0, 0.0);
        foreach (var time in problem.StopSeconds)
        {
            result = result.Converged ? solver.AdvanceTo(time) : result;
            if (!result.Converged)
            {
                break;
            }

            (steps, massError) = (steps + result.Steps, Math.Max(massError, result.LargestMassError));
            writer.Note(solver);
        }

        GasCommand.Write(writer.Write(result.Converged, massError), output);
        var word = result.Converged ? "simulated" : $"stuck at {result.WorstNode}";
        Say($"{problem.Name}: {word} to {solver.TimeSeconds:0.###} s in {steps} steps, {solver.PointCount} points; {ErrorText(massError)}");
        return result.Converged ? ExitCodes.Done : ExitCodes.RunBroke;
    }

    /// <summary>A solver at the start of a case; its mistakes are the user's.</summary>
    public static (TransientSolver Solver, TransientResult Start) Begin(
        string file, TransientCase problem, double? cell = null, double tolerance = Tolerance, bool hasInertia = true)
    {
        var model = problem.Model with
        {
            LargestCellM = cell ?? Math.Max(FinestCellM, problem.Model.Pipes.Sum(p => p.LengthM) / MostCells),
            StepTolerance = tolerance,
            HasInertia = hasInertia,
        };
        Refuse(file, model.Validate());
        return problem.Begin(model);
    }

    /// <summary>Ends the command with the first mistake of a case, if there is one.</summary>
    private static void Refuse(string file, IEnumerable<ModelProblem> mistakes)
    {
        if (mistakes.FirstOrDefault() is { } mistake)
        {
            throw new UserErrorException($"{file}: {mistake.ElementId} {mistake.Property}: {mistake.Message}");
        }
    }

    private static int Odorant(string file, string? output)
    {
        var problem = GasCommand.Read(file, OdorantCaseReader.Read);
        Refuse(file, problem.Model.Validate());
        var run = OdorantRun.Of(problem);
        GasCommand.Write(run.Write(), output);
        var ages = run.Arrivals.Where(a => a.Fronts.Count > 0).Select(a => a.MeanAgeS).ToList();
        var word = run.State.Converged ? "tracked" : $"NOT solved, worst at {run.State.WorstNode}";
        var oldest = ages.DefaultIfEmpty().Max();
        Say($"{problem.Name}: {word}, {ages.Count} of {problem.Model.Nodes.Count} nodes reached, oldest {oldest:0.###} s; {ErrorText(run.LargestMassError)}");
        return run.State.Converged ? ExitCodes.Done : ExitCodes.RunBroke;
    }

    private static int LinePack(string file, string? output)
    {
        var cases = GasCommand.Read(file, LinePackCaseReader.Read);
        Refuse(file, cases.SelectMany(c => c.Pipe.Validate()).Where(p => p.Property != "volume"));
        List<LinePackOutcome> outcomes = [.. cases.Select(c => c.Solve())];
        GasCommand.Write(LinePackCaseReader.Write(Path.GetFileNameWithoutExtension(file), outcomes), output);
        foreach (var outcome in outcomes)
        {
            Say($"{outcome.Id}: {outcome.Problem ?? "simulated"}; {ErrorText(outcome.LargestMassError)}");
        }

        return outcomes.All(o => o.Problem is null) ? ExitCodes.Done : ExitCodes.RunBroke;
    }

    private static string ErrorText(double massError) => string.Create(CultureInfo.InvariantCulture, $"largest mass error of a step {massError:E1}");

    private static void Say(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
