using System.CommandLine;
using Testbed.Scenarios;

namespace Testbed.Cli;

/// <summary><c>testbed check DIR</c>: validates a scenario and prints its declared reachability.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "Folder of the scenario." };
        var command = new Command("check", "Validates a scenario, all mistakes at once, and prints the declared reachability matrix and the points of devices.") { scenario };
        command.SetAction(parse =>
        {
            var loaded = ScenarioSource.Load(parse.GetValue(scenario)!);
            Console.WriteLine(ReachabilityMatrix.Declared(loaded).Render());
            foreach (var asset in loaded.Assets.Where(a => a.Points.Count > 0))
            {
                Console.WriteLine($"{asset.Id}: {MapCommand.Summary(asset.Points)}");
            }

            Console.WriteLine(FormattableString.Invariant(
                $"{loaded.Id}: no mistakes; {loaded.Zones.Count} zones, {loaded.Conduits.Count} conduits, {loaded.Assets.Count} assets, {loaded.Controls.Count} controls, {loaded.Declarations.Count} declarations."));
            return ExitCodes.Done;
        });
        return command;
    }
}
