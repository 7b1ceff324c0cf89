using System.CommandLine;
using Testbed.GasNetwork.Cases.Import;

namespace Testbed.Cli;

/// <summary><c>testbed gas import NET</c>: a network of pandapipes as a case file.</summary>
internal static class GasImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("net") { Description = "Network written by pandapipes (to_json)." };
        var output = new Option<string?>("--out") { Description = "File for the case (default: standard output)." };
        var command = new Command("import", "Converts a pandapipes network into a case that 'gas solve' reads.") { file, output };
        command.SetAction(parse => Execute(parse.GetValue(file)!, parse.GetValue(output)));
        return command;
    }

    private static int Execute(string file, string? output)
    {
        var import = GasCommand.Read(file, PandapipesImport.Of);
        foreach (var warning in import.Warnings)
        {
            Console.Error.WriteLine($"warning: {warning}");
        }

        GasCommand.Write(import.Json, output);
        Console.Error.WriteLine($"{file}: written as {import.Format}{(import.Warnings.Count > 0 ? $", with {import.Warnings.Count} warnings" : "")}");
        return ExitCodes.Done;
    }
}
