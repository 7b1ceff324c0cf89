using System.CommandLine;
using Testbed.Core;
using Testbed.Runtime;
using Testbed.Scenarios;

namespace Testbed.Cli;

/// <summary><c>testbed pki SCENARIO</c>: the scenario's authority, certificates and revocation list as files.</summary>
internal static class PkiCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "Folder of the scenario." };
        var into = new Option<string?>("--out") { Description = "Folder to write (default: results/SCENARIO-pki). What is there is written over." };
        var command = new Command("pki", "Writes the scenario's certificate authority, certificates with keys and roles, and revocation list, for 'up --pki' and for clients of your own.")
        {
            scenario, into,
        };
        command.SetAction(parse => Execute(parse.GetValue(scenario)!, parse.GetValue(into)));
        return command;
    }

    private static int Execute(string directory, string? into)
    {
        var scenario = ScenarioSource.Load(directory);
        var folder = into ?? Path.Combine("results", $"{scenario.Id}-pki");
        using var pki = new ScenarioPki(PkiPlans.Of(scenario));
        PkiFolder.Write(pki, folder);
        File.WriteAllText(Path.Combine(folder, "README.md"), PkiSummary.Readme(scenario, pki, folder));
        Console.WriteLine(PkiSummary.Table(pki));
        Console.WriteLine(FormattableString.Invariant(
            $"{folder}: authority, {pki.Plan.Identities.Count} certificates with keys, a revocation list of {pki.Revocations.Count}; README.md says how to use them."));
        return ExitCodes.Done;
    }
}
