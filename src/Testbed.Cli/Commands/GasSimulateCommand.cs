using System.CommandLine;
using System.Globalization;
using Testbed.GasNetwork.Cases;

namespace Testbed.Cli;

/// <summary><c>testbed gas simulate CASE</c>: a transient case.</summary>
internal static class GasSimulateCommand
{
    private const double FinestCellM = 62.5;
    private const double MostCells = 2_000;

    public static Command Create()
    {
        var file = new Argument<string>("case") { Description = "Case file: gasref-transient/1." };
        var cell = new Option<double?>("--cell") { Description = "Longest cell of a pipe, m (default: 62.5, longer where the net would have over 2,000 cells)." };
        var tolerance = new Option<double>("--tolerance") { Description = "Relative error of a pressure allowed per step.", DefaultValueFactory = _ => 1e-5 };
        var quiet = new Option<bool>("--no-inertia") { Description = "Leaves out the inertia of the gas." };
        var output = new Option<string?>("--out") { Description = "File for the results, in the case's own keys (default: standard output)." };
        var command = new Command("simulate", "Simulates a transient case.") { file, cell, tolerance, quiet, output };
        command.SetAction(parse => Execute(
            parse.GetValue(file)!, parse.GetValue(cell), parse.GetValue(tolerance), !parse.GetValue(quiet), parse.GetValue(output)));
        return command;
    }

    private static int Execute(string file, double? cell, double tolerance, bool hasInertia, string? output)
    {
        var problem = GasCommand.Read(file, TransientCaseReader.Read);
        var model = problem.Model with
        {
            LargestCellM = cell ?? Math.Max(FinestCellM, problem.Model.Pipes.Sum(p => p.LengthM) / MostCells),
            StepTolerance = tolerance,
            HasInertia = hasInertia,
        };
        if (model.Validate() is [var mistake, ..])
        {
            throw new UserErrorException($"{file}: {mistake.ElementId} {mistake.Property}: {mistake.Message}");
        }

        var (solver, result) = problem.Begin(model);
        var writer = new TransientResultWriter(problem);
        var (steps, massError) = (0, 0.0);
        foreach (var time in problem.OutputSeconds)
        {
            if (result.Converged)
            {
                result = solver.AdvanceTo(time);
                (steps, massError) = (steps + result.Steps, Math.Max(massError, result.LargestMassError));
                writer.Note(solver);
            }
        }

        GasCommand.Write(writer.Write(result.Converged, massError), output);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{problem.Name}: {(result.Converged ? "simulated" : $"stuck at {result.WorstNode}")} to {solver.TimeSeconds:0.###} s in {steps} steps, {solver.PointCount} points; largest mass error of a step {massError:E1}"));
        return result.Converged ? ExitCodes.Done : ExitCodes.RunBroke;
    }
}
