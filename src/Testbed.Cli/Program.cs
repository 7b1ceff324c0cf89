using System.CommandLine;
using System.Globalization;
using Testbed.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("testbed predicts achieved IEC 62443 Security Levels of a scenario from evidence gathered by attack.")
{
    RunCommand.Create(),
    CheckCommand.Create(),
    NewCommand.Create(),
    ExplainCommand.Create(),
    ReportCommand.Create(),
    ExportCommand.Create(),
    ReplayCommand.Create(),
    UpCommand.Create(),
    MapCommand.Create(),
    PkiCommand.Create(),
    PlcCommand.Create(),
    MutateCommand.Create(),
    AblateCommand.Create(),
    GasCommand.Create(),
};
// Ids hold '@' (roles@PLC-CGS): it must not mean a response file.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine($"error: {error.Message}");
    }

    Console.Error.WriteLine("Run 'testbed --help' or 'testbed COMMAND --help' for what can be said.");
    return ExitCodes.UserError;
}

return Guard.Run(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
