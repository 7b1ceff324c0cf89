using System.CommandLine;

namespace Testbed.Cli;

/// <summary><c>testbed plc start</c> and <c>stop</c>.</summary>
internal static class PlcRunCommands
{
    public static Command Start()
    {
        var target = new PlcTargetOptions();
        var warm = new Option<bool>("--warm") { Description = "Retained variables keep their values (default: a cold start)." };
        var command = target.On(new Command("start", "Starts a controller's program.") { warm });
        command.SetAction(parse => PlcLink.Run(target.Read(parse), async client =>
        {
            await PlcLink.Need("start", client.StartAsync(parse.GetValue(warm)));
            Console.WriteLine("started");
        }));
        return command;
    }

    public static Command Stop()
    {
        var target = new PlcTargetOptions();
        var command = target.On(new Command("stop", "Stops a controller's program."));
        command.SetAction(parse => PlcLink.Run(target.Read(parse), async client =>
        {
            await PlcLink.Need("stop", client.StopAsync());
            Console.WriteLine("stopped");
        }));
        return command;
    }
}
