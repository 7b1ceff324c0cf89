using System.CommandLine;
using Testbed.Core;
using Testbed.Runtime;
using Testbed.Scenarios;

namespace Testbed.Cli;

/// <summary><c>testbed up SCENARIO</c>: the live twin.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "Folder of the scenario." };
        var seconds = new Option<int?>("--seconds") { Description = "Ends by itself after this time." };
        var join = new Option<string?>("--join") { Description = "Opens forwarders on 127.0.0.1 that enter this zone as a named guest, for unmodified tools." };
        var guest = new Option<string>("--guest") { Description = "The guest's name.", DefaultValueFactory = _ => "guest-1" };
        var joinPort = new Option<int>("--join-port") { Description = "First forwarder port (default: free ones).", DefaultValueFactory = _ => 0 };
        var realPorts = new Option<bool>("--real-ports") { Description = "Listens on logical ports as they are (502, 23): needs privileges." };
        var open = new Option<bool>("--open") { Description = "Arms no control." };
        var pki = new Option<string?>("--pki") { Description = "Uses the certificates of this folder, as 'testbed pki' wrote it." };
        var seed = new Option<ulong>("--seed") { Description = "Seed.", DefaultValueFactory = _ => 1 };
        var command = new Command("up", "Runs the twin in real time, prints its endpoints and logs every connection. Ctrl+C stops it.")
        {
            scenario, seconds, join, guest, joinPort, realPorts, open, pki, seed,
        };
        command.SetAction(parse => Execute(parse.GetValue(scenario)!, parse.GetValue(seed), parse.GetValue(pki), new LiveOptions
        {
            Duration = parse.GetValue(seconds) is { } s ? TimeSpan.FromSeconds(s) : null,
            Join = parse.GetValue(join),
            Guest = parse.GetValue(guest)!,
            JoinPort = parse.GetValue(joinPort),
            RealPorts = parse.GetValue(realPorts),
            Open = parse.GetValue(open),
        }));
        return command;
    }

    private static int Execute(string directory, ulong seed, string? pki, LiveOptions options)
    {
        var scenario = ScenarioSource.Load(directory);
        if (options.Join is { } zone && scenario.Zone(zone) is null)
        {
            throw new UserErrorException($"There is no zone '{zone}'; there are {string.Join(", ", scenario.Zones.Select(z => z.Id))}.");
        }

        using var blueprint = new TwinBlueprint(scenario, seed, pki is null ? null : Certificates(pki, scenario));
        using var actors = new TrialActorSystem();
        using var cancel = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            e.Cancel = true;
            cancel.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                cancel.Cancel();
            });
        try
        {
            new LiveTwin(blueprint, actors, options, TimeProvider.System) { Ready = Print, Log = Console.WriteLine }.Run(cancel.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }

        Console.WriteLine("stopped");
        return ExitCodes.Done;
    }

    private static PkiMaterial Certificates(string folder, Scenario scenario)
    {
        try
        {
            return PkiFolder.Load(folder, PkiPlans.Of(scenario));
        }
        catch (PkiFolderException e)
        {
            throw new UserErrorException($"{e.Message}. 'testbed pki' writes a folder that fits.");
        }
    }

    private static void Print(IReadOnlyList<LiveEndpoint> endpoints, IReadOnlyList<ForwardedService> forwarded)
    {
        Console.WriteLine($"{"zone",-10} {"asset",-12} {"plant address",-16} {"host address",-22} {"protocol",-15} {"port",-5} unit");
        foreach (var e in endpoints)
        {
            Console.WriteLine(FormattableString.Invariant(
                $"{e.Zone,-10} {e.Asset,-12} {e.PlantAddress,-16} {e.HostAddress + ":" + e.HostPort,-22} {e.Protocol,-15} {e.LogicalPort,-5} {e.Unit}"));
        }

        foreach (var f in forwarded)
        {
            Console.WriteLine(FormattableString.Invariant($"join: {f.Local} -> {f.Asset}:{f.Port} {f.Protocol}{(f.Unit is { } u ? $" unit {u}" : "")}"));
        }

        Console.WriteLine(forwarded.Count == 0 ? "up; strangers are refused, --join ZONE lets tools in" : "up");
    }
}
