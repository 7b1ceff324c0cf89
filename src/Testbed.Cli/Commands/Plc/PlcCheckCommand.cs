using System.CommandLine;
using System.Globalization;
using Testbed.StructuredText;

namespace Testbed.Cli;

/// <summary><c>testbed plc check FILE...</c>: compiles Structured Text and says what is in it.</summary>
internal static class PlcCheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Structured Text (.st), a folder of it, or PLCopen XML.", Arity = ArgumentArity.OneOrMore };
        var variables = new Option<bool>("--variables") { Description = "Lists the variables with type, section and address." };
        var command = new Command("check", "Compiles a program: all mistakes at once, each with its place.") { files, variables };
        command.SetAction(parse =>
        {
            var program = PlcSources.Compile(parse.GetValue(files)!);
            Console.WriteLine(Summary(program));
            if (parse.GetValue(variables))
            {
                foreach (var variable in program.Variables)
                {
                    Console.WriteLine(Line(variable));
                }
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string Summary(PlcProgram program) => string.Create(
        CultureInfo.InvariantCulture,
        $"No mistakes: {program.Variables.Count} variables, {program.MemorySize} bytes; tasks: {string.Join(", ", program.Tasks.Select(Task))}.");

    private static string Task(PlcTask task) =>
        $"{task.Name} {(task.Interval is { } every ? string.Create(CultureInfo.InvariantCulture, $"every {every.TotalMilliseconds:0.###} ms") : "every scan")}";

    private static string Line(PlcVariable v) =>
        $"  {v.Path,-40} {v.TypeName,-14} {v.Section}{(v.IsConstant ? " CONSTANT" : "")}{(v.IsRetained ? " RETAIN" : "")}{(v.Address is null ? "" : $" AT {v.Address}")}";
}
