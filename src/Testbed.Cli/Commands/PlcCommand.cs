using System.CommandLine;

namespace Testbed.Cli;

/// <summary><c>testbed plc</c>: controllers and their programs. Each subcommand is in a file of its own.</summary>
internal static class PlcCommand
{
    public static Command Create() => new("plc", "Controllers and their programs: compiling and running them alone, the engineering service of a live twin, program bundles.")
    {
        PlcCheckCommand.Create(), PlcRunCommand.Create(),
        PlcStateCommand.Create(), PlcRunCommands.Start(), PlcRunCommands.Stop(),
        PlcUploadCommand.Create(), PlcDownloadCommand.Create(),
        PlcVariableCommands.List(), PlcVariableCommands.Read(), PlcVariableCommands.Write(), PlcVariableCommands.Force(), PlcVariableCommands.Unforce(),
        PlcSignCommand.Create(),
    };
}
