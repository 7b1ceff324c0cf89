using System.CommandLine;
using Testbed.Scenarios;

namespace Testbed.Cli;

/// <summary><c>testbed new NAME</c>: writes a commented scenario that runs.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of the scenario: lower-case letters, digits and hyphens." };
        var into = new Option<string>("--in") { Description = "Folder to make it in.", DefaultValueFactory = _ => "scenarios" };
        var command = new Command("new", "Writes a commented scenario that runs as it is.") { name, into };
        command.SetAction(parse =>
        {
            var folder = Path.Combine(parse.GetValue(into)!, parse.GetValue(name)!);
            if (!parse.GetValue(name)!.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                throw new UserErrorException($"'{parse.GetValue(name)}' is no name for a scenario: lower-case letters, digits and hyphens only.");
            }

            var diagnostics = ScenarioTemplate.Write(parse.GetValue(into)!, parse.GetValue(name)!);
            foreach (var diagnostic in diagnostics)
            {
                Console.Error.WriteLine(diagnostic);
            }

            if (diagnostics.Count > 0)
            {
                return ExitCodes.UserError;
            }

            Console.WriteLine($"{folder} written. Try: testbed check {folder}, then: testbed run {folder}");
            return ExitCodes.Done;
        });
        return command;
    }
}
